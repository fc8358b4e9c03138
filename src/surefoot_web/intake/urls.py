"""Addresses of the questionnaire, under intake/."""

from django.urls import URLPattern

app_name = "intake"
urlpatterns: list[URLPattern] = []
