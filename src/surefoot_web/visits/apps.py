"""The `visits` room as a Django app."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "surefoot_web.visits"
    label = "visits"
