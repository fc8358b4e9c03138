"""Letters: one a recipient, from what was accepted, with the figures it rests on, and nothing its recipient does not need."""

from __future__ import annotations

import copy
import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from surefoot.assessment import assess
from surefoot.errors import Refused
from surefoot.knowledge import load
from surefoot.knowledge.schema.care import RECIPIENT_WORDS
from surefoot.note import build_letter, letters_of, render_html, render_pdf, render_text
from surefoot.note.document import Reply, Signature
from surefoot.note.reply_code import reply_code, reply_code_valid

CASES = Path(__file__).parents[2] / "examples" / "cases"
VISIT = "0b4b2a52-9c4f-4f0f-8a1e-3f2f6a0d1c11"
NAMES = {"patient": "Demo Patient", "clinic": "Demo Clinic", "phone": "555-0100"}
AT = "2026-11-20T09:24:00-05:00"
NO_LETTER = {"tai_chi"}  # a class in the community: the patient goes there alone


def example(name: str = "contract", decision: str = "accepted", only: str | None = None, **more: Any) -> dict[str, Any]:
    case: dict[str, Any] = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    case["visit"]["id"] = VISIT
    ids = [one["id"] for one in assess(case)["suggestions"] if only in (None, one["id"])]
    given = {"decision": decision, "by": "DPM-7", "at": AT, **more}
    case["decisions"] = [{"suggestion": id_, **given} for id_ in ids]
    return case


def said(case: dict[str, Any], recipient: str) -> str:
    return " ".join(render_text(build_letter(case, assess(case), recipient, names=NAMES)).split())


def recipients(case: dict[str, Any]) -> list[str]:
    return [one.recipient for one in letters_of(case, assess(case))]


def test_every_word_of_the_closed_list_is_described_and_named_by_a_suggestion() -> None:
    knowledge = load()
    named = {one for entry in knowledge.interventions.values() for one in entry.get("letter", ())}
    assert set(knowledge.recipients) == set(RECIPIENT_WORDS) == named
    assert {id_ for id_, entry in knowledge.interventions.items() if not entry.get("letter")} == NO_LETTER


def test_one_letter_a_recipient_of_what_was_accepted_alone() -> None:
    everybody = ["prescriber", "pharmacist", "falls_clinic", "physical_therapy", "occupational_therapy"]
    assert recipients(example()) == everybody
    assert recipients(example(only="home_modification")) == ["occupational_therapy"]
    assert recipients(example(decision="declined", reason="no", declined_by="patient")) == []
    with pytest.raises(Refused, match="eye_care"):
        said(example(), "eye_care")


def test_it_states_who_why_with_figure_and_day_and_what_is_asked() -> None:
    text = said(example(), "physical_therapy")
    for words in (
        "To: Physical therapy", "Patient: Demo Patient", "Date of birth: March 2, 1948", "Phone of the clinic: 555-0100",
        "From: Demo Provider, DPM", "Balance and functional exercise: exercise that challenges balance",
        "Timed Up and Go at or above the STEADI limit (14.2 s ≥ 12 s)", "When: November 20, 2026",
        "Tests done on November 20, 2026: Timed Up and Go", "This was decided by Demo Provider, DPM",
        "Signed Demo Provider DPM November 20, 2026, 09:31",
    ):  # fmt: skip
        assert words in text, words


def test_medicines_stand_in_the_letters_of_those_who_answer_for_them_alone() -> None:
    case = example()
    for recipient in recipients(case):
        told = "zolpidem" in said(case, recipient).casefold()
        assert told == (recipient in ("prescriber", "pharmacist")), recipient
    question = next(iter(assess(case)["prescriber_questions"]))["ask"]
    assert " ".join(question.split()) in said(case, "prescriber")


