"""The `links` room as a Django app."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "surefoot_web.links"
    label = "links"
