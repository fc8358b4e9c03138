"""One complete synthetic visit, and ways to change it."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from surefoot.billing import decide
from surefoot.instruments import case_facts
from surefoot.knowledge import Knowledge, load

KNOWLEDGE = load()
DAY = "2026-11-20"
WHO = "DPM-7"
ACCEPTED = {"decision": "accepted", "reason": None, "declined_by": None, "by": WHO, "at": f"{DAY}T09:24:00-05:00"}


def at(minute: int, second: int = 0, day: str = DAY) -> str:
    """A moment, counted from 9:00."""
    hour, rest = divmod(minute, 60)
    return f"{day}T{9 + hour:02d}:{rest:02d}:{second:02d}-05:00"


def span(first: int, last: int, activity: str, **more: Any) -> dict[str, Any]:
    """A span from one minute after 9:00 to another, one on one with the patient, by the responsible provider."""
    whole = {
        "start": at(first),
        "end": at(last),
        "activity": activity,
        "patient_present": True,
        "one_on_one": True,
        "provider": WHO,
    }
    return whole | more


def whole_case(policy: str = "cms") -> dict[str, Any]:
    """25 countable minutes, three tests done, report signed, every decision left to the suggestions."""
    return {
        "schema": "surefoot-case/1",
        "patient": {"id": "P-001", "birth_date": "1948-03-02", "sex": "female"},
        "visit": {
            "date": DAY,
            "reason": "two falls since August, unsteady on stairs",
            "provider": WHO,
            "setting": "office",
            "payer_policy": policy,
            "diagnoses": ["R29.6"],
            "status": "completed",
        },
        "answers": {"stay_independent": {"fallen_past_year": True}, "fall_history": {"falls_12m": 2}},
        "tests": [
            {"test": "tug", "trials": [{"time_s": 14.2, "aid": "none"}]},
            {"test": "single_leg_stance", "not_done": {"reason": "unsafe"}},
        ],
        "ledger": [
            span(0, 4, "prepare"),
            span(4, 16, "perform"),
            span(16, 20, "analyze_with_patient"),
            span(20, 25, "instruct"),
        ],
        "report": {
            "interpretation": "TUG 14.2 s is beyond the published limit.",
            "analysis": "Impaired balance.",
            "plan_of_care_impact": "Balance exercise started.",
            "signed": {"by": WHO, "at": at(240)},
        },
        "plan_of_care": {"certified_on": DAY},
        "providers": [{"id": WHO, "name": "Demo Provider", "credential": "DPM"}],
    }


def suggested(*decisions: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Suggestions, each with its decision."""
    return [{"id": f"suggestion_{index}", "decision": decision} for index, decision in enumerate(decisions)]


def decided(
    case: dict[str, Any], suggestions: list[dict[str, Any]] | None = None, knowledge: Knowledge = KNOWLEDGE
) -> dict[str, Any]:
    """The coding decision; every suggestion accepted unless said otherwise."""
    view = knowledge.as_of(date.fromisoformat(case["visit"]["date"]))
    return decide(
        case,
        knowledge=knowledge,
        view=view,
        facts=case_facts(case, knowledge),
        suggestions=suggested(ACCEPTED) if suggestions is None else suggestions,
    )


def without(case: dict[str, Any], path: str) -> dict[str, Any]:
    """The case without what stands at a path: `report.signed.by`, or `ledger.*.provider` for each of a list."""
    changed = deepcopy(case)
    *way, last = path.split(".")
    places = [changed]
    for step in way:
        places = [part for place in places for part in (place if step == "*" else [place[step]])]
    for place in places:
        place.pop(last, None)
    return changed


def states(answer: dict[str, Any]) -> dict[str, str]:
    """The state of every requirement, by id."""
    return {one["id"]: one["state"] for one in answer["code_selection"]["requirements"]}


def gates(answer: dict[str, Any]) -> dict[str, str]:
    """The gates that stand, by id."""
    return {one["id"]: one["gate"] for one in answer["payer"]["gates"]}
