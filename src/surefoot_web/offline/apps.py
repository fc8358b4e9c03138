"""The `offline` room as a Django app."""

from django.apps import AppConfig


class OfflineConfig(AppConfig):
    name = "surefoot_web.offline"
    label = "offline"
