"""The `accounts` room as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "surefoot_web.accounts"
    label = "accounts"
