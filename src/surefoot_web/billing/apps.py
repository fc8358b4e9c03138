"""The `billing` room as a Django app."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "surefoot_web.billing"
    label = "billing"
