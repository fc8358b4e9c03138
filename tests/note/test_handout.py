"""The handout: plain words, decided steps only, two pages at most, easy to read in both languages."""

from __future__ import annotations

import copy
import io
from dataclasses import fields
from typing import Any

import pikepdf
import pytest

from surefoot.errors import Refused
from surefoot.note import build_handout, render_pdf, render_text
from surefoot.note.document import Action
from surefoot.note.handout_words import WORDS, Words
from tests.note.readability import english_grade, spanish_ease

LANGUAGES = ["en", "es"]


def fixed_texts(words: Words) -> list[str]:
    """All sentences of one language, without the parts that are filled in."""
    found: list[str] = []
    for item in fields(words):
        value = getattr(words, item.name)
        if item.name not in ("footer", "phone", "visit_on"):
            found += [value] if isinstance(value, str) else list(value)
    return [text.replace("{clinic}", "us").replace("{steps}", "1") for text in found]


def joined(texts: list[str]) -> str:
    return " ".join(text if text.endswith(".") else f"{text}." for text in texts)


def test_english_reads_at_sixth_grade_or_below() -> None:
    texts = fixed_texts(WORDS["en"])
    assert english_grade(joined(texts)) <= 6
    assert [text for text in texts if len(text.split()) > 6 and english_grade(text) > 6.5] == []


def test_spanish_reads_easily() -> None:
    texts = fixed_texts(WORDS["es"])
    assert spanish_ease(joined(texts)) >= 70
    assert [text for text in texts if len(text.split()) > 14 and spanish_ease(text) < 70] == []


def test_the_scales_tell_hard_from_easy() -> None:
    hard = "Multifactorial interventions necessitate interdisciplinary coordination notwithstanding institutional heterogeneity."
    assert english_grade(hard) > 15
    assert (
        spanish_ease(
            "Las intervenciones multifactoriales requieren coordinación interdisciplinaria institucionalizada."
        )
        < 40
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_decisions_it_says_to_ask(language: Any, case: dict[str, Any], assessment: dict[str, Any]) -> None:
    handout = build_handout(case, assessment, language=language)
    assert not [block for block in handout.blocks if isinstance(block, Action)]
    assert WORDS[language].no_steps in " ".join(render_text(handout).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_not_looked_at_is_not_called_clear(
    language: Any, case: dict[str, Any], assessment: dict[str, Any]
) -> None:
    assessment["factors"] = [item for item in assessment["factors"] if item["answer"] == "not_known"]
    text = " ".join(render_text(build_handout(case, assessment, language=language)).split())
    assert WORDS[language].nothing_known in text
    assert WORDS[language].nothing_found not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_accepted_and_changed_steps_are_printed(
    language: Any, case: dict[str, Any], assessment: dict[str, Any], decide: Any
) -> None:
    decide("footwear", "accepted")
    decide("medication_review", "changed", reason="ask first")
    decide("home_safety", "declined", reason="no", declined_by="patient")
    actions = [
        block for block in build_handout(case, assessment, language=language).blocks if isinstance(block, Action)
    ]
    texts = {item["id"]: item["patient_text"][language] for item in assessment["suggestions"]}
    assert [action.text.text for action in actions] == [texts["medication_review"], texts["footwear"]]
    assert [action.aside for action in actions] == [WORDS[language].changed, ""]
    assert [action.drawing for action in actions] == ["medicine", "shoe"]


def test_a_changed_exercise_prints_no_exercise(case: dict[str, Any], assessment: dict[str, Any], decide: Any) -> None:
    decide("balance_exercise", "changed", reason="seated only")
    text = " ".join(render_text(build_handout(case, assessment)).split())
    assert "moves that test your balance" not in text
    assert "Do only the moves we showed you." in text


def test_no_score_and_every_risk_beside_what_to_do(
    case: dict[str, Any], assessment: dict[str, Any], decide: Any
) -> None:
    decide("balance_exercise", "accepted")
    text = " ".join(render_text(build_handout(case, assessment)).split())
    for number in ("14.2", "8 stands", "12 s", "high risk", "STEADI", "OR 2.1"):
        assert number not in text
    assert "Your legs need strengthening. See step 1." in text
    assert "A medicine you take can make you unsteady. Ask us what you can do." in text
    assert "Your eyes need a check" not in text
    assert "Nobody can promise no falls." in text


def test_the_home_list_is_for_homes_with_hazards(case: dict[str, Any], assessment: dict[str, Any]) -> None:
    assert "Make your home safer" in str(build_handout(case, assessment).as_json())
    assessment["factors"] = [item for item in assessment["factors"] if item["id"] != "home_hazards"]
    assert "Make your home safer" not in str(build_handout(case, assessment).as_json())


def test_the_clinic_is_named_where_it_is_known(case: dict[str, Any], assessment: dict[str, Any]) -> None:
    assert "Phone: 555-0100" in render_text(build_handout(case, assessment, names={"phone": "555-0100"}))
    assert "Call Demo Clinic with" in render_text(build_handout(case, assessment, names={"clinic": "Demo Clinic"}))
    assert "Call the clinic where you had this visit" in render_text(build_handout(case, assessment))


def test_another_language_is_refused(case: dict[str, Any], assessment: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        build_handout(case, assessment, language="fr")  # type: ignore[arg-type]
    assert refused.value.faults[0].code == "SF-N001"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_handout_has_two_pages(language: Any, case: dict[str, Any], assessment: dict[str, Any]) -> None:
    accepted = {
        "decision": "changed",
        "reason": "so",
        "declined_by": None,
        "by": "DPM-7",
        "at": "2026-11-20T09:24:00-05:00",
    }
    factor, step = assessment["factors"][1], assessment["suggestions"][1]
    assessment["factors"] += [copy.deepcopy(factor) | {"id": f"factor_{number}"} for number in range(15)]
    assessment["suggestions"] = [
        copy.deepcopy(step) | {"id": f"medication_{number}", "order": number, "decision": accepted}
        for number in range(20)
    ]
    for item in assessment["suggestions"]:
        item["patient_text"] = {key: f"{value} {value}" for key, value in item["patient_text"].items()}
    made = render_pdf(build_handout(case, assessment, language=language, names={"clinic": "Demo Clinic"}))
    assert len(pikepdf.open(io.BytesIO(made)).pages) <= 2
