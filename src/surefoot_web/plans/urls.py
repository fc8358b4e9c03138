"""Addresses of decisions on suggestions, under plan/."""

from django.urls import URLPattern

app_name = "plans"
urlpatterns: list[URLPattern] = []
