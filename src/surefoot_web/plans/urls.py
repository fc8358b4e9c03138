"""Addresses of findings and of the plan, under visits/<visit_id>/."""

from django.urls import path

from . import views

app_name = "plans"
urlpatterns = [
    path("findings/", views.findings, name="findings"),
    path("findings/<slug:kind>/<slug:of>/", views.why, name="why"),
    path("plan/", views.plan, name="plan"),
    path("goal/", views.goal, name="goal"),
    path("goal/choose/", views.choose_goal, name="goal_choose"),
    path("plan/<slug:suggestion>/", views.decide, name="decide"),
]
