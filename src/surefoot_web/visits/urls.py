"""Addresses of visits. Today is the first page after signing in."""

from django.urls import path

from . import views

app_name = "visits"
VISIT = "visits/<uuid:visit_id>/"
TEST = f"{VISIT}tests/<slug:test>/"
SPAN = f"{VISIT}ledger/<uuid:span_id>/"
SERVICE = f"{VISIT}services/<uuid:service_id>/"
INCIDENT = f"{VISIT}incidents/<uuid:incident_id>/"
urlpatterns = [
    path("", views.today, name="today"),
    path("patients/<uuid:patient_id>/start/", views.start, name="start"),
    path(VISIT, views.visit, name="visit"),
    path(f"{VISIT}review/", views.course.review, name="review"),
    path(f"{VISIT}end-early/", views.course.end_early, name="end_early"),
    path(f"{VISIT}cancel/", views.course.cancel, name="cancel"),
    path(f"{VISIT}entered-in-error/", views.course.entered_in_error, name="entered_in_error"),
    path(f"{VISIT}urgent/", views.urgent, name="urgent"),
    path(f"{VISIT}incidents/", views.incidents.report, name="incident_report"),
    path(INCIDENT, views.incidents.incident, name="incident"),
    path(f"{INCIDENT}release/", views.incidents.release, name="incident_release"),
    path(f"{INCIDENT}withdraw/", views.incidents.withdraw, name="incident_withdraw"),
    path(TEST, views.visit, name="test"),
    path(f"{TEST}stopwatch/", views.stopwatch.stopwatch, name="stopwatch"),
    path(f"{VISIT}stopwatch/", views.stopwatch.state, name="stopwatch_state"),
    path(f"{VISIT}devices/", views.devices.devices, name="devices"),
    path(f"{VISIT}devices/show/", views.devices.show, name="device_show"),
    path(f"{VISIT}devices/<uuid:device_id>/end/", views.devices.end, name="device_end"),
    path("stopwatch/join/<str:token>/", views.devices.join, name="device_join"),
    path("stopwatch/", views.devices.device, name="device"),
    path("stopwatch/state/", views.devices.device_state, name="device_state"),
    path("stopwatch/press/", views.devices.device_press, name="device_press"),
    path(f"{TEST}trial/", views.tests.trial_record, name="trial_record"),
    path(f"{TEST}not-done/", views.tests.not_done, name="not_done"),
    path(f"{TEST}move/", views.tests.move, name="test_move"),
    path(f"{VISIT}trials/<uuid:trial_id>/withdraw/", views.tests.trial_withdraw, name="trial_withdraw"),
    path(f"{VISIT}trials/<uuid:trial_id>/restore/", views.tests.trial_restore, name="trial_restore"),
    path(f"{VISIT}ledger/start/", views.ledger.start, name="span_start"),
    path(f"{VISIT}ledger/enter/", views.ledger.enter, name="span_enter"),
    path(f"{SPAN}stop/", views.ledger.stop, name="span_stop"),
    path(f"{SPAN}correct/", views.ledger.correct, name="span_correct"),
    path(f"{SPAN}remove/", views.ledger.remove, name="span_remove"),
    path(f"{SPAN}restore/", views.ledger.restore, name="span_restore"),
    path(f"{VISIT}services/", views.services.services, name="services"),
    path(f"{VISIT}services/enter/", views.services.enter, name="service_enter"),
    path(f"{SERVICE}correct/", views.services.correct, name="service_correct"),
    path(f"{SERVICE}remove/", views.services.remove, name="service_remove"),
    path(f"{SERVICE}restore/", views.services.restore, name="service_restore"),
]
