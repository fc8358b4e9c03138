"""Everything rules may read of one case: patient, answers, tests and what happened in them, medicine classes. What is absent is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from surefoot.instruments.medicines import medicine_facts
from surefoot.instruments.scores import Score, test_scores
from surefoot.knowledge import Knowledge
from surefoot.values import NOT_ASKED, Fact

Case = Mapping[str, Any]

_OPEN = {"unsure": "not sure", "declined": "declined", "not_asked": "not asked"}


def case_facts(case: Case, knowledge: Knowledge, scores: Mapping[str, Score] | None = None) -> dict[str, Fact]:
    """Facts by id. `scores` saves working them out again."""
    facts = patient_facts(case)
    facts |= answer_facts(case, knowledge)
    facts |= medicine_facts(case, knowledge)
    facts |= event_facts(case)
    facts |= {id_: score.fact for id_, score in (test_scores(case, knowledge) if scores is None else scores).items()}
    return facts


def patient_facts(case: Case) -> dict[str, Fact]:
    """Age on the day of the visit in whole years, sex for norms, setting."""
    patient, visit = case["patient"], case["visit"]
    return {
        "patient.age_years": _age(patient.get("birth_date"), visit["date"]),
        "patient.sex": _word(patient.get("sex"), "patient.sex"),
        "visit.setting": _word(visit.get("setting"), "visit.setting"),
    }


def _age(birth_date: str | None, visit_date: str) -> Fact:
    if birth_date is None:
        return Fact(None, "date of birth not known")
    born, day = date.fromisoformat(birth_date), date.fromisoformat(visit_date)
    return Fact(
        float(day.year - born.year - ((day.month, day.day) < (born.month, born.day))), evidence="patient.birth_date"
    )


def _word(word: str | None, path: str) -> Fact:
    return NOT_ASKED if word is None else Fact(word, evidence=path)


def event_facts(case: Case) -> dict[str, Fact]:
    """Whether something happened while blood pressure was read. That nothing is on record does not say that nothing happened."""
    for index, entry in enumerate(case.get("tests", ())):
        for number, trial in enumerate(entry.get("trials", ()) if entry["test"] == "orthostatic_bp" else ()):
            if trial.get("event"):
                return {"tests.symptoms_on_standing": Fact(True, evidence=f"tests[{index}].trials[{number}]")}
    return {}


def answer_facts(case: Case, knowledge: Knowledge) -> dict[str, Fact]:
    """One fact an item. An item that asks the same as another takes its answer when it has none of its own."""
    answers = case.get("answers") or {}
    own: dict[str, Fact] = {}
    same: dict[str, str] = {}
    for form in knowledge.questionnaires.values():
        given = _given(form.id, answers)
        for item in form["items"]:
            if item["type"] == "medications":
                continue
            id_ = f"{form.id}.{item['id']}"
            own[id_] = _answer(given, item["id"], f"answers.{id_}")
            if "same_as" in item:
                same[id_] = item["same_as"]
    return own | {
        id_: own[other] for id_, other in same.items() if own[id_].value is None and own[id_].why == NOT_ASKED.why
    }


def _given(form: str, answers: Case) -> Case | Fact:
    """The answers to one form, or why there is none to any of its items."""
    if form not in answers:
        return {}
    whole = answers[form]
    if whole is None or isinstance(whole, str):
        return Fact(None, _OPEN[whole or "unsure"], f"answers.{form}")
    return whole if isinstance(whole, dict) else {}


def _answer(given: Case | Fact, item: str, path: str) -> Fact:
    if isinstance(given, Fact):
        return given
    if item not in given:
        return NOT_ASKED
    value = given[item]
    if value is None:
        return Fact(None, _OPEN["unsure"], path)
    if isinstance(value, str) and value in _OPEN:
        return Fact(None, _OPEN[value], path)
    return Fact(float(value) if isinstance(value, int) and not isinstance(value, bool) else value, evidence=path)
