"""The `accounts` room as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "surefoot_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to what happens at the doors."""
        from .doors import events, lock  # noqa: F401 - their receivers
