"""The exercises as data: easy words in both languages, nothing promised, and a rule that is called our own proposal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.knowledge.readability import fernandez_huerta, flesch_kincaid_grade
from tests.knowledge.test_care_data import PROMISES

from surefoot.knowledge import load
from surefoot.knowledge.expression import references

KNOWLEDGE = load()
EXERCISES = KNOWLEDGE.exercises
SHORT = 6  # words below which a line alone says nothing about how hard it reads
DRAWINGS = Path(__file__).resolve().parents[2] / "src" / "surefoot" / "note" / "drawings"


def texts() -> Iterator[tuple[str, str, str]]:
    """Every exercise whole, and every line of it that is long enough to measure."""
    for entry in EXERCISES.values():
        for language in ("en", "es"):
            lines = [
                entry["support"][language],
                *entry["steps"][language],
                entry["harder"][language],
                entry["stop"][language],
            ]
            yield entry.id, language, " ".join([f"{entry['label'][language]}.", *lines])
            yield from ((entry.id, language, line) for line in lines if len(line.split()) > SHORT)


@pytest.mark.parametrize(("id_", "language", "text"), list(texts()))
def test_a_patient_can_read_it(id_: str, language: str, text: str) -> None:
    if language == "en":
        assert flesch_kincaid_grade(text) <= 6
    else:
        assert fernandez_huerta(text) >= 70


def test_both_languages_have_the_same_steps() -> None:
    assert [one.id for one in EXERCISES.values() if len(one["steps"]["en"]) != len(one["steps"]["es"])] == []


def test_nothing_is_promised_and_no_figure_is_printed() -> None:
    found = [
        text
        for _, _, text in texts()
        if any(word in text.lower() for word in PROMISES) or any(s.isdigit() for s in text)
    ]
    assert found == []


def test_every_rule_asks_for_more_than_one_sign_and_is_our_own() -> None:
    for entry in EXERCISES.values():
        assert "no_bar_to_exercise_alone" in set(references(entry.nodes["alone"]))
        assert len(set(references(entry.nodes["alone"]))) > 1
        assert (entry["basis"], entry["confidence"]) == ("proposal", "unverified")


def test_they_go_from_easy_to_hard_without_a_tie() -> None:
    orders = [entry["order"] for entry in EXERCISES.values()]
    assert len(set(orders)) == len(orders)


def test_a_drawing_that_is_named_exists() -> None:
    assert [one["drawing"] for one in EXERCISES.values() if not (DRAWINGS / f"{one['drawing']}.svg").exists()] == []


def test_exercises_belong_to_interventions_that_are_practised_at_home() -> None:
    named = {id_ for entry in EXERCISES.values() for id_ in entry["for"]}
    assert "balance_exercise" in named
    assert named <= set(KNOWLEDGE.interventions)
    assert named & {"tai_chi", "perturbation_training", "supervised_exercise", "pd_physio", "neuro_physio"} == set()
