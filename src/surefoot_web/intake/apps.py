from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "surefoot_web.intake"
    label = "intake"
