"""What may be asked of the trail: whose record, who did it, what, and when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot_web.accounts.models import User
from surefoot_web.accounts.roles import MAY
from surefoot_web.patients.models import Patient

WITHOUT_ROLE = ("clinic.found", "figures.export", "recall.export")  # recorded, and no action of the table that writes


def said(action: str) -> str:
    """An action as people read it: "visit.read" is "visit: read"."""
    return action.replace(".", ": ").replace("_", " ")


class PersonField(forms.ModelChoiceField):
    """One of the clinic's people; what is no id at all is answered like an id that nobody has."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError as wrong:
            raise forms.ValidationError(
                _("This is not in the list. Choose one of it."), code="invalid_choice"
            ) from wrong


class TrailForm(forms.Form):
    patient = forms.CharField(label=_("Patient number"), max_length=64, required=False)
    person = PersonField(
        label=_("Who did it"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Anybody"),
    )
    action = forms.ChoiceField(label=_("What was done"), required=False)
    first = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    last = forms.DateField(
        label=_("To"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )

    def __init__(self, *args: Any, by: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.by = by
        self.fields["person"].queryset = User.objects.filter(clinic=by.clinic).order_by("display_name")
        actions = sorted({*MAY, *WITHOUT_ROLE})
        self.fields["action"].choices = [("", _("Anything")), *((one, said(one)) for one in actions)]
        if not by.may("trail.read_patients"):
            del self.fields["patient"]

    def clean_patient(self) -> Patient | None:
        number = self.cleaned_data["patient"].strip()
        if not number:
            return None
        found = Patient.objects.filter(clinic=self.by.clinic, identifier__iexact=number).first()
        if found is None:
            raise forms.ValidationError(_("No patient of this clinic has this number. Look it up under Patients."))
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["first"] > given["last"]:
            self.add_error("last", _("The last day is before the first. Choose a later one."))
        return given

    @property
    def asked(self) -> list[str]:
        """The names of what was asked by, without the values: what the trail keeps of being read."""
        return sorted(name for name, value in self.cleaned_data.items() if value)
