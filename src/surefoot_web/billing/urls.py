"""Addresses of the coding decision, under visits/<visit_id>/."""

from django.urls import path

from . import views

app_name = "billing"
urlpatterns = [
    path("coding/", views.coding, name="coding"),
    path("coding/print/", views.coding_print, name="coding_print"),
]
