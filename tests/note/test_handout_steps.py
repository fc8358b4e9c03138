"""No agreed step is lost from the handout, and safety comes before exercise."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest

from surefoot.knowledge import load
from surefoot.note import Document, build_handout, render_pdf
from surefoot.note.document import Action, Listing
from surefoot.note.handout_words import WORDS

LANGUAGES = ["en", "es"]


def agreed(ids: list[str], decision: str = "accepted") -> list[dict[str, Any]]:
    """Interventions of the knowledge as suggestions, all decided alike."""
    known = load().interventions
    taken = {
        "decision": decision,
        "reason": "so",
        "declined_by": None,
        "by": "DPM-7",
        "at": "2026-11-20T09:24:00-05:00",
    }
    return [
        {
            **{key: known[id_][key] for key in ("kind", "order", "patient_text")},
            "id": id_,
            "factors": ["leg_weakness"],
            "reassess_days": known[id_]["reassess"]["days"],
            "decision": taken,
        }
        for id_ in ids
    ]


def steps(handout: Document) -> dict[str, str]:
    """Every numbered step: the id of its suggestion and its text."""
    actions = [(block.text.evidence, block.text.text) for block in handout.blocks if isinstance(block, Action)]
    lists = [block for block in handout.blocks if isinstance(block, Listing) and block.kind == "tick"]
    listed = [(item.evidence, item.text) for block in lists for item in block.items if re.match(r"\d+\. ", item.text)]
    return {evidence[0]: text for evidence, text in [*actions, *listed]}


TEN = [
    "balance_exercise", "otago", "home_modification", "tai_chi", "life_embedded", "resistance_adjunct", "perturbation_training",
    "assistive_device_fitting", "medication_review", "multifactorial_assessment",
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_steps_are_all_there_in_full(language: Any, case: dict[str, Any], assessment: dict[str, Any]) -> None:
    assessment["suggestions"] = agreed(TEN)
    found = steps(build_handout(case, assessment, language=language))
    texts = {id_: load().interventions[id_]["patient_text"][language] for id_ in TEN}
    assert set(found) == set(TEN)
    assert all(found[id_].endswith(text) for id_, text in texts.items())


def test_after_the_first_three_safety_comes_first(case: dict[str, Any], assessment: dict[str, Any]) -> None:
    assessment["suggestions"] = agreed([*TEN, "cbt_exercise", "alcohol_brief_advice"])
    order = list(steps(build_handout(case, assessment)))
    assert order[:3] == ["balance_exercise", "multifactorial_assessment", "otago"]
    assert order[3:7] == ["medication_review", "home_modification", "assistive_device_fitting", "cbt_exercise"]


@pytest.mark.parametrize("decision", ["accepted", "changed"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_known_step_at_once_is_listed_on_two_pages(
    language: Any, decision: str, case: dict[str, Any], assessment: dict[str, Any]
) -> None:
    assessment["suggestions"] = agreed(list(load().interventions), decision)
    handout = build_handout(case, assessment, language=language, names={"clinic": "Demo Clinic"})
    found = steps(handout)
    exercises = {item["id"] for item in assessment["suggestions"] if item["kind"] == "exercise"}
    expected = {item["id"] for item in assessment["suggestions"]}
    if decision == "changed":  # changed exercises are one step
        assert len(exercises & set(found)) == 1
        expected = expected - exercises | (exercises & set(found))
    assert set(found) == expected
    made = render_pdf(handout)
    assert len(pikepdf.open(io.BytesIO(made)).pages) <= 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", ["cancelled", "entered_in_error"])
def test_a_visit_that_is_void_gives_no_findings_and_no_steps(
    status: str, language: Any, case: dict[str, Any], assessment: dict[str, Any], decide: Any
) -> None:
    decide("balance_exercise", "accepted")
    case["visit"] |= {"status": status, "status_reason": "wrong patient"}
    handout = build_handout(case, assessment, language=language)
    assert [block.block for block in handout.blocks] == ["title", "paragraph"]
    says = WORDS[language].cancelled if status == "cancelled" else WORDS[language].entered_in_error
    assert handout.blocks[1].sentences[0].text == says  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_steps_it_does_not_speak_of_these_steps(language: Any, case: Any, assessment: Any, decide: Any) -> None:
    assert WORDS[language].steps_help not in str(build_handout(case, assessment, language=language).as_json())
    decide("balance_exercise", "accepted")
    assert WORDS[language].steps_help in str(build_handout(case, assessment, language=language).as_json())
