"""Published case descriptions: what the tables make of them follows from the tables; what the cases leave out is not known."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from tests.engine.generate import borders, packaged_case

from surefoot.assessment import assess
from surefoot.engine import CaseReader
from surefoot.engine.table_border import fact_columns
from surefoot.knowledge import Knowledge
from surefoot.risk import Level, read_levels
from surefoot.values import Fact

DAY = date(2026, 11, 20)


def levels(age: int, knowledge: Knowledge, tests: Sequence[Any] = (), **answers: Any) -> dict[str, Any]:
    found: dict[str, Any] = assess(
        {
            "schema": "surefoot-case/1",
            "patient": {"birth_date": f"{2026 - age}-01-15", "sex": "female"},
            "visit": {"date": DAY.isoformat(), "setting": "office"},
            "answers": answers,
            "tests": list(tests),
        },
        knowledge,
    )["levels"]
    return found


def told(found: dict[str, Any], *ids: str) -> list[str]:
    return [str(found[id_]["level"]) for id_ in ids]


def test_two_falls_in_half_a_year(knowledge: Knowledge) -> None:
    """NEJM 2003, 79 years."""
    found = levels(79, knowledge, fall_history={"falls_12m": 2})
    assert told(found, "steadi_2019", "wfg_2022", "nice_ng249_2025", "uspstf_2024") == [
        "at_risk", "high", "comprehensive_assessment", "increased_risk",
    ]  # fmt: skip


def test_unsteady_and_worried_without_a_fall(knowledge: Knowledge) -> None:
    """Teaching case, 80 years: the entry decides; by the key questions the walk is still to be timed."""
    found = levels(80, knowledge, three_key_questions={"fallen_past_year": False, "unsteady": True, "worried": True})
    assert told(found, "steadi_2019", "wfg_2022", "wfg_2022_3kq") == ["at_risk", "low", "not_known"]
    assert found["wfg_2022_3kq"]["open_levels"] == ["intermediate", "low"]


def test_several_falls_and_about_an_hour_on_the_floor(knowledge: Knowledge) -> None:
    """Layne, 76 years: two falls suffice; the hour is on the boundary and is not relied on."""
    found = levels(76, knowledge, fall_history={"falls_12m": 3})
    assert told(found, "steadi_2019", "wfg_2022") == ["at_risk", "high"]


def test_one_fall_and_slow_gait_leaves_intermediate_or_high_open(knowledge: Knowledge) -> None:
    """Gait speed 0.5 m/s after a fall: at least intermediate, high if a sign of severity is there."""
    tests = [{"test": "gait_speed", "trials": [{"speed_mps": 0.5}]}]
    found = levels(80, knowledge, tests, fall_history={"falls_12m": 1})
    assert told(found, "steadi_2019", "wfg_2022") == ["at_risk", "not_known"]
    assert found["wfg_2022"]["open_levels"] == ["high", "intermediate"]


def test_a_fall_without_a_cause_asks_for_the_walk(knowledge: Knowledge) -> None:
    """GeriatricFastFacts: the published next step is the Timed Up and Go, so the level is not known until it is done."""
    no = dict.fromkeys(("emergency_visit", "loss_of_consciousness", "unable_to_get_up", "long_lie_ge_60min"), False)
    history = {"falls_12m": 1, "injurious_falls_12m": 0, **no}
    found = levels(80, knowledge, fall_history=history, frailty_scales={"clinical_frailty_scale": 3})
    assert told(found, "wfg_2022") == ["not_known"]
    assert {"gait_speed.speed_mps", "tug.time_s"} <= set(found["wfg_2022"]["trace"]["missing"])


WORSE: dict[str, Sequence[float]] = {
    "tug.time_s": (5, 9.9, 10, 10.1, 11.9, 12, 13.5, 15, 15.1, 25),
    "gait_speed.speed_mps": (1.4, 0.81, 0.8, 0.5),
    "fall_history.falls_12m": (0, 1, 2, 5),
    "fall_history.injurious_falls_12m": (0, 1, 2),
    "frailty_scales.clinical_frailty_scale": (1, 4, 5, 9),
    "four_stage_balance.tandem_s": (10, 9.9, 0),
    "chair_stand_30s.stands_count": (20, 8, 3, 0),
}
_ORDER = ("general", "more", "tailored", "full")


@pytest.mark.parametrize("id_", WORSE)
def test_a_worse_value_never_asks_for_less(id_: str, knowledge: Knowledge) -> None:
    view, facts = knowledge.as_of(DAY), fact_columns(knowledge)
    limits, chance = borders(knowledge, view), random.Random(3)  # noqa: S311 - cases, not secrets
    for number in range(25):
        base = packaged_case(facts, limits, chance, (0.3, 0.8, 1.0)[number % 3])
        base = {**base, "patient.age_years": Fact(75.0), "visit.setting": Fact("office")}
        before: dict[str, int] = {}
        for value in WORSE[id_]:
            found = read_levels(CaseReader(knowledge, view, {**base, id_: Fact(float(value))}))
            for name, rank in _ranks(found).items():
                assert rank >= before.get(name, 0), (name, id_, value)
                before[name] = rank


def _ranks(found: dict[str, Level]) -> dict[str, int]:
    return {id_: _ORDER.index(level.asks_for) for id_, level in found.items() if level.asks_for}
