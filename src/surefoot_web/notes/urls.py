"""Addresses of the note, under note/."""

from django.urls import URLPattern

app_name = "notes"
urlpatterns: list[URLPattern] = []
