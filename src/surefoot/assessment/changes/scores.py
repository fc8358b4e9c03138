"""Scores that this visit and an earlier one both have: the difference, its direction, beyond measurement error or not, limits crossed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from surefoot.assessment.changes.crossed import Crossed, limits_crossed
from surefoot.assessment.changes.earlier import Attempt, Earlier, attempts_now
from surefoot.assessment.changes.errors import beyond, beyond_says, errors_of
from surefoot.engine import CaseReader
from surefoot.instruments import Score
from surefoot.instruments.alike import unlike
from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.knowledge.model import Data
from surefoot.units import plain, written

_PERCENT = 100
_DECIMALS = 6
_BUT = {
    "yes": "",
    "no": ", but the change is within measurement error",
    "not_known": "",
}


def score_changes(earlier: Sequence[Earlier], reader: CaseReader, scores: Mapping[str, Score]) -> list[dict[str, Any]]:
    """One entry for every score that this visit and an earlier one both tried, the latest earlier visit first."""
    now = attempts_now(reader, scores)
    found = []
    for visit in earlier:
        for id_, spec in _specs(reader.knowledge).items():
            if id_ in visit.attempts and id_ in now:
                found.append(_Change(spec, visit, visit.attempts[id_], now[id_], reader).as_json())
    return found


@once_per_knowledge
def _specs(knowledge: Knowledge) -> Mapping[str, Data]:
    """What is known of every score, in the order of the tests, then of the questionnaires."""
    found = {score["id"]: score for test in knowledge.tests.values() for score in test["scores"]}
    forms = (form["score"] for form in knowledge.questionnaires.values() if "score" in form.data)
    return found | {score["id"]: score for score in forms}


class _Change:
    """One score at two visits."""

    def __init__(self, spec: Data, visit: Earlier, before: Attempt, now: Attempt, reader: CaseReader) -> None:
        self.spec, self.visit, self.before, self.now, self.reader = spec, visit, before, now, reader

    def as_json(self) -> dict[str, Any]:
        why = self._why_not()
        shape = {
            "id": self.spec["id"],
            "label": self.spec["label"],
            "since": self.visit.day,
            "before": self.before.value,
            "now": self.now.value,
            "unit": self.spec["unit"],
            "evidence": self.visit.evidence,
        }
        return shape | (self._compared() if why is None else self._not_compared(why))

    def _why_not(self) -> str | None:
        """Why the two may not be compared."""
        reasons = [(self.before, f"on {self.visit.day}"), (self.now, "now")]
        said = [f"{when}: {one.why}" for one, when in reasons if one.why or one.value is None]
        return "; ".join(said) or None

    def _not_compared(self, why: str) -> dict[str, Any]:
        said = f"Not compared: {why}."
        shape: dict[str, Any] = {"difference": None, "percent": None, "direction": "not_known", "not_compared": why}
        shape |= {"differs_says": None, "error_says": said, "crossed_says": None, "unlike": [], "unlike_says": None}
        return shape | {"beyond_error": "not_known", "errors": [], "crossed": [], "says": f"{self._values()}. {said}"}

    def _compared(self) -> dict[str, Any]:
        before, now = self.before.value or 0.0, self.now.value or 0.0
        difference = round(now - before, _DECIMALS)
        percent = round(difference / before * _PERCENT, 2) if before else None
        errors = errors_of(self.spec["id"], self.spec["unit"], before, difference, self.reader)
        answer = beyond(errors)
        crossed = limits_crossed(self.spec["id"], before, now, self.reader)
        differs = self._differs(difference, percent)
        said = beyond_says(errors) if difference else None
        crossing = _crossed_says(crossed, answer) if crossed else None
        ways = self._unlike()
        unlike_says = f"Not known to be taken alike: {'; '.join(ways)}." if ways else None
        return {
            "difference": difference,
            "percent": percent,
            "direction": self._direction(difference),
            "not_compared": None,
            "beyond_error": answer,
            "errors": [error.as_json() for error in errors],
            "crossed": [one.as_json() for one in crossed],
            "differs_says": differs,
            "error_says": said,
            "crossed_says": crossing,
            "unlike": ways,
            "unlike_says": unlike_says,
            "says": " ".join(filter(None, (f"{self._values()}, {differs}.", unlike_says, said, crossing))),
        }

    def _unlike(self) -> list[str]:
        """Ways in which the two were not taken alike; none where the earlier visit does not hold how it was taken."""
        if self.before.ways is None or self.now.ways is None:
            return []
        return unlike(self.before.ways, self.now.ways, self.visit.day)

    def _direction(self, difference: float) -> str:
        """better, worse, same; none where the score has no better side."""
        if not difference:
            return "same"
        worse = self.spec.get("worse", "none")
        if worse == "none":
            return "none"
        return "worse" if (difference > 0) == (worse == "higher") else "better"

    def _values(self) -> str:
        then, today = (self._shown(one) for one in (self.before, self.now))
        return f"{self.spec['label']}: {then} on {self.visit.day}, {today} now"

    def _shown(self, attempt: Attempt) -> str:
        return "no value" if attempt.value is None else written(attempt.value, self.spec["unit"])

    def _differs(self, difference: float, percent: float | None) -> str:
        if not difference:
            return "no difference"
        share = f" ({plain(round(abs(percent), 1))}%)" if percent is not None else ""
        word = {"better": ", the better way", "worse": ", the worse way"}.get(self._direction(difference), "")
        size = written(abs(difference), self.spec["unit"])
        return f"{size} {'more' if difference > 0 else 'less'}{share}{word}"


def _crossed_says(crossed: Sequence[Crossed], answer: str) -> str:
    return f"It crossed {' and '.join(one.says for one in crossed)}{_BUT[answer]}."
