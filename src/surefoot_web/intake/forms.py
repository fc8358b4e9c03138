"""What may be typed: who answers, and one answer at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surefoot.instruments import split_list
from surefoot.units import plain
from surefoot_web.config.knowledge import load
from surefoot_web.patients.models import Language

from .models import Interpreter, Respondent
from .questions import LIST, Question

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
    interpreter = forms.ChoiceField(
        label=gettext_lazy("Interpreter"),
        choices=[("", gettext_lazy("None")), *Interpreter.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    interpreter_name = forms.CharField(
        label=gettext_lazy("Name or number of the interpreter"), max_length=80, required=False
    )
    interpreter_language = forms.CharField(
        label=gettext_lazy("Language of the interpreter"), max_length=40, required=False
    )


def read_answer(question: Question, posted: QueryDict) -> Any:
    """Return the answer that a screen posted, as JSON keeps it. Raises `NotUsable` with words for the respondent."""
    pressed = posted.get("answer", "")
    if pressed in WITHOUT_VALUE and question.type != LIST:
        return _nothing_checked(pressed, posted)
    if question.type == "yes_no" and pressed in ("yes", "no"):
        return pressed == "yes"
    if question.type == "choice" and pressed in {choice["id"] for choice in question.item["choices"]}:
        return pressed
    if question.type == "choices":
        return _choices(question, posted, pressed)
    if question.type == LIST:
        return _lines(question, posted, pressed)
    if question.type == "medications":
        return [] if pressed == "none" else _medicines(posted.get("typed", ""))
    if question.type in ("count", "number"):
        return _number(question, posted.get("typed", ""))
    raise NotUsable(_("Please choose one of the answers."))


def checked_in(posted: QueryDict) -> list[str]:
    """The lines that were checked."""
    return posted.getlist("checked")


def check_means(line: Mapping[str, Any]) -> bool:
    """What a check mark on a line answers."""
    return bool(line.get("checked", "yes") == "yes")


def _nothing_checked(answer: Any, posted: QueryDict) -> Any:
    """An answer that stands for the whole list; refused while a line of it is checked."""
    if checked_in(posted):
        raise NotUsable(_("You checked a line. Press “Next”, or take the check marks away."))
    return answer


def _choices(question: Question, posted: QueryDict, pressed: str) -> list[str]:
    if pressed == "none":
        return list(_nothing_checked([], posted))
    checked = [choice["id"] for choice in question.item["choices"] if choice["id"] in checked_in(posted)]
    if not checked:
        raise NotUsable(_("Please check a line, or choose one of the answers below."))
    return checked


def _lines(question: Question, posted: QueryDict, pressed: str) -> dict[str, Any]:
    """The answer of each line. "I'm not sure" and "I'd rather not say" speak of the lines that are not checked."""
    checked = [line["id"] for line in question.lines if line["id"] in checked_in(posted)]
    if pressed == "none":
        _nothing_checked(None, posted)
    elif not checked and pressed not in WITHOUT_VALUE:
        raise NotUsable(_("Please check a line, or choose one of the answers below."))
    return {
        line["id"]: check_means(line)
        if line["id"] in checked
        else pressed
        if pressed in WITHOUT_VALUE
        else not check_means(line)
        for line in question.lines
    }


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
