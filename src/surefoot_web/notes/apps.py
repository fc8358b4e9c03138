"""The `notes` room as a Django app."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "surefoot_web.notes"
    label = "notes"
