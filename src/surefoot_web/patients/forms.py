"""What may be typed about a patient."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot_web.accounts.models import User
from surefoot_web.accounts.selectors import setting_on
from surefoot_web.records.clock import day_in, now

from .models import Patient
from .policies import policy_choices


class FindForm(forms.Form):
    words = forms.CharField(label=_("Name, patient number or date of birth"), required=False, max_length=200)


class PatientForm(forms.ModelForm):
    """A patient of the clinic of `by`; it only checks, the action writes."""

    payer_policy = forms.ChoiceField(label=_("Coverage"), choices=policy_choices)

    class Meta:
        model = Patient
        fields = ("identifier", "given_name", "family_name", "birth_date", "sex", "language", "payer_policy")
        widgets = {"birth_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            today = day_in(by.clinic.time_zone, now())
            self.initial.setdefault("payer_policy", setting_on(clinic=by.clinic, key="payer_policy", day=today))
