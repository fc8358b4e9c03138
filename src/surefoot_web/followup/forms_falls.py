"""What may be told of a fall. Nothing is chosen beforehand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.lengths import LONGEST_REASON

from .forms import day_field
from .models import Answer, Exact, Happened, ToldBy

CHOOSE = {"required": _("Choose one.")}


class FallForm(forms.Form):
    exact = forms.ChoiceField(
        label=_("Day of the fall"), choices=Exact.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    on = day_field(_("Day"), required=False, help_text=_("Leave it empty where it is not known."))
    injury = forms.ChoiceField(label=_("Hurt"), choices=Answer.choices, widget=forms.RadioSelect, error_messages=CHOOSE)
    happened = forms.MultipleChoiceField(
        label=_("What happened"), choices=Happened.choices, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("As many as fit, or none."),
    )  # fmt: skip
    told_by = forms.ChoiceField(
        label=_("How we know"), choices=ToldBy.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    text = forms.CharField(label=_("In words (may be left out)"), max_length=LONGEST_REASON, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("exact") in (Exact.DAY, Exact.ABOUT) and not given.get("on") and "on" not in self.errors:
            self.add_error("on", _("The day is missing. Choose it, or say that it is not known."))
        return given


class NoFallForm(forms.Form):
    on = day_field(_("From"))
    until = day_field(_("To"))
    told_by = forms.ChoiceField(
        label=_("How we know"), choices=ToldBy.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
