"""Assess one case. Pure: the day and the knowledge are arguments; no clock, no file, no network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from surefoot.assessment.care import published_factors
from surefoot.assessment.changes import earlier_visits, level_changes, score_changes
from surefoot.assessment.findings import (
    conflicts,
    published_findings,
    published_to_ask,
    published_urgent,
    urgent_before,
)
from surefoot.assessment.levels import published_disagreements, published_levels, published_post_tests
from surefoot.assessment.medicines import published_medicines
from surefoot.assessment.missing import missing
from surefoot.assessment.profile import balance_profile
from surefoot.assessment.scores import published_scores, score_conflicts
from surefoot.assessment.sources import cited_sources
from surefoot.assessment.suggested import published_suggestions
from surefoot.billing import decision, judge, ledger_faults, record_shows
from surefoot.cases import case_faults, known_parts
from surefoot.engine import CaseReader
from surefoot.errors import CaseRefused, Fault
from surefoot.instruments import case_facts, test_scores
from surefoot.knowledge import Knowledge, load
from surefoot.risk import read_levels, signs_to_ask, urgent_signs
from surefoot.values import Fact
from surefoot.wording import drafts

Case = Mapping[str, Any]
NAME = "surefoot-assessment/1"


def assess(
    case: Case, knowledge: Knowledge | None = None, *, as_of: date | None = None, today: date | None = None
) -> dict[str, Any]:
    """Assess a `surefoot-case/1`; the answer is a `surefoot-assessment/1`.

    `as_of` is the day whose knowledge is used (the visit's own unless given); `today` refuses visits of the future.
    Raises CaseRefused with every fault of the case.
    """
    knowledge = knowledge or load()
    faults = faults_of(case, knowledge, today=today)
    if faults:
        raise CaseRefused(faults)
    day = as_of or date.fromisoformat(case["visit"]["date"])
    return _Assessing(known_parts(case), knowledge, day).result()


def faults_of(case: Any, knowledge: Knowledge, *, today: date | None = None) -> list[Fault]:
    """Every fault of a case: its shape, what its parts say of each other, and its time ledger."""
    return case_faults(case, knowledge, today=today) or ledger_faults(known_parts(case))


class _Assessing:
    """One pass over one case, from trials to the coding decision."""

    def __init__(self, case: Case, knowledge: Knowledge, day: date) -> None:
        self.case, self.knowledge, self.day = case, knowledge, day
        self.view = knowledge.as_of(day)
        self.scores = test_scores(case, knowledge)
        self.reader = CaseReader(knowledge, self.view, case_facts(case, knowledge, self.scores))

    def result(self) -> dict[str, Any]:
        levels = read_levels(self.reader)
        factors = {id_: self.reader.answer(id_) for id_ in self.knowledge.factors}
        answer = self._clinical(levels, factors)
        judged = judge(
            self.case,
            knowledge=self.knowledge,
            view=self.view,
            facts=self._facts(),
            suggestions=answer["suggestions"],
        )
        answer["billing"] = decision(judged)
        answer["quality"] = record_shows(judged.reader, judged.found)
        answer["missing"] = missing(self.reader, levels, factors, answer["billing"])
        answer["drafts"] = drafts(answer)
        answer["sources"] = cited_sources(answer, self.knowledge)
        return answer

    def _facts(self) -> dict[str, Fact]:
        return self.reader.facts

    def _clinical(self, levels: Any, factors: Any) -> dict[str, Any]:
        suggestions = published_suggestions(self.case, self.reader, factors)
        signs = urgent_signs(self.reader)
        age = self.reader.fact("patient.age_years").value
        earlier = earlier_visits(self.case, self.reader)
        changes = score_changes(earlier, self.reader, self.scores)
        scores = published_scores(self.case, self.reader, self.scores, self.day)
        return {
            "schema": NAME,
            "knowledge": self.knowledge.digest,
            "as_of": self.day.isoformat(),
            "patient": {"id": self.case["patient"].get("id"), "age_years": age, "sex": self.case["patient"].get("sex")},
            "visit": {"date": self.case["visit"]["date"], "status": self.case["visit"].get("status")},
            "urgent": published_urgent(signs),
            "urgent_to_ask": published_to_ask(signs_to_ask(self.reader)),
            "scores": scores,
            "profile": balance_profile(scores, self.knowledge),
            "findings": published_findings(self.reader),
            "factors": published_factors(self.case, self.reader, factors),
            "levels": published_levels(levels, self.knowledge.findings),
            "suggestions": urgent_before(suggestions, signs),
            **published_medicines(self.case, self.reader),
            "missing": [],
            "conflicts": [*conflicts(self.reader), *score_conflicts(self.scores)],
            "drafts": [],
            "changes": changes,
            "level_changes": level_changes(earlier, levels, changes, self.reader),
            "disagreements": published_disagreements(levels, self.reader),
            "post_test": published_post_tests(self.reader, self.day),
        }