def test_a_factor_that_rests_on_a_medicine_is_named_elsewhere_without_it() -> None:
    case = example(only="multifactorial_assessment")
    assessment = assess(case)
    step = next(one for one in assessment["suggestions"] if one["id"] == "multifactorial_assessment")
    step["factors"] = [*step["factors"], "sleep_problem"]
    text = render_text(build_letter(case, assessment, "falls_clinic", names=NAMES))
    assert "Sleep problem" in text
    assert "not for this letter" in " ".join(text.split())
    assert "zolpidem" not in text


def test_a_list_of_medicines_that_nobody_knows_is_called_so() -> None:
    case = example("v07-dizzy-on-standing", only="oh_management")
    assert "The list of medicines is not known to us." in said(case, "prescriber")


def test_the_goal_stands_where_it_helps() -> None:
    case = example() | {
        "goal": {"said_by": "patient", "by": "DPM-7", "at": AT, "choices": ["stairs"], "text": "See Ana"}
    }
    for recipient in recipients(case):
        held = "goal" in load().recipients[recipient]["holds"]
        assert ("Use the stairs safely; See Ana." in said(case, recipient)) == held


def test_other_factors_of_the_visit_are_not_told() -> None:
    text = said(example(only="home_modification"), "occupational_therapy")
    assert "Hazards at home" in text
    for other in ("Previous falls", "Leg weakness", "Sleep problem", "zolpidem", "R29.6", "97750"):
        assert other not in text


def test_each_thing_asked_has_the_code_that_follow_up_reads() -> None:
    case = example()
    letter = build_letter(case, assess(case), "physical_therapy", names=NAMES)
    slot = next(block for block in letter.blocks if isinstance(block, Reply))
    asked = ["balance_exercise", "assistive_device_fitting"]
    assert [row.code for row in slot.rows] == [reply_code(VISIT, one) for one in asked]
    assert all(reply_code_valid(row.code) for row in slot.rows)
    assert (slot.boxes[:2], slot.lines[:2]) == (("Seen", "Not seen"), ("Plan", "Comments"))
    del case["visit"]["id"]
    assert "Reply code" not in said(case, "physical_therapy")


def test_a_changed_step_says_how_it_was_changed() -> None:
    text = said(example(decision="changed", only="home_modification", reason="Only the stairs"), "occupational_therapy")
    assert "Changed at the visit: Only the stairs." in text


def test_before_the_signature_each_page_is_a_draft() -> None:
    case = example()
    del case["report"]["signed"]
    letter = build_letter(case, assess(case), "prescriber", names=NAMES)
    assert letter.stamp == "Draft: not signed"
    signature = next(block for block in letter.blocks if isinstance(block, Signature))
    assert not signature.signed
    assert render_html(letter).count("Draft: not signed") == 3  # above, for a signature, in the foot
    assert "DRAFT: NOT SIGNED" in render_text(letter)
    assert build_letter(example(), assess(example()), "prescriber").stamp == ""


@pytest.mark.parametrize("status", ["cancelled", "entered_in_error"])
def test_a_visit_that_is_void_leaves_no_letter(status: str) -> None:
    case = example()
    assessment = assess(case)
    case["visit"]["status"] = status
    assert letters_of(case, assessment) == []


def test_an_assessment_from_before_there_were_letters_gives_none() -> None:
    case = example()
    older = copy.deepcopy(assess(case))
    for one in older["suggestions"]:
        for each in (one, *one["covers"]):
            del each["letter"]
    assert letters_of(case, older) == []


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.json")))
def test_each_fits_one_page(name: str) -> None:
    case = example(name)
    assessment = assess(case)
    for one in letters_of(case, assessment):
        made = render_pdf(build_letter(case, assessment, one.recipient, names=NAMES))
        assert len(pikepdf.open(io.BytesIO(made)).pages) == 1, one.recipient


def test_what_was_typed_is_text_everywhere() -> None:
    case = example(decision="changed", only="home_modification", reason="<b>#x[$y$]</b>")
    letter = build_letter(case, assess(case), "occupational_therapy", names=NAMES | {"clinic": "A <i> & $B$"})
    assert "<b>#x" not in render_html(letter)
    assert render_pdf(letter).startswith(b"%PDF")
