"""The components as a Django app, so that templates, static files and translations are found; and our own words for a field left empty."""

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComponentsConfig(AppConfig):
    name = "surefoot_web.components"
    label = "components"

    def ready(self) -> None:
        forms.Field.default_error_messages = {"required": _("Fill this in.")}
        forms.ChoiceField.default_error_messages = {
            "required": _("Choose one."),
            "invalid_choice": _("This is not in the list. Choose one of it."),
        }
