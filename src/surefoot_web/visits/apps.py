"""The `visits` room as a Django app."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "surefoot_web.visits"
    label = "visits"

    def ready(self) -> None:
        """Listen to who leaves."""
        from . import leaving  # noqa: F401 - its receiver
