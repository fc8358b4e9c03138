"""Addresses of follow-up."""

from django.urls import path

from . import views, views_due, views_falls, views_figures

app_name = "followup"
urlpatterns = [
    path("follow-up/", views.overview, name="overview"),
    path("follow-up/recall.csv", views.recall, name="recall"),
    path("follow-up/reply/", views.by_code, name="by_code"),
    path("follow-up/figures/", views_figures.figures, name="figures"),
    path("follow-up/figures.csv", views_figures.figures_file, name="figures_file"),
    path("settings/follow-up/", views_due.intervals, name="intervals"),
    path("patients/<uuid:patient_id>/call/", views_due.call, name="call"),
    path("patients/<uuid:patient_id>/falls/", views_falls.falls, name="falls"),
    path("patients/<uuid:patient_id>/falls/add/", views_falls.fall, name="fall"),
    path("patients/<uuid:patient_id>/falls/none/", views_falls.no_fall, name="no_fall"),
    path("patients/<uuid:patient_id>/falls/calendar.pdf", views_falls.calendar, name="falls_calendar"),
    path("falls/<uuid:report_id>/correct/", views_falls.correct, name="fall_correct"),
    path("falls/<uuid:report_id>/withdraw/", views_falls.withdraw, name="fall_withdraw"),
    path("patients/<uuid:patient_id>/follow-up/", views.patient, name="patient"),
    path("patients/<uuid:patient_id>/reminded/", views.remind, name="remind"),
    path("visits/<uuid:visit_id>/earlier-plan/", views.earlier_plan, name="earlier_plan"),
    path("visits/<uuid:visit_id>/outcomes/<slug:suggestion>/", views.outcome, name="outcome"),
]
