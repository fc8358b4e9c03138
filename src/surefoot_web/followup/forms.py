"""What may be said of a plan item or a reminder: choices, and words of one's own that nobody has to type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.lengths import LONGEST_REASON

from .models import How, KnownBy, Step, Why


class OutcomeForm(forms.Form):
    step = forms.ChoiceField(label=_("What became of it"), choices=Step.choices)
    why = forms.ChoiceField(label=_("Why not"), choices=[("", ""), *Why.choices], required=False)
    known_by = forms.ChoiceField(label=_("How it is known"), choices=[("", ""), *KnownBy.choices], required=False)
    text = forms.CharField(label=_("In words"), max_length=LONGEST_REASON, required=False)


class ReminderForm(forms.Form):
    how = forms.ChoiceField(label=_("How"), choices=How.choices)
    text = forms.CharField(label=_("In words"), max_length=LONGEST_REASON, required=False)


def day_field(label: object, **more: Any) -> forms.DateField:
    """A day, chosen or typed."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class SpanForm(forms.Form):
    """A span of days, the last one included."""

    first = day_field(_("From"))
    last = day_field(_("To"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["first"] > given["last"]:
            self.add_error("last", _("The last day is before the first. Choose a later one."))
        return given
