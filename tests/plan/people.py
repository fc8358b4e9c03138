"""Cases of synthetic people for the tests of the plan: one steady in every test, and small changes to it."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from surefoot.engine import CaseReader
from surefoot.instruments import case_facts
from surefoot.knowledge import load

KNOWLEDGE = load()
DAY = "2026-11-20"
HOLD_S = 10.0
STAGES = ("side_by_side", "semi_tandem", "tandem", "one_leg")

STEADY: dict[str, Any] = {
    "schema": "surefoot-case/1",
    "patient": {"id": "T-1", "birth_date": "1948-03-02", "sex": "female"},
    "visit": {"date": DAY},
    "answers": {
        "three_key_questions": {"fallen_past_year": False, "unsteady": True, "worried": False},
        "conditions": {"cognitive_diagnosis": False},
    },
    "tests": [
        {"test": "tug", "trials": [{"time_s": 9.0, "aid": "none"}]},
        {"test": "chair_stand_30s", "trials": [{"stands_count": 14}]},
        {"test": "four_stage_balance", "trials": [{"stage": stage, "time_s": HOLD_S} for stage in STAGES]},
        {"test": "single_leg_stance", "trials": [{"time_s": 15.0, "side": "left"}, {"time_s": 12.0, "side": "right"}]},
    ],
}


def steady() -> dict[str, Any]:
    """Somebody who holds every position and has a reason to exercise: feels unsteady."""
    return copy.deepcopy(STEADY)


def entry_of(case: dict[str, Any], name: str) -> dict[str, Any]:
    return next(entry for entry in case["tests"] if entry["test"] == name)


def held(case: dict[str, Any], stage: str, time_s: float) -> dict[str, Any]:
    """The same with one stage held for `time_s`; the test ends where a stage was not held."""
    entry = entry_of(case, "four_stage_balance")
    kept = []
    for trial in entry["trials"]:
        kept.append({**trial, "time_s": time_s} if trial["stage"] == stage else trial)
        if trial["stage"] == stage and time_s < HOLD_S:
            break
    entry["trials"] = kept
    return case


def without(case: dict[str, Any], name: str) -> dict[str, Any]:
    case["tests"] = [entry for entry in case["tests"] if entry["test"] != name]
    return case


def reader_of(case: dict[str, Any]) -> CaseReader:
    return CaseReader(KNOWLEDGE, KNOWLEDGE.as_of(date.fromisoformat(DAY)), case_facts(case, KNOWLEDGE))
