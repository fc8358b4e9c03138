"""The `followup` room as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_save


class FollowupConfig(AppConfig):
    name = "surefoot_web.followup"
    label = "followup"

    def ready(self) -> None:
        from .shorts import short_keep

        post_save.connect(short_keep, sender="notes.SignedLayer", dispatch_uid="followup.short_keep")
