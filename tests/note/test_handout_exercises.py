"""The handout prints an exercise only within what was safely held, of an accepted step only, and stays on two pages."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from surefoot.assessment import assess
from surefoot.knowledge import load
from surefoot.note import build_handout, render_html, render_pdf, render_text
from surefoot.note.handout_exercises import MOST
from surefoot.note.handout_words import WORDS
from tests.plan.people import entry_of, held, steady

LANGUAGES = ["en", "es"]
KNOWLEDGE = load()
AT = "2026-11-20T09:24:00-05:00"


def decided(case: dict[str, Any], decision: str = "accepted", only: str | None = None) -> dict[str, Any]:
    more = {"reason": "so"} if decision == "changed" else {}
    if decision == "declined":
        more = {"reason": "so", "declined_by": "patient"}
    ids = [one["id"] for one in assess(case, KNOWLEDGE)["suggestions"] if only in (None, one["id"])]
    return {
        **case,
        "decisions": [{"suggestion": id_, "decision": decision, "by": "D", "at": AT, **more} for id_ in ids],
    }


def printed(case: dict[str, Any], language: Any = "en") -> str:
    return " ".join(render_text(build_handout(case, assess(case, KNOWLEDGE), language=language)).split())


def labels(language: str = "en") -> dict[str, str]:
    return {
        id_: f"{entry['label'][language]}. {entry['support'][language]}" for id_, entry in KNOWLEDGE.exercises.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_was_held_is_printed_the_hardest_first_in_choice(language: Any) -> None:
    text = printed(decided(held(steady(), "tandem", 6.0)), language)
    found = {id_ for id_, label in labels(language).items() if label in text}
    assert found == {"chair_rise_no_hands", "stand_half_step", "march_at_counter"}
    assert len(found) == MOST
    assert WORDS[language].exercises in text
    assert WORDS[language].exercises_others in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", ["not tested", "near fall", "help", "not asked"])
def test_with_nothing_held_or_known_it_says_with_a_therapist_only(language: Any, why: str) -> None:
    case = steady()
    if why == "not tested":
        case["tests"] = []
    elif why == "near fall":
        entry_of(case, "tug")["trials"][0]["event"] = "near_fall"
    elif why == "help":
        entry_of(case, "tug")["trials"][0]["assistance"] = True
    else:
        case["answers"] = {"three_key_questions": {"fallen_past_year": True, "unsteady": True}}
    text = printed(decided(case), language)
    assert WORDS[language].with_therapist in text
    assert [id_ for id_, label in labels(language).items() if label in text] == []
    assert WORDS[language].exercises not in text


@pytest.mark.parametrize("decision", ["changed", "declined"])
def test_a_changed_or_declined_step_prints_no_exercise(decision: str) -> None:
    text = printed(decided(steady(), decision))
    assert [id_ for id_, label in labels().items() if label in text] == []


def test_an_undecided_step_prints_no_exercise() -> None:
    text = printed(steady())
    assert [id_ for id_, label in labels().items() if label in text] == []


def test_a_step_of_knowledge_without_exercises_prints_as_before(case: Any, assessment: Any, decide: Any) -> None:
    decide("balance_exercise", "accepted")
    text = " ".join(render_text(build_handout(case, assessment)).split())
    assert "Do moves that test your balance." in text
    assert WORDS["en"].with_therapist not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("alone", ["yes", "no"])
def test_every_step_at_once_with_every_exercise_stays_on_two_pages(
    language: Any, alone: str, case: dict[str, Any], assessment: dict[str, Any]
) -> None:
    card = assess(steady(), KNOWLEDGE)["suggestions"][0]
    every = [{**one, "alone": alone} for one in card["exercises"]]
    taken = {"decision": "accepted", "reason": None, "declined_by": None, "by": "DPM-7", "at": AT}
    assessment["suggestions"] = [
        {
            **{key: entry[key] for key in ("kind", "order", "patient_text")},
            "id": entry.id,
            "factors": ["leg_weakness"],
            "reassess_days": entry["reassess"]["days"],
            "decision": taken,
            "exercises": every if any(entry.id in one["for"] for one in KNOWLEDGE.exercises.values()) else [],
        }
        for entry in KNOWLEDGE.interventions.values()
    ]
    factor = assessment["factors"][1]
    assessment["factors"] += [{**factor, "id": f"factor_{number}"} for number in range(15)]
    handout = build_handout(case, assessment, language=language, names={"clinic": "Demo Clinic"})
    assert len(pikepdf.open(io.BytesIO(render_pdf(handout))).pages) <= 2
    text = " ".join(render_text(handout).split())
    says = WORDS[language]
    assert (
        says.exercises_ask if alone == "yes" else says.with_therapist
    ) in text  # no room left for the moves themselves
    assert says.exercises_below not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_exercise_is_drawn_and_the_drawing_is_told_in_words(language: Any) -> None:
    case = decided(held(steady(), "tandem", 6.0))
    document = build_handout(case, assess(case, KNOWLEDGE), language=language)
    drawn = [item for block in document.blocks if block.block == "pictures" for item in block.items]
    assert [item.drawing for item in drawn] == [f"exercises/{item.text.evidence[0]}" for item in drawn]
    assert len(drawn) == MOST
    assert all(item.alternative.endswith(".") for item in drawn)
    assert render_html(document).count('class="scene" role="img"') == MOST


@pytest.mark.parametrize("language", LANGUAGES)
def test_large_print_cuts_nothing_short_and_draws_the_way_up(language: Any) -> None:
    case = decided(held(steady(), "tandem", 6.0))
    assessment = assess(case, KNOWLEDGE)
    large = build_handout(case, assessment, language=language, large_print=True)
    text = " ".join(render_text(large).split())
    for one in assessment["suggestions"]:
        assert one["patient_text"][language] in text
    drawn = [item.drawing for block in large.blocks if block.block == "pictures" for item in block.items]
    assert [name for name in drawn if name.startswith("after_fall/")] == [f"after_fall/step_{n}" for n in range(1, 7)]
    assert set(labels(language)) >= {name.removeprefix("exercises/") for name in drawn if name.startswith("exercises/")}
    assert WORDS[language].get_up in text
