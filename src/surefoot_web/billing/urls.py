"""Addresses of the coding decision and of claims."""

from django.urls import path

from . import views

app_name = "billing"
VISIT = "visits/<uuid:visit_id>/"
urlpatterns = [
    path(f"{VISIT}coding/", views.coding, name="coding"),
    path(f"{VISIT}coding/print/", views.coding_print, name="coding_print"),
    path(f"{VISIT}coding/reviews/<slug:review>/", views.review, name="review"),
    path(f"{VISIT}coding/units/", views.units, name="units"),
    path(f"{VISIT}claim/", views.claim.claim, name="claim"),
    path(f"{VISIT}claim/details/", views.claim.details, name="claim_details"),
    path("patients/<uuid:patient_id>/coverage/", views.data.coverage, name="coverage"),
    path("claims/", views.batch.batch, name="batch"),
    path("claims/practice/", views.data.practice, name="practice"),
    path("claims/acknowledgements/", views.acknowledgements.acknowledgements, name="acknowledgements"),
    path("claims/files/<uuid:file_id>/", views.claim.file, name="file"),
]
