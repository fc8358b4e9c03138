"""Usual reasons, offered where a step needs one, so that nothing has to be typed. Own words are always possible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Reasons = Sequence[str | Promise]

TAKE_BACK = gettext_lazy("It is done after all")
WITHDRAW: Reasons = (
    gettext_lazy("Entered for the wrong test"),
    gettext_lazy("Typed wrong"),
    gettext_lazy("The attempt was not valid"),
    TAKE_BACK,
)
REMOVE_SPAN: Reasons = (
    gettext_lazy("The clock was started by mistake"),
    gettext_lazy("Entered twice"),
    gettext_lazy("Belongs to another visit"),
)
CORRECT_SPAN: Reasons = (
    gettext_lazy("The clock was started or stopped late"),
    gettext_lazy("The wrong activity was chosen"),
    gettext_lazy("Typed wrong"),
)
LEFT_RUNNING: Reasons = (
    gettext_lazy("Forgotten to stop"),
    gettext_lazy("The device failed"),
    gettext_lazy("Called away"),
)
REMOVE_SERVICE: Reasons = (
    gettext_lazy("Entered twice"),
    gettext_lazy("It was not given"),
    gettext_lazy("Belongs to another patient or day"),
)
CORRECT_SERVICE: Reasons = (gettext_lazy("Typed wrong"), gettext_lazy("Known better now"))
END_EARLY: Reasons = (
    gettext_lazy("The patient wished to stop"),
    gettext_lazy("The patient felt unwell"),
    gettext_lazy("It was not safe to go on"),
    gettext_lazy("A fall or near fall"),
    gettext_lazy("There was no time left"),
)
CANCEL: Reasons = (
    gettext_lazy("The patient did not come"),
    gettext_lazy("The patient cancelled"),
    gettext_lazy("The clinic cancelled"),
    gettext_lazy("Moved to another day"),
)
IN_ERROR: Reasons = (
    gettext_lazy("Wrong patient"),
    gettext_lazy("Wrong day"),
    gettext_lazy("Started twice"),
)
PUT_BACK = gettext_lazy("Taken out by mistake; put back")


class ReasonForm(forms.Form):
    """A step that needs its reason and nothing else: one of the usual ones by its button, or own words."""

    reason = forms.CharField(
        label=gettext_lazy("In your own words"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, usual: Reasons = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual_reasons = [str(one) for one in usual]

    def clean_reason(self) -> str:
        return _reason(self.cleaned_data["reason"], self.data.get("usual", ""))


class WithReason(forms.Form):
    """A form with fields of its own that needs a reason too: usual ones to choose from, none chosen beforehand."""

    usual = forms.ChoiceField(label=gettext_lazy("Why it is corrected"), required=False, widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("Or in your own words"), required=False)

    def __init__(self, *args: Any, usual: Reasons = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["usual"].choices = [(str(one), one) for one in usual]

    def clean_reason(self) -> str:
        return _reason(self.cleaned_data["reason"], self.cleaned_data.get("usual") or "")


def _reason(typed: str, pressed: str) -> str:
    """What was typed, else what was pressed. Refused when there is neither."""
    given = typed.strip() or pressed.strip()
    if not given:
        raise forms.ValidationError(_("A reason is missing. Choose one, or say in a few words why."))
    return given
