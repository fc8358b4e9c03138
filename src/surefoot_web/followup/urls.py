"""Addresses of follow-up."""

from django.urls import path

from . import views, views_due, views_figures

app_name = "followup"
urlpatterns = [
    path("follow-up/", views.overview, name="overview"),
    path("follow-up/recall.csv", views.recall, name="recall"),
    path("follow-up/figures/", views_figures.figures, name="figures"),
    path("follow-up/figures.csv", views_figures.figures_file, name="figures_file"),
    path("settings/follow-up/", views_due.intervals, name="intervals"),
    path("patients/<uuid:patient_id>/call/", views_due.call, name="call"),
    path("patients/<uuid:patient_id>/follow-up/", views.patient, name="patient"),
    path("patients/<uuid:patient_id>/reminded/", views.remind, name="remind"),
    path("visits/<uuid:visit_id>/outcomes/<slug:suggestion>/", views.outcome, name="outcome"),
]
