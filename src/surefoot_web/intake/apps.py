"""The `intake` room as a Django app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "surefoot_web.intake"
    label = "intake"
