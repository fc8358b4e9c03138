"""What may be typed about another service of the day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surefoot_web.accounts.models import User

from .actions.services import ServiceDescription
from .forms_ledger import again_fields, typed_moment
from .models import Discipline
from .reasons import WithReason
from .services import Service


def _time(label: Any) -> forms.TimeField:
    shown = forms.TimeInput(attrs={"type": "time", "step": 1}, format="%H:%M:%S")
    return forms.TimeField(label=label, required=False, widget=shown)


class ServiceForm(forms.Form):
    """A service with what is known of it; only its code has to be. Times are the clinic's own, of the day of the visit."""

    code = forms.CharField(label=gettext_lazy("Procedure code"), max_length=5)
    minutes = forms.DecimalField(
        label=gettext_lazy("Minutes, as that service recorded them"), required=False, max_digits=6, decimal_places=2
    )
    start = _time(gettext_lazy("Start"))
    end = _time(gettext_lazy("End"))
    provider = forms.ModelChoiceField(
        label=gettext_lazy("Who"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not recorded"),
    )
    discipline = forms.ChoiceField(label=gettext_lazy("Discipline"), required=False)

    def __init__(self, *args: Any, day: date, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day, self.zone = day, ZoneInfo(by.clinic.time_zone)
        staff = User.objects.filter(clinic=by.clinic_id, is_active=True)
        self.fields["provider"].queryset = staff.order_by("display_name")
        self.fields["discipline"].choices = [("", _("Not recorded")), *Discipline.choices]
        self.fields |= again_fields(day, self.zone, start=self.fields["start"].label, end=self.fields["end"].label)

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().upper()

    def clean_start(self) -> datetime | None:
        return self._moment("start")

    def clean_end(self) -> datetime | None:
        return self._moment("end")

    def what(self) -> ServiceDescription:
        given = self.cleaned_data
        return ServiceDescription(
            code=given["code"],
            minutes=given["minutes"],
            provider=given["provider"],
            discipline=given["discipline"],
            starts_at=given["start"],
            ends_at=given["end"],
        )

    def _moment(self, field: str) -> datetime | None:
        return typed_moment(self, field, self.day, self.zone) if self.cleaned_data[field] is not None else None


class ServiceCorrectionForm(WithReason, ServiceForm):
    """A correction: the service, and why. The fields of the service come first."""

    field_order = ("code", "minutes", "start", "start_again", "end", "end_again", "provider", "discipline")


def initial_of(service: Service, zone: str) -> dict[str, Any]:
    """A service as the form shows it before it is corrected."""
    bounds = {"start": service.starts_at, "end": service.ends_at}
    local = {name: at.astimezone(ZoneInfo(zone)) for name, at in bounds.items() if at is not None}
    return {
        "code": service.code,
        "minutes": service.minutes,
        "provider": service.provider_id,
        "discipline": service.discipline,
        **{name: at.time().replace(microsecond=0) for name, at in local.items()},
        **{f"{name}_again": bool(at.fold) for name, at in local.items()},
    }
