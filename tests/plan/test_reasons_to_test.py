"""Tests that the answers ask for: each with its reason; what is not known asks for nothing and rules nothing out."""

from __future__ import annotations

from datetime import date

import pytest

from surefoot.engine import CaseReader
from surefoot.instruments import case_facts
from surefoot.knowledge import load
from surefoot.plan import reasons_to_test

KNOWLEDGE = load()
DAY = date(2026, 11, 20)
PERSON = {"patient": {"birth_date": "1948-03-02"}, "visit": {"date": DAY.isoformat()}}


def asked_for(**answers):
    facts = case_facts({**PERSON, "answers": answers}, KNOWLEDGE)
    return {reason.test for reason in reasons_to_test(CaseReader(KNOWLEDGE, KNOWLEDGE.as_of(DAY), facts))}


@pytest.mark.parametrize(
    ("section", "item", "test"),
    [
        ("conditions", "dizziness", "mctsib"),
        ("conditions", "diabetes", "monofilament_10g"),
        ("conditions", "neuropathy", "vibration_perception"),
        ("feet", "foot_pain", "foot_pain_mfpdi"),
        ("feet", "bunion", "hallux_valgus_grade"),
        ("feet", "lesser_toe_deformity", "paper_grip_test"),
        ("concerns", "cognitive_diagnosis", "tug_cognitive"),
        ("stay_independent", "trouble_stepping_onto_curb", "heel_rise"),
        ("stay_independent", "lost_feeling_in_feet", "monofilament_10g"),
    ],
)
def test_an_answer_asks_for_a_test_and_only_yes_does(section, item, test):
    assert test in asked_for(**{section: {item: True}})
    for said in (False, None, "unsure", "declined"):
        assert test not in asked_for(**{section: {item: said}})


def test_a_form_without_answers_asks_for_nothing():
    assert asked_for() == set()


def test_each_reason_has_a_source_and_our_own_are_marked_unverified():
    rows = [row for test in KNOWLEDGE.tests.values() for row in test.get("suggest", ())]
    assert len(rows) > 10
    for row in rows:
        assert set(row["source"]) <= set(KNOWLEDGE.sources)
        assert ("surefoot-proposal" in row["source"]) == (row["confidence"] == "unverified")


def test_a_reason_leads_to_the_answer_it_rests_on():
    facts = case_facts({**PERSON, "answers": {"feet": {"bunion": True}}}, KNOWLEDGE)
    (reason,) = reasons_to_test(CaseReader(KNOWLEDGE, KNOWLEDGE.as_of(DAY), facts))
    assert reason.trace.evidence == ("answers.feet.bunion",)


@pytest.mark.parametrize("extras", [None, []])
def test_no_extra_part_chosen_is_no_part_handed_out(extras):
    visit = {"date": DAY.isoformat(), "form_extras": extras}
    facts = case_facts({"patient": PERSON["patient"], "visit": visit, "answers": {}}, KNOWLEDGE)
    extra = {id_: fact.value for id_, fact in facts.items() if id_.startswith("form.extra_")}
    assert extra
    assert set(extra.values()) == {False}
