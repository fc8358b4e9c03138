"""Why a patient is tested again: asked where the library finds an earlier test on record."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot.billing import earlier_tests
from surefoot_web.config.knowledge import load
from surefoot_web.notes.selectors import earlier_scores_of
from surefoot_web.patients.models import Patient

from .models import Visit

OFFERED = (
    _("A fall since the last tests."),
    _("New or worse unsteadiness since the last tests."),
    _("A new illness, operation or hospital stay since the last tests."),
    _("A change in medicines since the last tests."),
    _("To see what the exercise programme has changed, and to decide how it goes on."),
    _("To decide whether care can end."),
)


class OfferedInput(forms.TextInput):
    """One line with sentences on offer; any other words can be typed. Nothing is chosen beforehand."""

    template_name = "visits/widgets/offered.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_offered"
        return context | {"offered": OFFERED}


def retest_field() -> forms.CharField:
    return forms.CharField(
        label=_("Why the patient is tested again"),
        help_text=_("There are earlier tests on record. Write why, or take a sentence that the line offers."),
        required=False,
        max_length=2000,
        widget=OfferedInput,
    )


def tested_before(visit: Visit) -> bool:
    """Whether an earlier visit shows a test of this patient, as the library reads it."""
    return bool(earlier_tests({"patient": {}, "previous": earlier_scores_of(visit)}, load()))


def tested_before_on(patient: Patient, day: date) -> bool:
    """The same for a visit that is not started yet."""
    return tested_before(Visit(clinic=patient.clinic, patient=patient, date=day))
