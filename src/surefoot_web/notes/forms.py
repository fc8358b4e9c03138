"""What may be typed on the page of the note: why the tests were done, sentences, the signature, an addendum."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot_web.accounts.models import User
from surefoot_web.visits.models import Discipline, Visit
from surefoot_web.visits.retest import retest_field, tested_before

from .models import LayerKind, Section


class CodesField(forms.CharField):
    """Codes separated by commas or spaces; a list of them in the record."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        return str(value or "").replace(",", " ").upper().split()

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != list(initial or [])


class ReasonForm(forms.ModelForm):
    """Why the tests were done, and the plan of care the visit belongs to."""

    diagnoses = CodesField(
        required=False, label=_("Diagnosis codes"), help_text=_("ICD-10-CM, separated by commas: R29.6, M62.81")
    )
    retest_reason = retest_field()
    plan_of_care_discipline = forms.ChoiceField(
        required=False,
        label=_("Discipline of the plan of care"),
        choices=[("", _("Not recorded")), *Discipline.choices],
    )

    class Meta:
        model = Visit
        fields = (
            "reason",
            "retest_reason",
            "diagnoses",
            "plan_of_care_certified_on",
            "plan_of_care_certified_by",
            "plan_of_care_ends_on",
            "plan_of_care_discipline",
        )
        widgets = {
            "reason": forms.Textarea(attrs={"rows": 3}),
            "plan_of_care_certified_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "plan_of_care_ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {"plan_of_care_certified_by": _("Name and credential, if somebody other than the signer.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not tested_before(self.instance):
            del self.fields["retest_reason"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        first, last = given.get("plan_of_care_certified_on"), given.get("plan_of_care_ends_on")
        if first and last and last < first:
            self.add_error("plan_of_care_ends_on", _("The plan of care ends before it was certified. Check both days."))
        return given


class OwnSentenceForm(forms.Form):
    """A sentence of the signer's own."""

    section = forms.ChoiceField(choices=Section, label=_("Section"))
    text = forms.CharField(label=_("Your sentence"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)


class SignForm(forms.Form):
    """The signer's password, once more; for a signature and for a co-signature."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("The one you sign in with. It confirms that it is you who signs."),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.by.check_password(password):
            raise forms.ValidationError(_("This is not your password. Nothing was signed. Capital letters count."))
        return password


class AddendumForm(forms.Form):
    """What is added to a signed note, and as what."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        widget=forms.RadioSelect,
        choices=[
            (LayerKind.LATE_ENTRY.value, _("Late entry: something of the visit that was left out")),
            (LayerKind.CORRECTION.value, _("Correction: something in the note is wrong")),
            (LayerKind.ADDENDUM.value, _("Addendum: something that came up after the visit")),
        ],
    )
    text = forms.CharField(
        label=_("What is added"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=8000,
        help_text=_(
            "It is signed with your name and the time, and stands beside the note. The note itself stays as it is."
        ),
    )
