"""The components as a Django app, so that templates, static files and translations are found."""

from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "surefoot_web.components"
    label = "components"
