"""The `patients` room as a Django app."""

from django.apps import AppConfig


class PatientsConfig(AppConfig):
    name = "surefoot_web.patients"
    label = "patients"
