"""What may be typed for a test: one form a test, built from the fields that the knowledge gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surefoot.knowledge.model import Data, Entry
from surefoot.units import UNITS

from .models import NotDoneReason
from .trial_scores import lacking

UNABLE = "unable"
WHOLE, DECIMAL = r"-?[0-9]{1,9}", r"-?[0-9]{0,9}[.,]?[0-9]{1,9}"
AIDS = [
    ("none", gettext_lazy("None")),
    ("cane", gettext_lazy("Cane")),
    ("crutches", gettext_lazy("Crutches")),
    ("walker", gettext_lazy("Walker")),
    ("rollator", gettext_lazy("Rollator")),
    ("other", gettext_lazy("Other")),
]
SIDES = [("", gettext_lazy("Does not apply")), ("left", gettext_lazy("Left")), ("right", gettext_lazy("Right"))]
EVENTS = [
    ("", gettext_lazy("Nothing")),
    ("near_fall", gettext_lazy("Near fall: had to be caught")),
    ("fall", gettext_lazy("Fall")),
    ("symptoms", gettext_lazy("Symptoms: dizziness, pain, breathlessness")),
]
FLOORS = [
    ("", gettext_lazy("As the protocol says")),
    ("firm", gettext_lazy("Level and firm")),
    ("carpet", gettext_lazy("Carpet")),
    ("foam", gettext_lazy("Foam or another soft ground")),
    ("sloped", gettext_lazy("Sloped")),
    ("uneven", gettext_lazy("Uneven")),
    ("other", gettext_lazy("Another floor")),
]
SET_UP = ("course_m", "chair_height_cm", "floor")  # what the protocol may hold fixed, beside the walking aid


class NumberField(forms.CharField):
    """A number as it is typed, with a point or a comma. Bounds are the library's to judge."""

    def __init__(self, *, whole: bool, **kwargs: Any) -> None:
        mode = "numeric" if whole else "decimal"
        widget = forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})
        super().__init__(widget=widget, required=False, **kwargs)
        self.whole = whole

    def clean(self, value: Any) -> float | int | None:
        typed = super().clean(value)
        if not typed:
            return None
        if not re.fullmatch(WHOLE if self.whole else DECIMAL, typed):
            raise forms.ValidationError(self._refusal(typed))
        return int(typed) if re.fullmatch(r"-?[0-9]+", typed) else float(typed.replace(",", "."))

    def _refusal(self, typed: str) -> str:
        says = (
            _("“%(typed)s” is not a whole number. Write it in digits, such as 8.")
            if self.whole
            else _("“%(typed)s” is not a number. Write it in digits, such as 14.2.")
        )
        return says % {"typed": typed}


class OfferedInput(forms.TextInput):
    """One line with sentences on offer; any other words can be typed. Nothing is chosen beforehand."""

    template_name = "visits/widgets/offered.html"

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__()
        self.offered = offered

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_offered"
        return context | {"offered": self.offered}


