"""Effect sizes: each bound by a field to what it speaks of, wide intervals without a number, and nothing used that is not to be."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import yaml
from tests.note.test_note import table
from tests.plan.people import steady

from surefoot.assessment import assess
from surefoot.errors import KnowledgeRefused
from surefoot.knowledge import load, load_texts
from surefoot.knowledge.loader import Text, packaged_texts
from surefoot.knowledge.yaml_reader import read_yaml
from surefoot.note import build_note
from surefoot.note.wording import effect as written

KNOWLEDGE = load()
FACTORS = KNOWLEDGE.factors
WIDE = 5  # the upper end of an interval over its lower end, from which the number says nothing but the direction
# what the reference names without a number that was read
NO_NUMBER = {
    "osteoporosis_fracture",
    "syncope_or_unexplained_fall",
    "recent_discharge",
    "age",
    "nutrition_vitamin_d_muscle",
}


def effects() -> list[tuple[str, dict[str, Any]]]:
    return [(entry.id, effect) for entry in FACTORS.values() for effect in entry["effects"]]


def all_evidence() -> list[tuple[str, dict[str, Any]]]:
    groups = (KNOWLEDGE.interventions, KNOWLEDGE.references)
    return effects() + [(entry.id, one) for group in groups for entry in group.values() for one in entry["evidence"]]


def test_every_factor_carries_its_effect_or_says_why_not() -> None:
    assert {entry.id for entry in FACTORS.values() if not entry["effects"]} == NO_NUMBER
    assert [id_ for id_ in NO_NUMBER if not FACTORS[id_].get("note")] == []


def test_every_effect_says_what_it_speaks_of() -> None:
    assert [(id_, effect["says"]) for id_, effect in effects() if "of" not in effect] == []


def test_a_wide_interval_gives_the_direction_only() -> None:
    wide = [(id_, one["says"]) for id_, one in all_evidence() if "ci" in one and one["ci"][1] > WIDE * one["ci"][0]]
    only = [(id_, one["says"]) for id_, one in all_evidence() if one.get("direction_only")]
    assert wide == only
    assert len(only) == 2


@pytest.mark.parametrize(("id_", "effect"), [pair for pair in all_evidence() if pair[1].get("direction_only")])
def test_its_number_is_not_said(id_: str, effect: dict[str, Any]) -> None:
    said = written(effect)
    assert "the interval is too wide to give a size" in said
    assert str(effect["value"]) not in said


@pytest.mark.parametrize(
    ("factor", "value", "ci"),
    [
        ("previous_falls", 2.8, None), ("previous_falls", 3.5, None), ("gait_balance_problem", 2.1, None),
        ("leg_weakness", 1.76, [1.31, 2.37]), ("leg_weakness", 3.06, [1.86, 5.04]), ("leg_weakness", 1.53, None),
        ("leg_weakness", 1.41, None), ("walking_aid", 3.1, None), ("fall_risk_drugs", 2.02, [1.85, 2.20]),
        ("polypharmacy", 1.21, [1.11, 1.31]), ("orthostatic_hypotension", 1.73, [1.50, 1.99]),
        ("orthostatic_hypotension", 22.2, None), ("vision_impairment", 2.29, [1.06, 4.92]),
        ("hearing_loss", 2.39, [2.11, 2.68]), ("hearing_loss", 1.17, None), ("dizziness_vestibular", 12, None),
        ("dizziness_vestibular", 35.4, None), ("urinary_urgency", 1.62, [1.45, 1.83]), ("urinary_urgency", 1.59, [1.31, 1.93]),
        ("foot_pain_deformity", 1.95, [1.38, 2.76]), ("foot_pain_deformity", 3.25, None), ("foot_pain_deformity", 78, None),
        ("footwear", 11.2, [2.4, 51.8]), ("footwear", 2.27, [1.21, 4.24]), ("frailty", 1.84, [1.43, 2.38]),
        ("frailty", 1.25, None), ("pain", 2.04, [1.75, 2.39]), ("pain", 1.56, [1.39, 1.74]), ("parkinson", 60.5, None),
        ("diabetes", 1.64, [1.27, 2.11]), ("diabetes", 1.94, [1.42, 2.63]), ("diabetes", 1.59, [1.36, 1.87]),
        ("diabetes", 2.62, [1.87, 3.65]), ("long_lie_risk", 30, None), ("concern_about_falling", 39, None),
        ("home_hazards", 0.62, [0.56, 0.70]), ("depression", 1.46, [1.27, 1.67]), ("cognitive_impairment", 2.13, [1.56, 2.90]),
    ],
)  # fmt: skip
def test_published_numbers_stand_to_the_printed_digit(factor: str, value: float, ci: list[float] | None) -> None:
    found = [effect for effect in FACTORS[factor]["effects"] if effect.get("value") == value]
    assert [list(effect["ci"]) if "ci" in effect else None for effect in found] == [ci]


def test_the_estimate_outside_its_own_interval_is_not_used() -> None:
    assert 1.76 not in [effect.get("value") for effect in FACTORS["urinary_urgency"]["effects"]]
    assert "not used" in FACTORS["urinary_urgency"]["note"]


def strength(case: dict[str, Any], label: str) -> list[str]:
    rows = table(build_note(case, assess(case, KNOWLEDGE), knowledge=KNOWLEDGE), "Factors found").rows
    return [line.text for line in next(row for row in rows if row[0].lines[0].text.startswith(label))[2].lines]


@pytest.mark.parametrize(
    ("worn", "said", "not_said"),
    [
        ("socks", "Barefoot or in stockings", "11.2"),
        ("slippers", "Without shoes or in slippers", "Barefoot"),
        ("backless", "none on record for what was found", "Barefoot"),
    ],
)
def test_an_effect_is_shown_only_where_what_it_speaks_of_was_found(worn: str, said: str, not_said: str) -> None:
    case = steady()
    case["answers"]["feet"] = {"footwear_indoors": worn}
    lines = " | ".join(strength(case, "Unsafe footwear"))
    assert said in lines
    assert not_said not in lines


def test_each_thing_found_shows_its_own_effect() -> None:
    case = steady()
    case["answers"]["feet"] = {"any_problem": True, "foot_pain": True, "bunion": True, "lesser_toe_deformity": False}
    lines = strength(case, "Foot pain or deformity")
    assert [line.split(":")[0] for line in lines] == ["Foot pain and falls", "Bunion and falls"]


def test_an_effect_says_whether_it_applies() -> None:
    case = steady()
    case["answers"]["conditions"] |= {"diabetes": True, "uses_insulin": False}
    factor = next(one for one in assess(case, KNOWLEDGE)["factors"] if one["id"] == "diabetes")
    applies = {effect["says"]: effect["applies"] for effect in factor["effects"]}
    assert applies["Diabetes and falls"] == "yes"
    assert applies["Diabetes treated with insulin and falls"] == "no"
    assert applies["Diabetes without insulin and falls"] == "yes"
    weak = next(one for one in assess(case, KNOWLEDGE)["factors"] if one["id"] == "leg_weakness")
    assert next(one for one in weak["effects"] if one["of"] == [])["applies"] == "not_known"


def changed(name: str, **items: Any) -> list[Text]:
    """The packaged knowledge with one file changed by a function on its data."""
    found = []
    for text in packaged_texts():
        if text.name == name:
            data = read_yaml(text.text, name).data
            items["by"](data)
            text = Text(name, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
        found.append(text)
    return found


def spoil(data: dict[str, Any]) -> None:
    data["factors"][0]["effects"][0]["of"] = ["conditions.parkinsons"]


def test_an_effect_of_something_unknown_is_a_fault() -> None:
    with pytest.raises(KnowledgeRefused) as refused:
        load_texts(changed("factors/conditions.yaml", by=spoil))
    assert [fault.code for fault in refused.value.faults] == ["SF-K009"]
    assert 'Nearest: "conditions.parkinson"' in refused.value.faults[0].do


def cover_in_a_chain(data: dict[str, Any]) -> None:
    next(one for one in data["interventions"] if one["id"] == "nail_callus_care")["covered_by"] = ["podiatry_care"]


def test_a_chain_of_covering_has_to_name_its_top() -> None:
    with pytest.raises(KnowledgeRefused) as refused:
        load_texts(changed("interventions/feet.yaml", by=cover_in_a_chain))
    assert [fault.code for fault in refused.value.faults] == ["SF-K009"]


def older(text: Text) -> Text | None:
    """A file as it was before effects, order, covering and exercises had their fields."""
    if text.name.startswith("exercises/") or text.name in ("findings/exercise.yaml", "facts/tests.yaml"):
        return None
    data = copy.deepcopy(read_yaml(text.text, text.name).data)
    if text.name == "values/care.yaml":
        data["values"] = [one for one in data["values"] if one["id"] != "plan.first_count"]
    data.pop("reference_only", None)
    for item in [*data.get("interventions", ()), *data.get("factors", ())]:
        for key in ("expects", "covered_by", "other_grades"):
            item.pop(key, None)
        for one in [*item.get("effects", ()), *item.get("evidence", ())]:
            one.pop("of", None)
            one.pop("direction_only", None)
    return Text(text.name, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def test_knowledge_without_the_new_fields_still_answers() -> None:
    before = load_texts([old for text in packaged_texts() if (old := older(text))])
    case = steady()
    case["answers"]["feet"] = {"any_problem": True, "foot_pain": False, "bunion": True}
    answer = assess(case, before)
    ids = [one["id"] for one in answer["suggestions"]]
    orders = [before.interventions[id_]["order"] for id_ in ids]
    assert orders == sorted(orders)
    assert {"otago", "tai_chi"} <= set(ids)
    assert {one["first"] for one in answer["suggestions"]} == {None}
    assert {len(one["exercises"]) for one in answer["suggestions"]} == {0}
    rows = table(build_note(case, answer, knowledge=before), "Factors found").rows
    row = next(row for row in rows if row[0].lines[0].text.startswith("Foot pain or deformity"))
    assert len(row[2].lines) == 1  # matched by words, as it was then
    assert "and falls" in row[2].lines[0].text
