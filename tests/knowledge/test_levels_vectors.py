"""Cases where the published algorithms part ways, as a table: each row is one person, each level what its table makes of her or him.

The expectations are our own derivation from the published tables. `no` under severity means that every sign of a severe fall was asked
about and denied; `open` that nobody asked.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from surefoot.engine import CaseReader
from surefoot.instruments.facts import case_facts
from surefoot.knowledge import load
from surefoot.risk import read_levels

VISIT = "2026-11-20"

VECTORS = """
id  | age | stay independent  | falls | severity | tug  | gait | steadi_2019 | wfg_2022     | wfg_hicks_2024 | why
X1  |  75 | 2 fall            | 1     | no       | 11.0 |      | at_risk     | low          | intermediate   | a fall alone scores below 4
X1o |  75 | 2 fall            | 1     | open     | 11.0 |      | at_risk     | not_known    | not_known      | severity was not asked
X2  |  75 | 2 fall            | 1     | no       | 14.0 |      | at_risk     | low          | intermediate   | 14 s is slow for STEADI, not for the guidelines
X2o |  75 | 2 fall            | 1     | open     | 14.0 |      | at_risk     | not_known    | not_known      | severity was not asked
X3  |  79 | 3 fall            | 2     | no       | 15.0 |      | at_risk     | high         | high           | two falls; 15.0 s is not above 15 s
X3o |  79 | 3 fall            | 2     | open     | 15.0 |      | at_risk     | high         | high           | two falls settle it without the other signs
X4  |  70 | 4 no fall         | 0     | no       | 8.0  |      | at_risk     | low          | low            | a positive score without a fall
X4o |  70 | 4 no fall         | 0     | open     | 8.0  |      | at_risk     | low          | low            | without a fall severity has no say
X5  |  70 | 3 no fall         | 0     | no       | 16.0 |      | not_at_risk | low          | intermediate   | the guidelines ask for the walk only after a fall
X6  |  82 | 4 fall            | 1     | long lie | 9.0  |      | at_risk     | high         | high           | an hour on the ground
X7  |  82 | 4 fall            | 1     | fainted  | 9.0  |      | at_risk     | high         | high           | loss of consciousness
X8  |  70 | 5 fall            | 1     | no       |      | 0.8  | at_risk     | intermediate | not_known      | at the limit counts
X8o |  70 | 5 fall            | 1     | open     |      | 0.8  | at_risk     | not_known    | not_known      | severity was not asked
X9  |  70 | 5 fall            | 1     | no       |      | 0.81 | at_risk     | low          | not_known      | above the limit
X10 |  70 | none              | open  | open     |      |      | not_known   | not_known    | not_known      | nothing asked is never "not at risk"
G1  |  70 | 5 fall            | 1     | no       | 14.0 | 0.7  | at_risk     | intermediate | intermediate   | gait speed decides where it was measured
G2  |  70 | 5 fall            | 1     | no       |      |      | at_risk     | not_known    | not_known      | neither walk was measured
A1  |  64 | 5 fall            | 1     | long lie | 9.0  |      | not_applicable | not_applicable | not_applicable | too young for these tables
"""

SCORED = {  # items that add up to the score, the fall (2 points) apart
    "2 fall": [],
    "3 fall": ["holds_furniture"],
    "4 fall": ["holds_furniture", "rushes_to_toilet"],
    "5 fall": ["holds_furniture", "rushes_to_toilet", "lost_feeling_in_feet"],
    "3 no fall": ["holds_furniture", "rushes_to_toilet", "lost_feeling_in_feet"],
    "4 no fall": ["holds_furniture", "rushes_to_toilet", "lost_feeling_in_feet", "pushes_with_hands_to_stand"],
}
SEVERITY = (
    "emergency_visit", "loss_of_consciousness", "unable_to_get_up", "long_lie_ge_60min", "unexplained_fall", "head_injury",
)  # fmt: skip


def rows() -> list[dict[str, str]]:
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in VECTORS.strip().splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


def _stay_independent(words: str) -> dict[str, Any]:
    if words == "none":
        return {}
    items = [item["id"] for item in load().questionnaires["stay_independent"]["items"]]
    yes = [*SCORED[words], *(["fallen_past_year"] if words.endswith(" fall") and "no" not in words else [])]
    return {"stay_independent": {item: item in yes for item in items}}


def _history(row: dict[str, str]) -> dict[str, Any]:
    if row["falls"] == "open":
        return {}
    history: dict[str, Any] = {"falls_12m": int(row["falls"])}
    answers: dict[str, Any] = {"fall_history": history}
    if row["severity"] != "open":
        history |= {"injurious_falls_12m": 0} | dict.fromkeys(SEVERITY, False)
        answers["frailty_scales"] = {"clinical_frailty_scale": 3}
    if row["severity"] == "long lie":
        history["long_lie_ge_60min"] = True
    if row["severity"] == "fainted":
        history["loss_of_consciousness"] = True
    return answers


def case_of(row: dict[str, str]) -> dict[str, Any]:
    tests = []
    if row["tug"]:
        tests.append({"test": "tug", "trials": [{"time_s": float(row["tug"])}]})
    if row["gait"]:
        tests.append({"test": "gait_speed", "trials": [{"speed_mps": float(row["gait"])}]})
    return {
        "schema": "surefoot-case/1",
        "patient": {"id": "P-1", "birth_date": f"{2026 - int(row['age'])}-01-15", "sex": "female"},
        "visit": {"date": VISIT, "setting": "office"},
        "answers": _stay_independent(row["stay independent"]) | _history(row),
        "tests": tests,
    }


def levels_of(case: dict[str, Any]) -> dict[str, str]:
    knowledge = load()
    reader = CaseReader(
        knowledge, knowledge.as_of(date.fromisoformat(case["visit"]["date"])), case_facts(case, knowledge)
    )
    return {id_: level.level for id_, level in read_levels(reader).items()}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
@pytest.mark.parametrize("algorithm", ["steadi_2019", "wfg_2022", "wfg_hicks_2024"])
def test_each_algorithm_keeps_its_own_table(row: dict[str, str], algorithm: str) -> None:
    assert levels_of(case_of(row))[algorithm] == row[algorithm], row["why"]


def test_the_older_three_levels_where_the_reference_gives_one() -> None:
    (row,) = (row for row in rows() if row["id"] == "X3")
    assert levels_of(case_of(row))["steadi_legacy"] == "high"


def _asked(answers: dict[str, Any], **visit: str) -> dict[str, str]:
    person = {"id": "P-1", "birth_date": "1946-01-15"}
    return levels_of({"patient": person, "visit": {"date": VISIT, "setting": "office"} | visit, "answers": answers})


def test_key_questions_alone_are_a_whole_screen() -> None:
    no = {"fallen_past_year": False, "unsteady": False, "worried": False}
    assert _asked({"three_key_questions": no})["steadi_2019"] == "not_at_risk"
    assert _asked({"three_key_questions": no | {"worried": True}})["steadi_2019"] == "at_risk"
    assert _asked({"three_key_questions": {"fallen_past_year": False, "unsteady": False}})["steadi_2019"] == "not_known"


def test_a_questionnaire_left_open_is_never_not_at_risk() -> None:
    items = [item["id"] for item in load().questionnaires["stay_independent"]["items"]]
    no = dict.fromkeys(items, False)
    assert _asked({"stay_independent": no})["steadi_2019"] == "not_at_risk"
    assert _asked({"stay_independent": no | dict.fromkeys(items[-4:])})["steadi_2019"] == "not_known"
    assert _asked({"stay_independent": no | dict.fromkeys(items[-3:])})["steadi_2019"] == "not_at_risk", "at most 3"


def test_entry_by_key_questions_asks_for_a_walk_without_a_fall() -> None:
    """Unsteady, worried, no fall: low where a fall is the entry, open where any key question is."""
    worried = {"fallen_past_year": False, "unsteady": True, "worried": True}
    levels = _asked({"three_key_questions": worried})
    assert (levels["steadi_2019"], levels["wfg_2022"], levels["wfg_2022_3kq"]) == ("at_risk", "low", "not_known")


def test_frailty_without_a_fall_is_not_high() -> None:
    frail = {"fall_history": {"falls_12m": 0}, "frailty_scales": {"clinical_frailty_scale": 6}}
    assert _asked(frail)["wfg_2022"] == "low"


def test_a_consequence_of_a_fall_counts_as_a_fall() -> None:
    assert _asked({"fall_history": {"long_lie_ge_60min": True}})["wfg_2022"] == "high"
    assert _asked({"fall_history": {"injurious_falls_12m": 0}})["wfg_2022"] == "not_known"


def test_outside_the_community_the_screens_do_not_apply() -> None:
    fell = {"fall_history": {"falls_12m": 2}}
    levels = _asked(fell, setting="facility")
    assert levels.pop("nice_ng249_2025") == "comprehensive_assessment", "the guideline covers residential care"
    assert set(levels.values()) == {"not_applicable"}
    assert _asked(fell)["wfg_2022"] == "high"
