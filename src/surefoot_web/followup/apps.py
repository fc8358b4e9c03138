"""The `followup` room as a Django app."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "surefoot_web.followup"
    label = "followup"
