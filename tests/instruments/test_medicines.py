"""A written list becomes ingredients and classes by whole words; what is not recognised is said and rules nothing out."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.instruments import case_facts, recognise
from surefoot.knowledge import Knowledge


@pytest.mark.parametrize(
    ("written", "ingredients"),
    [
        ("zolpidem 5 mg", {"zolpidem"}),
        ("ZOLPIDEM TARTRATE 10mg tablet", {"zolpidem"}),
        ("Ambien", {"zolpidem"}),
        ("Acetaminophen PM", {"acetaminophen", "diphenhydramine"}),
        ("Tylenol PM extra strength", {"acetaminophen", "diphenhydramine"}),
        ("acetaminophen 500 mg", {"acetaminophen"}),
        ("lisinopril", {"lisinopril"}),
        ("zolpidemm", set()),
        ("my little blue pill", set()),
        ("", set()),
    ],
)
def test_recognised_by_whole_words(written: str, ingredients: set[str], knowledge: Knowledge) -> None:
    assert set(recognise(written, knowledge).ingredients) == ingredients


def facts(medications: Any, knowledge: Knowledge) -> dict[str, Any]:
    case = {"patient": {}, "visit": {"date": "2026-01-05"}, "answers": {"medications": medications}}
    return {id_: fact.value for id_, fact in case_facts(case, knowledge).items()}


@pytest.mark.parametrize(
    ("written", "recognised"),
    [
        ("zolpidem 5 mg tablet at bedtime", True),
        ("Losartán 50mg", True),
        ("Tylenol #3", True),
        ("acetaminophen night", False),
        ("Tylenol sinus thing", False),
        ("lisinopril from my sister", False),
        ("zolpidem (discontinued)", False),
        ("allergic to codeine", False),
        ("Benadryl cream", False),
        ("Aspirin 81", True),
        ("levothyroxine 50 mcg 1 tablet daily", True),
    ],
)
def test_a_word_nobody_knows_keeps_an_entry_open(written: str, recognised: bool, knowledge: Knowledge) -> None:
    assert recognise(written, knowledge).recognised is recognised


def test_a_numbered_product_is_its_own_name(knowledge: Knowledge) -> None:
    for written in ("Tylenol #3", "tylenol 3", "Tylenol No. 3"):
        assert "codeine" in recognise(written, knowledge).ingredients
    for written in ("Tylenol 500 mg", "Tylenol 3 times a day"):
        assert "codeine" not in recognise(written, knowledge).ingredients


def test_a_medicine_that_is_no_longer_taken_is_left_to_a_person(knowledge: Knowledge) -> None:
    assert facts([{"name": "zolpidem", "taken": "stopped in May"}], knowledge)["medication_class.z_drugs"] is None
    assert facts([{"name": "zolpidem", "taken": "nightly"}], knowledge)["medication_class.z_drugs"] is True


def test_a_class_is_ruled_out_only_where_every_medicine_was_recognised(knowledge: Knowledge) -> None:
    assert facts([{"name": "zolpidem"}], knowledge)["medication_class.z_drugs"] is True
    assert facts([{"name": "metformin"}], knowledge)["medication_class.z_drugs"] is False
    assert facts([{"name": "metformin"}, {"name": "xyzzy"}], knowledge)["medication_class.z_drugs"] is None
    assert facts([{"name": "zolpidem"}, {"name": "xyzzy"}], knowledge)["medication_class.z_drugs"] is True


def test_none_is_an_answer_and_silence_is_not(knowledge: Knowledge) -> None:
    assert facts([], knowledge)["medications.count"] == 0
    assert facts([], knowledge)["medication_class.opioids"] is False
    for unanswered in (None, "unsure", "declined", "not_asked"):
        assert "medications.count" not in facts(unanswered, knowledge)
