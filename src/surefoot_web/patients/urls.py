"""Addresses of patients, under patients/."""

from django.urls import path

from . import views, views_trend

app_name = "patients"
urlpatterns = [
    path("", views.find, name="find"),
    path("add/", views.add, name="add"),
    path("add/practice/", views.add_practice, name="add_practice"),
    path("<uuid:patient_id>/", views.patient, name="patient"),
    path("<uuid:patient_id>/trend/", views_trend.trend, name="trend"),
    path("<uuid:patient_id>/correct/", views.correct, name="correct"),
]
