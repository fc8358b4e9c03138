"""What may be typed into the ledger: who was there, when it was, and why it is corrected."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surefoot_web.accounts.models import User
from surefoot_web.accounts.roles import MAY
from surefoot_web.config.knowledge import load
from surefoot_web.records.faults import InputRefused

from .actions.ledger import SpanDescription
from .ledger import Span
from .models import Activity
from .moments import hour_came_twice, moment_of
from .reasons import WithReason

YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


def yes_no(label: Any, initial: str | None = None) -> forms.TypedChoiceField:
    """An explicit answer: yes or no, both in sight."""
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
        initial=initial,
        error_messages={"required": gettext_lazy("Choose yes or no.")},
    )


class PresenceForm(forms.Form):
    """Who was in the room, asked before a clock starts."""

    patient_present = yes_no(gettext_lazy("Patient present"), "yes")
    one_on_one = yes_no(gettext_lazy("One on one"), "yes")


class StartForm(PresenceForm):
    """One tap: the activity is the button that was pressed."""

    activity = forms.ChoiceField(choices=Activity.choices)
    test = forms.CharField(required=False)

    def what(self) -> SpanDescription:
        """The span as it starts; only performing names the test."""
        given = self.cleaned_data
        test = given["test"] if given["activity"] == Activity.PERFORM and given["test"] in load().tests else ""
        return SpanDescription(**{**given, "test": test})


class SpanForm(forms.Form):
    """A span with its times, entered later or corrected. Times are the clinic's own."""

    activity = forms.ChoiceField(label=gettext_lazy("Activity"), choices=Activity.choices)
    test = forms.ChoiceField(label=gettext_lazy("Test"), required=False)
    starts = forms.TimeField(
        label=gettext_lazy("Start"), widget=forms.TimeInput(attrs={"type": "time", "step": 1}, format="%H:%M:%S")
    )
    ends = forms.TimeField(
        label=gettext_lazy("End"), widget=forms.TimeInput(attrs={"type": "time", "step": 1}, format="%H:%M:%S")
    )
    patient_present = yes_no(gettext_lazy("Patient present"))
    one_on_one = yes_no(gettext_lazy("One on one"))
    not_skilled = forms.BooleanField(label=gettext_lazy("Not skilled: it took no clinical judgement"), required=False)
    performer = forms.ModelChoiceField(label=gettext_lazy("Who"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args: Any, day: date, by: User, span: Span | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day, self.zone, self.before = day, ZoneInfo(by.clinic.time_zone), span
        self.fields["performer"].queryset = performers_of(by)
        tests = [(id_, entry["label"]) for id_, entry in load().tests.items()]
        self.fields["test"].choices = [("", _("None")), *tests]
        named = {name: self.fields[name].label for name in ("starts", "ends")}
        self.fields |= again_fields(day, self.zone, **named)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("activity") == Activity.PERFORM and not given.get("test") and "test" not in self.errors:
            self.add_error("test", _("Performing needs a test. Choose which one it was."))
        return given

    def clean_starts(self) -> datetime:
        return self._moment("starts", self.before.starts_at if self.before else None)

    def clean_ends(self) -> datetime:
        return self._moment("ends", self.before.ends_at if self.before else None)

    def span(self) -> dict[str, Any]:
        """The keyword arguments of the actions that enter and correct a span."""
        given = self.cleaned_data
        what = {name: given[name] for name in ("activity", "test", "patient_present", "one_on_one")}
        return {
            "what": SpanDescription(**what, skilled=not given["not_skilled"]),
            "starts_at": given["starts"],
            "ends_at": given["ends"],
            "performer": given["performer"],
        }

    def _moment(self, field: str, before: datetime | None) -> datetime:
        """The moment typed; one that was left as it stood keeps its fraction of a second."""
        moment = typed_moment(self, field, self.day, self.zone)
        return before if before is not None and before.replace(microsecond=0) == moment else moment


def typed_moment(form: forms.Form, field: str, day: date, zone: ZoneInfo) -> datetime:
    """The moment of the time typed into `field`; a time that the clock left out stands as a fault beside it."""
    again = form.data.get(form.add_prefix(f"{field}_again")) == "on"
    try:
        return moment_of(day, form.cleaned_data[field], zone, again=again)
    except InputRefused as refused:
        raise forms.ValidationError(f"{refused.says} {refused.do}") from refused


def again_fields(day: date, zone: ZoneInfo, **labels: Any) -> dict[str, forms.BooleanField]:
    """On a day on which the clock was set back: which of the two times of the hour that came twice, for each field."""
    if not hour_came_twice(day, zone):
        return {}
    says = gettext_lazy("the second time that the clock showed it, after it was set back")
    return {
        f"{name}_again": forms.BooleanField(required=False, label=format_lazy("{}: {}", label, says))
        for name, label in labels.items()
    }


class CorrectionForm(WithReason, SpanForm):
    """A correction: the span, and why. The fields of the span come first."""

    field_order = ("activity", "test", "starts", "starts_again", "ends", "ends_again")


def performers_of(by: User) -> Any:
    """The people of the clinic who may keep a clock."""
    return User.objects.filter(clinic=by.clinic_id, is_active=True, role__in=MAY["span.start"]).order_by("display_name")


def initial_of(span: Span, zone: str) -> dict[str, Any]:
    """A span as the form shows it before it is corrected."""
    local = ZoneInfo(zone)
    return {
        "activity": span.activity,
        "test": span.test,
        "starts": span.starts_at.astimezone(local).time().replace(microsecond=0),
        "ends": span.ends_at.astimezone(local).time().replace(microsecond=0) if span.ends_at else None,
        "starts_again": bool(span.starts_at.astimezone(local).fold),
        "ends_again": bool(span.ends_at and span.ends_at.astimezone(local).fold),
        "patient_present": "yes" if span.patient_present else "no",
        "one_on_one": "yes" if span.one_on_one else "no",
        "not_skilled": not span.skilled,
        "performer": span.performer_id,
    }