class TrialForm(forms.Form):
    """One attempt. `fields_of_trial()` is what a `surefoot-case/1` keeps of it."""

    aid = forms.ChoiceField(label=gettext_lazy("Walking aid"), choices=AIDS, initial="none")
    assistance = forms.BooleanField(
        label=gettext_lazy("Hands-on help was given"),
        required=False,
        help_text=gettext_lazy("Somebody touched or held the person. The result is then not compared."),
    )
    event = forms.ChoiceField(label=gettext_lazy("What happened"), choices=EVENTS, required=False)
    side = forms.ChoiceField(label=gettext_lazy("Side"), choices=SIDES, required=False)
    practice = forms.BooleanField(label=gettext_lazy("Practice trial, not scored"), required=False)
    deviation = forms.CharField(
        label=gettext_lazy("Done differently from the protocol"),
        required=False,
        help_text=gettext_lazy("Say how. The result is then not compared."),
    )
    invalid = forms.CharField(
        label=gettext_lazy("Does not count, because"),
        required=False,
        help_text=gettext_lazy("Write why, or take a sentence that the line offers."),
    )

    def __init__(self, *args: Any, test: Entry, unable: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.test, self.unable = test, unable
        for condition in test.get("conditions", ()):
            if condition["id"] in SET_UP:
                self.fields[condition["id"]] = _set_up_field(condition)
        for spec in test["fields"]:
            self.fields[spec["id"]] = _field(spec)
        self.fields["invalid"].widget = OfferedInput(test["protocol"].get("validity", ()))
        if not test["protocol"].get("practice_trials"):
            del self.fields["practice"]

    @property
    def measured(self) -> Iterator[dict[str, Any]]:
        """The test's own fields with their units, in the order of the knowledge."""
        for spec in self.test["fields"]:
            yield {"field": self[spec["id"]], "unit": UNITS[spec["unit"]].sign if "unit" in spec else ""}

    @property
    def particulars(self) -> list[Any]:
        """What few trials need."""
        own = {spec["id"] for spec in self.test["fields"]}
        names = ("side", *SET_UP, "deviation", "invalid")
        return [self[name] for name in names if name in self.fields and name not in own]

    @property
    def has_particulars(self) -> bool:
        return any(field.value() for field in self.particulars)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.unable:
            self._refuse_missing(given)
            self._refuse_without_score(given)
        return given

    def _refuse_missing(self, given: Mapping[str, Any]) -> None:
        do = _("Enter it, or choose “Attempted and unable”.")
        for spec in self.test["fields"]:
            if spec.get("required") and given.get(spec["id"]) is None and spec["id"] not in self.errors:
                self.add_error(spec["id"], _("%(what)s is missing.") % {"what": spec["label"]} + " " + do)
        if not self.errors and all(given.get(spec["id"]) is None for spec in self.test["fields"]):
            self.add_error(None, _("Nothing was measured yet.") + " " + do)

    def _refuse_without_score(self, given: Mapping[str, Any]) -> None:
        """A trial that gives no score would stand as measured and be found as not measured."""
        lacks = None if self.errors else lacking(self.test, {name: given[name] for name in given if given[name] != ""})
        if lacks:
            field, says = lacks
            self.add_error(field if field in self.fields else None, says)

    def fields_of_trial(self) -> dict[str, Any]:
        """What was given, as `surefoot-case/1` spells it; nothing that was left open."""
        given = {name: value for name, value in self.cleaned_data.items() if not _left_open(value)}
        answers = {spec["id"] for spec in self.test["fields"] if spec["type"] == "yes_no"}
        given |= {name: False for name in answers if self.cleaned_data.get(name) is False}
        own = [spec["id"] for spec in self.test["fields"] if spec["id"] in given]
        given = {name: given[name] for name in (*own, *given)}
        if self.unable:
            numbers = {spec["id"] for spec in self.test["fields"] if spec["type"] in ("number", "whole")}
            given = {name: value for name, value in given.items() if name not in numbers} | {"outcome": UNABLE}
        return given


class NotDoneForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why it was not done"),
        choices=NotDoneReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("The reason is missing. Choose why the test was not done.")},
    )


def _left_open(value: Any) -> bool:
    """Nothing was typed, chosen or ticked. A zero is a measurement."""
    return value is None or value is False or value == ""


def _set_up_field(condition: Data) -> forms.Field:
    """Course, chair or floor of one trial; left open where it was as the protocol says."""
    unit = {"course_m": " (m)", "chair_height_cm": " (cm)"}.get(condition["id"], "")
    names = {"what": condition["label"].capitalize() + unit, "protocol": condition["says"]}
    about = {
        "label": _("%(what)s, if it was not %(protocol)s") % names,
        "help_text": _("Another one is kept, and the result is then not compared."),
    }
    if condition["id"] == "floor":
        return forms.ChoiceField(choices=FLOORS, required=False, **about)
    return NumberField(whole=False, **about)


def _field(spec: Data) -> forms.Field:
    if spec["type"] in ("number", "whole"):
        return NumberField(whole=spec["type"] == "whole", label=spec["label"], initial=spec.get("default"))
    if spec["type"] == "yes_no":
        return forms.TypedChoiceField(
            label=spec["label"],
            choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
            coerce=lambda word: word == "yes",
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
        )
    choices = [(one["id"], one["text"]["en"]) for one in spec["choices"]]
    return forms.TypedChoiceField(
        label=spec["label"],
        choices=choices,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        initial=spec.get("default"),
    )
