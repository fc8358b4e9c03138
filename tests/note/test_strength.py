"""Beside a factor stands the strength of what was found in this person, and of nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.note import build_note
from tests.note.test_note import table


def strength(case: dict[str, Any], label: str) -> str:
    rows = table(build_note(case, assess(case)), "Factors found").rows
    row = next(row for row in rows if row[0].lines[0].text == label)
    return " | ".join(line.text for line in row[2].lines)


@pytest.mark.parametrize(
    ("medicine", "said", "not_said"),
    [
        ("zolpidem 5 mg", "Z-drugs and falls", "Benzodiazepine"),
        ("diazepam", "Benzodiazepine use and falls: OR 1.42", "Antidepressant"),
        ("baclofen", "none on record for this class", "OR"),
    ],
)
def test_a_medicine_shows_the_strength_of_its_own_class(
    medicine: str, said: str, not_said: str, case: dict[str, Any]
) -> None:
    case["answers"]["medications"] = [{"name": medicine}]
    found = strength(case, "Medicines tied to falls")
    assert said in found
    assert not_said not in found


def test_a_medicine_told_only_by_an_answer_shows_none(case: dict[str, Any]) -> None:
    del case["answers"]["medications"]
    case["answers"]["stay_independent"]["medicine_sleep_or_mood"] = True
    assert strength(case, "Medicines tied to falls") == "none on record for what was found"


@pytest.mark.parametrize(
    ("factor", "ground", "effects", "said"),
    [
        ("Foot pain or deformity", "Bunion: yes", ["Foot pain and falls", "Bunion and falls"], "Bunion and falls"),
        ("Leg weakness", "8 stands < 10 stands", ["Weak legs and any fall"], "Weak legs and any fall"),
        ("Hearing problem", "trouble hearing: yes", ["Hearing loss and falls; bias"], "Hearing loss and falls; bias"),
        ("Vision problem", "cataract: yes", ["Multifocal glasses and falls"], "none on record for what was found"),
    ],
)
def test_an_effect_is_printed_only_where_its_exposure_was_found(
    factor: str, ground: str, effects: list[str], said: str, case: Any, assessment: Any, knowledge: Any
) -> None:
    one = next(item for item in assessment["factors"] if item["id"] == "leg_weakness")
    made = {"value": None, "ci": None, "measure": None, "source": ["made-study"], "confidence": "verified"}
    one |= {"label": factor, "grounds": [ground], "effects": [{"says": says, **made} for says in effects]}
    rows = table(build_note(case, assessment, knowledge=knowledge), "Factors found").rows
    row = next(row for row in rows if row[0].lines[0].text == factor)
    assert [line.text.removesuffix(" (verified)") for line in row[2].lines] == [said]
