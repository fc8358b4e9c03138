"""Two papers for the kitchen wall, in large print: the home-safety checklist and the exercise log, of what was agreed to alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from surefoot.errors import Fault, Refused
from surefoot.note.document import Block, Days, Document, Heading, Kind, Language, Listing, Paragraph, Sentence, Title
from surefoot.note.falls_calendar import WORDS as CALENDAR
from surefoot.note.handout import call
from surefoot.note.handout_exercises import drawn_exercises, exercises_agreed, held
from surefoot.note.handout_large import hazards
from surefoot.note.handout_words import WORDS as HANDOUT
from surefoot.note.home_words import WORDS, Words
from surefoot.note.labels import LABELS
from surefoot.note.letters import AGREED, VOID
from surefoot.note.material import Data
from surefoot.note.wording import day

WhyNot = Literal["", "void", "not_accepted", "changed", "not_held"]

_RULE = "_" * 50  # a line to write on
_LINES = 3


def why_no_checklist(case: Data, assessment: Data) -> WhyNot:
    """Why there is no home-safety checklist; empty where there is one: no step for the home was accepted."""
    if case["visit"].get("status") in VOID:
        return "void"
    return "" if _steps(assessment, "home") else "not_accepted"


def why_no_log(case: Data, assessment: Data) -> WhyNot:
    """Why there is no exercise log; empty where there is one.

    No exercise was accepted; all that were accepted are changed, so that the words on file are no longer the plan; or none was
    held safely in the tests, so that none may be done alone.
    """
    if case["visit"].get("status") in VOID:
        return "void"
    steps = _steps(assessment, "exercise")
    if not steps:
        return "not_accepted"
    if all(one["decision"]["decision"] == "changed" for one in steps):
        return "changed"
    return "" if exercises_agreed(steps) else "not_held"


def build_home_checklist(
    case: Data, assessment: Data, *, language: Language = "en", names: Data | None = None, draft: bool = False
) -> Document:
    """Build the checklist of hazards at home as data, each drawn where there is a drawing.

    `names` as for `build_handout`. Raises `Refused` for a language without words (SF-N001), or where no step for the home was
    accepted (SF-N002).
    """
    _refuse(language, why_no_checklist(case, assessment), "home-safety checklist")
    says, shared, given = WORDS[language], HANDOUT[language], names or {}
    changed = all(one["decision"]["decision"] == "changed" for one in _steps(assessment, "home"))
    body: tuple[Block, ...] = (
        _paragraph(says.walk),
        *((_paragraph((shared.changed,)),) if changed else ()),
        Heading(says.look),
        hazards(shared, language),
        Heading(says.other),
        _paragraph((says.other_how,)),
        *_to_write(),
        Heading(says.helper),
        _list(says.helper_how),
        *_to_write(1),
        *call(shared, given),
        _paragraph((says.bring,)),
    )
    return _document("home_checklist", says.checklist, case, given, language, draft, body)


def build_exercise_log(
    case: Data, assessment: Data, *, language: Language = "en", names: Data | None = None, draft: bool = False
) -> Document:
    """Build the log of four weeks as data: the exercises of the accepted steps that were held safely, each with a box a day.

    `names` as for `build_handout`. Raises `Refused` for a language without words (SF-N001), or where there is no such exercise (SF-N002).
    """
    _refuse(language, why_no_log(case, assessment), "exercise log")
    says, shared, given = WORDS[language], HANDOUT[language], names or {}
    steps = _steps(assessment, "exercise")
    chosen = exercises_agreed(steps)
    agreed = [one for one in steps if one["decision"]["decision"] == "accepted" and held(one)]
    stops = dict.fromkeys(one["stop"][language] for one in chosen)
    body: tuple[Block, ...] = (
        _paragraph(says.how),
        Listing(tuple(Sentence(one["patient_text"][language], (one["id"],)) for one in agreed)),
        Heading(says.moves),
        drawn_exercises(chosen, language, numbered=says.move),
        _list((shared.exercises_others, *stops, shared.safe)),
        *_weeks(says, language, len(chosen)),
        Heading(says.went),
        _list(says.went_how),
        *_to_write(),
        *call(shared, given),
        _paragraph((says.bring,)),
    )
    return _document("exercise_log", says.log, case, given, language, draft, body)


def _weeks(says: Words, language: Language, moves: int) -> list[Block]:
    """Two weeks on a page, a box for each move and day."""
    week = CALENDAR[language].weekdays
    heads = (says.day, *(str(number + 1) for number in range(moves)))
    found: list[Block] = []
    for caption in says.weeks:
        found += [Heading(caption), Days(caption, heads, (*week, *week))]
    return found


def _steps(assessment: Data, kind: str) -> list[Data]:
    """The steps of a kind that were accepted or changed, in the order offered."""
    ordered = sorted(assessment.get("suggestions", ()), key=lambda one: one["order"])
    return [one for one in ordered if one.get("kind") == kind and (one.get("decision") or {}).get("decision") in AGREED]


def _refuse(language: str, why: WhyNot, what: str) -> None:
    if language not in WORDS:
        do = f"Choose one of: {', '.join(sorted(WORDS))}."
        raise Refused([Fault("SF-N001", "language", f'there is no {what} in "{language}"', do)])
    if why:
        says = f"there is no {what} of this visit ({why.replace('_', ' ')})"
        raise Refused([Fault("SF-N002", "decisions", says, "Accept a step that has one, or leave it out.")])


def _document(
    kind: Kind, title: str, case: Data, names: Data, language: Language, draft: bool, body: tuple[Block, ...]
) -> Document:
    shared, visited = HANDOUT[language], day(case["visit"]["date"], language)
    patient = case["patient"].get("id") or "–"
    name = names.get("patient") or case["patient"].get("name") or ""
    below = " · ".join(part for part in (name, shared.visit_on.format(day=visited)) if part)
    head = Title(title, names.get("clinic") or "", below)
    stamp = LABELS[language]["draft"] if draft else ""
    footer = shared.footer.format(patient=patient, day=visited)
    return Document(kind, title, language, case["visit"]["date"], patient, stamp, footer, (head, *body))


def _paragraph(lines: Sequence[str]) -> Paragraph:
    return Paragraph(tuple(Sentence(line) for line in lines))


def _list(lines: Sequence[str]) -> Listing:
    return Listing(tuple(Sentence(line) for line in lines))


def _to_write(lines: int = _LINES) -> tuple[Block, ...]:
    return tuple(_paragraph((_RULE,)) for _line in range(lines))
