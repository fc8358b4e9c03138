"""Addresses of visits. Today is the first page after signing in."""

from django.urls import path

from . import views

app_name = "visits"
urlpatterns = [
    path("", views.today, name="today"),
    path("patients/<uuid:patient_id>/start/", views.start, name="start"),
    path("visits/<uuid:visit_id>/", views.visit, name="visit"),
]
