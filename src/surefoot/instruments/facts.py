"""Everything rules may read of one case: patient, answers, tests and what happened in them, medicine classes. What is absent is not asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from surefoot.instruments.medicines import medicine_facts
from surefoot.instruments.score import Score
from surefoot.instruments.scores import test_scores
from surefoot.instruments.trials import helped
from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Data
from surefoot.values import NOT_ASKED, Fact

Case = Mapping[str, Any]

_OPEN = {"unsure": "not sure", "declined": "declined", "not_asked": "not asked"}


def case_facts(case: Case, knowledge: Knowledge, scores: Mapping[str, Score] | None = None) -> dict[str, Fact]:
    """Facts by id. `scores` saves working them out again."""
    facts = patient_facts(case) | extra_facts(case, knowledge)
    facts |= answer_facts(case, knowledge)
    facts |= medicine_facts(case, knowledge)
    facts |= seen_facts(case, knowledge)
    facts |= event_facts(case)
    facts |= {id_: score.fact for id_, score in (test_scores(case, knowledge) if scores is None else scores).items()}
    return facts


def patient_facts(case: Case) -> dict[str, Fact]:
    """Age on the day of the visit in whole years, sex for norms, setting, the order of the form."""
    patient, visit = case["patient"], case["visit"]
    return {
        "patient.age_years": _age(patient.get("birth_date"), visit["date"]),
        "patient.sex": _word(patient.get("sex"), "patient.sex"),
        "visit.setting": _word(visit.get("setting"), "visit.setting"),
        "form.order": _word(visit.get("form_order"), "visit.form_order"),
    }


EXTRA = "form.extra_"


def extra_facts(case: Case, knowledge: Knowledge) -> dict[str, Fact]:
    """Which extra parts the form hands out, by `visit.form_extras`. A part that nobody chose is not handed out: that is known."""
    chosen = case["visit"].get("form_extras") or ()
    named = [id_ for id_ in knowledge.facts if id_.startswith(EXTRA)]
    return {id_: Fact(id_.removeprefix(EXTRA) in chosen, evidence="visit.form_extras") for id_ in named}


def _age(birth_date: str | None, visit_date: str) -> Fact:
    if birth_date is None:
        return Fact(None, "date of birth not known")
    born, day = date.fromisoformat(birth_date), date.fromisoformat(visit_date)
    return Fact(
        float(day.year - born.year - ((day.month, day.day) < (born.month, born.day))), evidence="patient.birth_date"
    )


def seen_facts(case: Case, knowledge: Knowledge) -> dict[str, Fact]:
    """What was seen in the trials of the visit, practice and invalid ones included; not known where no such test was done."""
    trials = [
        (trial, f"tests[{index}].trials[{number}]")
        for index, entry in enumerate(case.get("tests", ()))
        if knowledge.tests[entry["test"]]["performance_test"]["answer"] == "yes"
        for number, trial in enumerate(entry.get("trials", ()))
    ]
    return {
        "tests.fall_or_near_fall": _seen(trials, lambda trial: trial.get("event") in ("fall", "near_fall")),
        "tests.symptoms": _seen(trials, lambda trial: trial.get("event") == "symptoms"),
        "tests.hands_on_help": _seen(trials, helped),
    }


def _seen(trials: Sequence[tuple[Case, str]], there: Callable[[Case], bool]) -> Fact:
    path = next((path for trial, path in trials if there(trial)), None)
    if not trials:
        return Fact(None, "no physical test was done")
    return Fact(path is not None, evidence=path or trials[0][1].rsplit(".", 1)[0])


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
    """One fact an item, or one a choice where several may be chosen; a day as the days since.

    Of two items that ask the same, one that was not asked takes the answer of the other. A private question that was not
    asked because the respondent left all of them to the provider says so.
    """
    answers, visit_date = case.get("answers") or {}, case["visit"]["date"]
    own: dict[str, Fact] = {}
    same: dict[str, str] = {}
    for form in knowledge.questionnaires.values():
        given = _given(form.id, answers)
        for item in form["items"]:
            if item["type"] == "medications":
                continue
            id_ = f"{form.id}.{item['id']}"
            own |= _as_facts(id_, item, given, visit_date)
            if "same_as" in item:
                same[id_] = item["same_as"]
    pairs = [*same.items(), *((other, id_) for id_, other in same.items())]
    found = own | {id_: own[other] for id_, other in pairs if own[id_].why == NOT_ASKED.why}
    return found | _left(found, knowledge)


def _left(found: Mapping[str, Fact], knowledge: Knowledge) -> dict[str, Fact]:
    """The private questions that were left to the provider and that nobody answered since."""
    items = {f"{form.id}.{item['id']}": item for form in knowledge.questionnaires.values() for item in form["items"]}
    leaves = next((id_ for id_, item in items.items() if found.get(id_) and _leaves(item, found[id_])), None)
    if leaves is None:
        return {}
    left = Fact(None, "left for the provider", f"answers.{leaves}")
    asked = [id_ for id_, item in items.items() if item.get("private") and not item.get("staff_only") and id_ in found]
    return dict.fromkeys((id_ for id_ in asked if found[id_].why == NOT_ASKED.why), left)


def _leaves(item: Data, fact: Fact) -> bool:
    return "leaves_private" in item and fact.value == item["leaves_private"]


def _as_facts(id_: str, item: Data, given: Case | Fact, visit_date: str) -> dict[str, Fact]:
    """What the answer to one item says."""
    if item["type"] == "choices":
        return _chosen(id_, item, given)
    answer = _answer(given, item["id"], f"answers.{id_}")
    if item["type"] == "date" and isinstance(answer.value, str):
        since = date.fromisoformat(visit_date) - date.fromisoformat(answer.value)
        return {id_: Fact(float(since.days), evidence=answer.evidence)}
    return {id_: answer}


def _chosen(id_: str, item: Data, given: Case | Fact) -> dict[str, Fact]:
    """Whether each of several choices was made. One word alone, as it was once asked, says nothing of the others."""
    words, path = [choice["id"] for choice in item["choices"]], f"answers.{id_}"
    made = None if isinstance(given, Fact) else given.get(item["id"])
    if isinstance(made, list):
        return {f"{id_}.{word}": Fact(word in made, evidence=path) for word in words}
    rest = Fact(None, NOT_ASKED.why, path) if made in words else _answer(given, item["id"], path)
    return {f"{id_}.{word}": Fact(True, evidence=path) if word == made else rest for word in words}


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
