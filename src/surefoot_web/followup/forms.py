"""What may be said of a plan item or a reminder: choices, and words of one's own that nobody has to type."""

from __future__ import annotations

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
