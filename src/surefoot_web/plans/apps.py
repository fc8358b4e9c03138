from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "surefoot_web.plans"
    label = "plans"
