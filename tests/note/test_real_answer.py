"""The documents of an assessment that the library itself made."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest

from surefoot.assessment import assess
from surefoot.knowledge import load
from surefoot.note import build_handout, build_note, render_html, render_pdf, render_text
from surefoot.note.document import Table
from surefoot.note.references import sentences_of


@pytest.fixture
def decided_case(case: dict[str, Any]) -> dict[str, Any]:
    """The case with a decision on every suggestion, of all three kinds."""
    case["report"]["signed"] = {"by": "DPM-7", "at": "2026-11-20T09:31:00-05:00"}
    kinds = ["accepted", "accepted", "changed", "declined"]
    for index, suggestion in enumerate(assess(case)["suggestions"]):
        decision = kinds[index % len(kinds)]
        more = {} if decision == "accepted" else {"reason": "made for this test", "declined_by": "patient"}
        if decision == "changed":
            del more["declined_by"]
        at = {"by": "DPM-7", "at": "2026-11-20T09:24:00-05:00"}
        case["decisions"].append({"suggestion": suggestion["id"], "decision": decision, **at, **more})
    return case


def test_the_report_of_a_real_answer_is_whole(decided_case: dict[str, Any]) -> None:
    note = build_note(decided_case, assess(decided_case))
    text = " ".join(render_text(note).split())
    for words in (
        "Rises from a chair",
        "CDC STEADI: 14.2 s ≥ 12 s, beyond it",
        "people aged 70 to 79 average 9.2 s",
        "not done: unsafe",
        "TUG 14.2 s and 8 stands are beyond the published limits",
        "Performing the test protocol",
        "Total direct contact time for the tests: 25 min 0 s.",
        load().digest,
    ):
        assert words in text
    assert "not done: not done" not in text
    assert "not decided yet" not in text
    assert not re.search(r"\bunits?\b", text.split("SOURCES")[0])


def test_every_source_id_of_a_real_answer_has_its_reference(decided_case: dict[str, Any]) -> None:
    note = build_note(decided_case, assess(decided_case))
    known, named = set(load().sources), {reference.id for reference in note.references}
    used = {item for block in note.blocks for sentence in sentences_of(block) for item in sentence.evidence}
    assert used & known == named


def test_limits_and_norms_of_a_real_answer_are_sourced(decided_case: dict[str, Any]) -> None:
    note = build_note(decided_case, assess(decided_case))
    tables = [block for block in note.blocks if isinstance(block, Table) and block.header[2].label == "Published limit"]
    lines = [line for table in tables for row in table.rows for cell in row[2:] for line in cell.lines]
    compared = [line for line in lines if line.tone != "missing"]
    assert len(compared) >= 5
    assert all(note.numbers(line.evidence) for line in compared)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_handout_of_a_real_answer_fits_two_pages(language: Any, decided_case: dict[str, Any]) -> None:
    handout = build_handout(decided_case, assess(decided_case), language=language)
    assert len(pikepdf.open(io.BytesIO(render_pdf(handout))).pages) <= 2
    assert "14.2" not in render_text(handout)


def test_an_unsigned_real_answer_offers_its_drafts(case: dict[str, Any]) -> None:
    case["report"] = {}
    note = build_note(case, assess(case))
    assert "Offered, not yet kept:" in render_html(note)
    assert render_text(note).count("Not documented.") == 3
    assert render_pdf(note).startswith(b"%PDF")


def test_an_urgent_sign_of_a_real_answer_is_said(case: dict[str, Any]) -> None:
    case["answers"]["fall_history"]["head_injury"] = True
    answer = assess(case)
    assert answer["urgent"]
    assert answer["urgent"][0]["says"]["en"] in " ".join(render_text(build_note(case, answer)).split())


def test_a_missing_part_a_deviation_and_a_norm_left_out_say_why() -> None:
    tests = [
        {"test": "tug", "trials": [{"time_s": 14.2, "course_m": 4}]},
        {"test": "sppb", "trials": [{"part": "walk", "course": "four_metres", "time_s": 5}]},
        {"test": "single_leg_stance", "trials": [{"time_s": 4, "ceiling_s": 30}]},
    ]
    asked: dict[str, Any] = {
        "schema": "surefoot-case/1",
        "patient": {"birth_date": "1948-03-02"},
        "visit": {"date": "2026-11-20"},
    }
    asked["tests"] = tests
    text = " ".join(render_text(build_note(asked, assess(asked))).split())
    assert "length of the course 4 m, the protocol has 3 m (10 ft)" in text
    assert "between 3 and 11 points / not known: Short Physical Performance Battery (balance) not measured" in text
    assert "Reference values, Springer 2007, not compared: its numbers rest on 3 trials, this result on 1" in text
