"""What may be said of a plan item or a reminder: choices, and words of one's own that nobody has to type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot.knowledge.model import Algorithm
from surefoot_web.config.knowledge import load
from surefoot_web.records.lengths import LONGEST_REASON

from .models import How, KnownBy, Reply, Result, Step, Way, Why


def day_field(label: object, **more: Any) -> forms.DateField:
    """A day, chosen or typed."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class OutcomeForm(forms.Form):
    step = forms.ChoiceField(label=_("What became of it"), choices=Step.choices)
    why = forms.ChoiceField(label=_("Why not"), choices=[("", ""), *Why.choices], required=False)
    known_by = forms.ChoiceField(label=_("How it is known"), choices=[("", ""), *KnownBy.choices], required=False)
    way = forms.ChoiceField(label=_("How it was sent"), choices=[("", ""), *Way.choices], required=False)
    to_whom = forms.CharField(label=_("To whom"), max_length=200, required=False)
    on = day_field(_("Day"), required=False)
    reply = forms.ChoiceField(label=_("What was replied"), choices=[("", ""), *Reply.choices], required=False)
    text = forms.CharField(label=_("In words"), max_length=LONGEST_REASON, required=False)


class ReminderForm(forms.Form):
    how = forms.ChoiceField(label=_("How"), choices=How.choices)
    result = forms.ChoiceField(label=_("What the call came to"), choices=[("", ""), *Result.choices], required=False)
    text = forms.CharField(label=_("In words"), max_length=LONGEST_REASON, required=False)


class SpanForm(forms.Form):
    """A span of days, the last one included."""

    first = day_field(_("From"))
    last = day_field(_("To"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["first"] > given["last"]:
            self.add_error("last", _("The last day is before the first. Choose a later one."))
        return given


class IntervalsForm(forms.Form):
    """After how many days people of each level of one algorithm are seen again. A level left empty has no interval."""

    def __init__(self, *args: Any, algorithm: Algorithm, held: Mapping[str, Any], day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.algorithm = algorithm
        same = held.get("algorithm") == algorithm.id
        days = held.get("days", {}) if same else {}
        for id_, level in algorithm.levels.items():
            label = _("Days after the visit: %s") % level["label"]
            self.fields[id_] = forms.IntegerField(label=label, min_value=1, required=False, initial=days.get(id_))
        ahead = held.get("ahead") if same else None
        self.fields["ahead"] = forms.IntegerField(
            label=_("Days before, to call and find a day"), min_value=0, required=False, initial=ahead
        )
        self.fields["ahead"].help_text = _("Left empty: %s, our own proposal.") % self._proposed(day)
        self.fields["first_day"] = day_field(_("From this day on"), initial=day)

    @staticmethod
    def _proposed(day: date) -> int:
        return int(load().as_of(day).values["follow_up.ahead"].value)

    def clean(self) -> dict[str, Any]:
        """{"value": the setting, "first_day": day}."""
        given = super().clean() or {}
        days = {id_: given[id_] for id_ in self.algorithm.levels if given.get(id_)}
        first_day, ahead = given.get("first_day"), given.get("ahead")
        if days and ahead is None and first_day and min(days.values()) <= self._proposed(first_day):
            self.add_error("ahead", _("With an interval this short, say how many days before somebody is on the list."))
        return {"value": {"algorithm": self.algorithm.id, "days": days, "ahead": ahead}, "first_day": first_day}
