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
        ("Benadryl cream", True),
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


@pytest.mark.parametrize(
    ("written", "route", "class_id"),
    [
        ("timolol 0.5% eye drops", "eye", "beta_blockers"),
        ("Timoptic 1 drop each eye twice a day", "eye", "beta_blockers"),
        ("diclofenac gel to knees", "skin", "nsaids"),
        ("Benadryl cream for itching", "skin", "first_gen_antihistamines"),
        ("Breztri 2 puffs twice daily", "lungs", "other_anticholinergics"),
        ("estradiol vaginal cream", "vagina", "insulin"),
    ],
)
def test_a_medicine_that_acts_where_it_is_put_is_recognised_and_in_no_class(
    written: str, route: str, class_id: str, knowledge: Knowledge
) -> None:
    found = recognise(written, knowledge)
    assert (found.recognised, found.route, found.classes) == (True, route, ())
    assert facts([{"name": written}], knowledge)[f"medication_class.{class_id}"] is False


@pytest.mark.parametrize(
    ("written", "class_id"),
    [
        ("fentanyl patch 25 mcg/hr", "opioids"),
        ("nitroglycerin ointment", "vasodilators_nitrates"),
        ("Gelnique gel", "bladder_antimuscarinics"),
        ("scopolamine patch behind the ear", "other_anticholinergics"),
        ("diclofenac 75 mg for eye pain", "nsaids"),
    ],
)
def test_a_patch_or_gel_that_reaches_the_whole_body_counts(written: str, class_id: str, knowledge: Knowledge) -> None:
    assert class_id in recognise(written, knowledge).classes


@pytest.mark.parametrize(
    ("written", "open_word"),
    [
        ("Advil cold", "cold"),
        ("aspirin night", "night"),
        ("lisinopril 10 mg and a sleeping pill", "sleeping"),
        ("metoprolol 25 mg plus Zzyzx", "zzyzx"),
        ("gabapentin 300 mg for lorazapam withdrawal", "lorazapam"),
    ],
)
def test_a_reason_is_read_only_where_it_cannot_be_a_product(
    written: str, open_word: str | None, knowledge: Knowledge
) -> None:
    found = recognise(written, knowledge)
    assert found.recognised is (open_word is None)
    if open_word:
        assert open_word in found.unknown_words


def test_what_a_person_confirmed_goes_before_what_was_read(knowledge: Knowledge) -> None:
    who = {"by": "DPM-7", "at": "2026-01-05T09:00:00-05:00"}
    written = {"name": "zolpiden"}
    assert facts([written], knowledge)["medication_class.z_drugs"] is None
    assert (
        facts([{**written, "confirmed_as": {"name": "zolpidem", **who}}], knowledge)["medication_class.z_drugs"] is True
    )
    none = facts([{**written, "confirmed_as": {"in_no_class": True, **who}}], knowledge)
    assert (none["medication_class.z_drugs"], none["medications.count"]) == (False, 1)
    ended = facts([{**written, "confirmed_as": {"not_taken": True, **who}}], knowledge)
    assert (ended["medication_class.z_drugs"], ended["medications.count"]) == (False, 0)
    still = facts([{**written, "confirmed_as": {"name": "zolpidenn", **who}}], knowledge)
    assert still["medication_class.z_drugs"] is None


def test_an_entry_that_may_not_be_taken_counts_only_as_perhaps(knowledge: Knowledge) -> None:
    found = facts([{"name": "metformin"}, {"name": "zolpidem (stopped in May)"}], knowledge)
    assert (found["medications.count"], found["medications.least"]) == (None, 1)


def test_different_ingredients_are_counted_once_each(knowledge: Knowledge) -> None:
    listed = ["lorazepam 0.5 mg twice a day", "Ativan 1 mg as needed", "Symbyax", "sertraline"]
    found = facts([{"name": name} for name in listed], knowledge)
    assert found["medication_group.cns_active.count"] == 4
    found = facts([{"name": name} for name in (*listed, "xyzzy")], knowledge)
    assert (found["medication_group.cns_active.count"], found["medication_group.cns_active.least"]) == (None, 4)


@pytest.mark.parametrize(
    ("written", "recognised"),
    [
        ("Lasix (water pill)", True),
        ("HCTZ - water pill", True),
        ("lisinopril: blood pressure pill", True),
        ("take 1 pill of lorazepam for sleep", True),
        ("sleeping pill", False),
        ("blood pressure medicine", False),
        ("lisinopril, sleeping pill", False),
        ("lisinopril 10 mg, blood thinner", False),
        ("losartan 50 mg, pastilla para dormir", False),
        ("aspirin and sleep aid", False),
    ],
)
def test_a_kind_of_medicine_without_its_name_keeps_the_entry_open(
    written: str, recognised: bool, knowledge: Knowledge
) -> None:
    """Else a sleeping pill beside a name would be ruled out unseen. In brackets or after a dash it describes the name."""
    assert recognise(written, knowledge).recognised is recognised
