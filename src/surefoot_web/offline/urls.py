"""Addresses of the form that works without a network, under device/."""

from django.urls import path

from . import views

app_name = "offline"
urlpatterns = [
    path("worker.js", views.worker, name="worker"),
    path("<uuid:form_id>/", views.form, name="form"),
    path("<uuid:form_id>/state/", views.state, name="state"),
    path("<uuid:form_id>/medicines/", views.medicines, name="medicines"),
    path("<uuid:form_id>/answers/", views.answers, name="answers"),
]
