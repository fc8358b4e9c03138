from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "surefoot_web.billing"
    label = "billing"
