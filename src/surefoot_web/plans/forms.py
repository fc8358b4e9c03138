"""What may be said to one suggestion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot.wording.goals import GOALS

from .models import DeclinedBy, SaidBy, Verdict
from .usual import OWN_WORDS, usual_for


class DecisionForm(forms.Form):
    """Accept, change, decline or take back, each by one button. What is missing the action says."""

    decision = forms.ChoiceField(required=False, label=_("Decision"))
    declined_by = forms.ChoiceField(choices=DeclinedBy, required=False, label=_("Who declined"))
    reason = forms.CharField(required=False, label=_("In your own words"), max_length=2000)

    def __init__(self, *args: Any, suggestion: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = {one.value: one for one in usual_for(suggestion)}
        sent = [*Verdict.values, *self.usual, *OWN_WORDS]
        self.fields["decision"].choices = [(value, value) for value in sent]

    @property
    def values(self) -> dict[str, str]:
        """What `suggestion_decide` takes: the words of the button and those typed make one reason."""
        given = self.cleaned_data
        usual, typed = self.usual.get(given["decision"]), given["reason"].strip()
        by = usual.declined_by if usual else OWN_WORDS.get(given["decision"], given["declined_by"])
        decision = given["decision"].partition(".")[0]
        parts = [usual.record if usual else "", typed if decision != Verdict.TAKEN_BACK else ""]
        return {"decision": decision, "declined_by": by, "reason": "; ".join(part for part in parts if part)}

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
