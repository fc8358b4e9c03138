"""What may be said to one suggestion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from surefoot.wording.goals import GOALS

from .models import DeclinedBy, SaidBy, Verdict


class OfferedReason(models.TextChoices):
    """Reasons that are often given. Each enters the record in these words; the provider's own words may follow."""

    IN_PLACE = "It is in place already.", _("It is in place already.")
    OTHER_FIRST = "Something else comes first.", _("Something else comes first.")
    NOT_WANTED = "The patient does not want it now.", _("The patient does not want it now.")
    OUT_OF_REACH = "It is out of reach: cost, way or time.", _("It is out of reach: cost, way or time.")
    NOT_SUITED = "It does not suit this person's health now.", _("It does not suit this person's health now.")
    ADAPTED = "The dose is adapted to this person.", _("The dose is adapted to this person.")


class DecisionForm(forms.Form):
    """Accept, change or decline. Nothing is chosen before a person chooses; what is missing the action says."""

    decision = forms.ChoiceField(choices=Verdict, required=False, label=_("Decision"))
    declined_by = forms.ChoiceField(choices=DeclinedBy, required=False, label=_("Who declined"))
    offered_reason = forms.ChoiceField(
        choices=[("", _("None of these")), *OfferedReason.choices], required=False, label=_("A reason often given")
    )
    reason = forms.CharField(required=False, label=_("Reason, or what changes"), max_length=2000)

    def __init__(self, *args: Any, suggestion: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id-{suggestion}-%s", **kwargs)

    @property
    def values(self) -> dict[str, str]:
        """What `suggestion_decide` takes: the offered reason and the typed one make one reason."""
        given = self.cleaned_data
        parts = [given["offered_reason"], given["reason"].strip()] if given["decision"] != Verdict.ACCEPTED else []
        return {
            "decision": given["decision"],
            "declined_by": given["declined_by"],
            "reason": " ".join(part for part in parts if part),
        }

    @property
    def problems(self) -> list[str]:
        """Everything that was refused, in words."""
        return [str(error) for errors in self.errors.values() for error in errors]


class GoalForm(forms.Form):
    """What matters to the patient: choices, own words, both or neither."""

    choices = forms.MultipleChoiceField(
        label=_("What matters most?"),
        choices=[(id_, words["en"]) for id_, words in GOALS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(label=_("In the patient’s own words"), required=False, max_length=2000)
    said_by = forms.ChoiceField(
        label=_("Who said it"), choices=SaidBy.choices, required=False, widget=forms.RadioSelect, initial=SaidBy.PATIENT
    )
