"""What may be said of an incident. Nothing is chosen beforehand, and nothing has to be typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot_web.config.knowledge import load
from surefoot_web.records.lengths import LONGEST_REASON

from .models import IncidentDone, IncidentInjury, IncidentWhat

SAFE = (
    "The patient rested and is steady again",
    "A clinician looked at the patient and testing may go on",
    "Only tests in sitting follow",
)


class IncidentForm(forms.Form):
    """What happened, to whom it did harm, and what was done."""

    what = forms.ChoiceField(label=_("What happened?"), choices=IncidentWhat.choices, widget=forms.RadioSelect)
    injury = forms.ChoiceField(label=_("Was somebody hurt?"), choices=IncidentInjury.choices, widget=forms.RadioSelect)
    test = forms.ChoiceField(label=_("During which test?"), required=False)
    done = forms.MultipleChoiceField(
        label=_("What was done?"), choices=IncidentDone.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label=_("More, if you like"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tests = [(id_, test["label"]) for id_, test in load().tests.items()]
        self.fields["test"].choices = [("", _("Between tests, or not known")), *tests]


class ReleaseForm(forms.Form):
    """Why testing may go on: one of the usual reasons, or words of one's own."""

    usual = forms.ChoiceField(
        label=_("Why may testing go on?"),
        choices=[(one, one) for one in SAFE],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Or in your own words"), required=False, max_length=LONGEST_REASON)

    @property
    def given(self) -> str:
        """What was typed, else what was chosen; empty for neither."""
        return str(self.cleaned_data["reason"].strip() or self.cleaned_data["usual"])
