"""The form on paper: its questions in order, numbered, with the words that lead past what need not be answered. From the same knowledge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from surefoot.knowledge import Knowledge

from .questions import Case, Question, questions_asked, reader_of

SCREENS = ("stay_independent", "three_key_questions")


@dataclass(frozen=True, slots=True)
class Numbered:
    """One number of the paper: a question, or a list whose lines are each answered.

    `gate` says after which answer the question, and those up to `until`, need no answer; None where everybody answers.
    """

    number: int
    question: Question
    gate: Gate | None = None
    until: int = 0

    @property
    def section(self) -> str:
        return self.question.section

    @property
    def items(self) -> tuple[Mapping[str, Any], ...]:
        return self.question.lines or (self.question.item,)


@dataclass(frozen=True, slots=True)
class Gate:
    """Answers that rule questions out: `word` to question `number`, or no to all of `number` to `last`."""

    number: int
    word: str
    last: int = 0


def paper_questions(case: Case, knowledge: Knowledge) -> list[Numbered]:
    """Every question that an empty form leaves possible, in order."""
    asked = questions_asked(reader_of({**case, "answers": {}}, knowledge))
    return [Numbered(number, question) for number, question in enumerate(asked, 1)]


def with_gates(numbered: Sequence[Numbered], case: Case, knowledge: Knowledge) -> list[Numbered]:
    """The same questions with the ways past them: the first earlier answer that leaves a question unasked."""
    read = [(gate, _named({**case, "answers": answers}, knowledge)) for gate, answers in _gates(numbered)]
    found = [replace(one, gate=_gate(one, read)) for one in numbered]
    return [replace(one, until=_until(one, found)) if one.gate else one for one in found]


def _named(case: Case, knowledge: Knowledge) -> set[str]:
    """What is still asked, by the names of screens and of lines."""
    asked = questions_asked(reader_of(case, knowledge))
    return {one.id for one in asked} | {f"{one.section}.{line['id']}" for one in asked for line in one.lines}


def _gate(one: Numbered, read: Sequence[tuple[Gate, set[str]]]) -> Gate | None:
    names = {one.question.id, *(f"{one.section}.{item['id']}" for item in one.question.lines)}
    before = (gate for gate, asked in read if max(gate.number, gate.last) < one.number and not names & asked)
    return next(before, None)


def _until(one: Numbered, numbered: Sequence[Numbered]) -> int:
    """The last of the questions in a row that the same answer rules out."""
    last = one.number
    for other in numbered[one.number :]:
        if other.gate != one.gate:
            break
        last = other.number
    return last


def _gates(numbered: Sequence[Numbered]) -> list[tuple[Gate, dict[str, Any]]]:
    """Answers that may rule others out: of one question alone, and no to the whole screen."""
    found: list[tuple[Gate, dict[str, Any]]] = []
    for one in numbered:
        if len(one.items) > 1:
            continue
        item = one.items[0]
        words = [("no", False), ("yes", True)] if item["type"] == "yes_no" else []
        if item["type"] == "choice":
            words = [(choice["id"], choice["id"]) for choice in item["choices"]]
        found += [(Gate(one.number, word), {one.section: {item["id"]: value}}) for word, value in words]
    screen = [one for one in numbered if one.section in SCREENS]
    if screen:
        no: dict[str, Any] = {}
        for one in screen:
            no.setdefault(one.section, {}).update({item["id"]: False for item in one.items})
        found.append((Gate(screen[0].number, "no", screen[-1].number), no))
    return found


def gate_words(one: Numbered, numbered: Sequence[Numbered], language: str) -> str:
    """The words before a question that need not be answered after an earlier answer; empty where there are none."""
    gate = one.gate
    if gate is None or (one.number > 1 and numbered[one.number - 2].gate == gate):
        return ""
    to = one.until + 1
    onward = _("go to question %(to)s") % {"to": to} if to <= len(numbered) else _("you are done")
    if gate.last > gate.number:
        said = {"first": gate.number, "last": gate.last, "onward": onward}
        return _("If you said no to all of questions %(first)s to %(last)s, %(onward)s.") % said
    of = numbered[gate.number - 1].items[0]
    words = {"yes": _("Yes"), "no": _("No")}
    choice = next((one["text"][language] for one in of.get("choices", ()) if one["id"] == gate.word), "")
    said = {"number": gate.number, "word": choice.rstrip(".") or words.get(gate.word, ""), "onward": onward}
    return _("If you answered “%(word)s” in question %(number)s, %(onward)s.") % said


def paper_data(case: Case, knowledge: Knowledge, language: str) -> dict[str, Any]:
    """What the paper shows, as data for the typesetter. The language of the words around it must be active."""
    numbered = with_gates(paper_questions(case, knowledge), case, knowledge)
    return {
        "language": language,
        "title": _("Questions before your visit"),
        "name": _("Name"),
        "born": _("Date of birth"),
        "day": _("Date"),
        "helped": _("Did somebody help you with this form?"),
        "how": _("Mark one box for each question. A blank stays open; nobody reads it as a no."),
        "yes": _("Yes"),
        "no": _("No"),
        "open": [_("I’m not sure"), _("I’d rather not say")],
        "none": _("None of these"),
        "no_medicine": _("I take none"),
        "page": _("page"),
        "questions": [_shown(one, numbered, language) for one in numbered],
        "urgent": _("If you feel very ill, do not wait: call 911."),
    }


def _shown(one: Numbered, numbered: Sequence[Numbered], language: str) -> dict[str, Any]:
    question = one.question
    item, before = question.item, numbered[one.number - 2] if one.number > 1 else None
    new_part = before is None or before.section != one.section
    kind = {"list": "lines", "choice": "choice", "choices": "choice", "yes_no": "yes_no", "medications": "write"}
    choices = [choice["text"][language] for choice in item.get("choices", ())]
    return {
        "number": one.number,
        "title": question.title[language] if new_part else "",
        "gate": gate_words(one, numbered, language),
        "text": item["text"][language],
        "help": "" if question.lines else item.get("help", {}).get(language, ""),
        "kind": kind.get(question.type, "number"),
        "lines": [line.get("line", line["text"])[language] for line in question.lines],
        "choices": [*choices, *([_("None of these")] if question.type == "choices" else [])],
    }
