from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "surefoot_web.accounts"
    label = "accounts"
