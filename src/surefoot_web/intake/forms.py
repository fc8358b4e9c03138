"""What may be typed: who answers, and one answer at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surefoot.instruments import split_list
from surefoot.knowledge import load
from surefoot.units import plain
from surefoot_web.patients.models import Language

from .models import Respondent
from .questions import Question

NOT_SURE, RATHER_NOT = "unsure", "declined"
WITHOUT_VALUE = (NOT_SURE, RATHER_NOT)
TYPED_STEPS = {"less": -1, "more": 1}


class NotUsable(Exception):
    """What was posted is no answer; the text says what to do."""


class HandOverForm(forms.Form):
    """Who answers, and in which language it begins."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who answers"),
        choices=[choice for choice in Respondent.choices if choice[0] != Respondent.STAFF],
        widget=forms.RadioSelect,
        initial=Respondent.PATIENT,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language.choices, widget=forms.RadioSelect)


def read_answer(question: Question, posted: Mapping[str, str]) -> Any:
    """Return the answer that a screen posted, as JSON keeps it. Raises `NotUsable` with words for the respondent."""
    pressed = posted.get("answer", "")
    if pressed in WITHOUT_VALUE:
        return pressed
    if question.type == "yes_no" and pressed in ("yes", "no"):
        return pressed == "yes"
    if question.type == "choice" and pressed in {choice["id"] for choice in question.item["choices"]}:
        return pressed
    if question.type == "medications":
        return [] if pressed == "none" else _medicines(posted.get("typed", ""))
    if question.type in ("count", "number"):
        return _number(question, posted.get("typed", ""))
    raise NotUsable(_("Please choose one of the answers."))


def stepped(question: Question, posted: Mapping[str, str]) -> str | None:
    """What the number field shows after “one less” or “one more” was pressed; None when neither was."""
    step = TYPED_STEPS.get(posted.get("answer", ""))
    if step is None:
        return None
    low, high = _range(question)
    try:
        now = int(posted.get("typed", "").strip())
    except ValueError:
        now = int(low)
    return plain(max(low, min(high, now + step)))


def _medicines(typed: str) -> list[dict[str, str]]:
    """One entry for each medicine, however the list was pasted. A line that tells of none is kept too, for a person to read."""
    pasted = split_list(typed, load())
    kept = [one.line for one in pasted.left_out if one.kind not in ("none", "nothing") and not one.line.endswith(":")]
    listed = [{"name": name} for name in (*pasted.entries, *kept)]
    if not listed:
        raise NotUsable(_("Please write at least one medicine, or choose one of the answers below."))
    return listed


def _number(question: Question, typed: str) -> float | int:
    low, high = _range(question)
    whole = question.type == "count"
    try:
        number = int(typed.strip()) if whole else float(typed.strip().replace(",", "."))
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise NotUsable(_("Please write a number from %(low)s to %(high)s.") % {"low": plain(low), "high": plain(high)})
    return number


def _range(question: Question) -> tuple[float, float]:
    low, high = question.item["range"]
    return low, high
