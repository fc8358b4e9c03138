"""Assess one case with two states of the knowledge and say which answers differ. Nothing of the patient is in the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from surefoot.assessment.assess import Case, assess
from surefoot.errors import CaseRefused
from surefoot.knowledge import Knowledge

Key = tuple[str, str]
Answers = Mapping[Key, str]


@dataclass(frozen=True, slots=True)
class DifferingAnswer:
    """One answer that differs. `what` is level, factor, suggestion, may_submit or case; None: there is no such answer."""

    what: str
    id: str
    before: str | None
    after: str | None

    def as_json(self) -> dict[str, str | None]:
        return asdict(self)


def differing_answers(
    case: Case, before: Knowledge, after: Knowledge, *, today: date | None = None
) -> list[DifferingAnswer]:
    """What the two states of the knowledge answer differently: levels, factors, suggestions, may_submit.

    A case that only one of them refuses differs too, told by the codes of its faults. Raises CaseRefused when both refuse it.
    """
    old, new = _answers(case, before, today), _answers(case, after, today)
    if isinstance(old, CaseRefused) and isinstance(new, CaseRefused):
        raise new
    if isinstance(old, CaseRefused) or isinstance(new, CaseRefused):
        return [DifferingAnswer("case", "case", _accepted(old), _accepted(new))]
    return [
        DifferingAnswer(*key, old.get(key), new.get(key))
        for key in dict.fromkeys((*old, *new))
        if _differ(key, old.get(key), new.get(key))
    ]


def _answers(case: Case, knowledge: Knowledge, today: date | None) -> Answers | CaseRefused:
    try:
        result = assess(case, knowledge, today=today)
    except CaseRefused as refused:
        return refused
    return _answers_of(result)


def _answers_of(result: Mapping[str, Any]) -> dict[Key, str]:
    answers: dict[Key, str] = {("level", id_): level["level"] for id_, level in result["levels"].items()}
    answers |= {("factor", factor["id"]): factor["answer"] for factor in result["factors"]}
    answers |= {
        ("suggestion", one["id"]): "suggested" for card in result["suggestions"] for one in (card, *card["covers"])
    }
    answers["may_submit", result["billing"]["code"]] = result["billing"]["may_submit"]
    return answers


def _differ(key: Key, old: str | None, new: str | None) -> bool:
    """A factor that one side does not know counts where the other says yes: nobody missed a no."""
    if key[0] == "factor" and None in (old, new):
        return "yes" in (old, new)
    return old != new


def _accepted(answers: Answers | CaseRefused) -> str:
    if isinstance(answers, CaseRefused):
        return f"refused: {', '.join(sorted({fault.code for fault in answers.faults}))}"
    return "assessed"
