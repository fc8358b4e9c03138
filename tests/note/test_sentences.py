"""Every sentence of the report shows how it came about: on the page, in text and in the data."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest

from surefoot.assessment import assess
from surefoot.knowledge import load
from surefoot.note import Document, build_note, render_html, render_pdf, render_text
from surefoot.note.references import sentences_of
from tests.cases.test_report import sentenced

from .test_note import section, text_of

Case = dict[str, Any]


@pytest.fixture
def parted(case: Case) -> Case:
    case["report"] |= {
        "interpretation": "TUG 14.2 s, above 12 s. 8 stands: weak legs.",
        "analysis": "She hurries at night.",
        "plan_of_care_impact": "Exercise started.",
        "sentences": sentenced(),
    }
    return case


@pytest.fixture
def note(parted: Case) -> Document:
    return build_note(parted, assess(parted), knowledge=load())


def test_what_stands_as_offered_is_marked_and_explained(note: Document) -> None:
    words = text_of(note)
    assert "TUG 14.2 s, above 12 s.° 8 stands: weak legs. " in words
    assert "Exercise started.°" in words.replace("  ", " ")
    assert "She hurries at night. " in words
    legend = "° Kept as the software offered it, untouched: 2 of 4 sentences in this report."
    assert f"{legend} Edited: 1. Written by hand: 1. Offered and removed: 1." in words
    assert "Tandem stance held 6 s." not in words


def test_the_mark_stands_in_the_page_and_in_the_pdf(note: Document) -> None:
    page = render_html(note)
    assert re.search(r'<bdi id="at-report-sentences-0">TUG 14\.2 s, above 12 s\.</bdi>°', page)
    assert re.search(r'<bdi id="at-report-sentences-1">8 stands: weak legs\.</bdi>(?!°)', page)
    assert pikepdf.open(io.BytesIO(render_pdf(note))).pages


def test_the_data_say_of_each_sentence_how_it_came_about(note: Document) -> None:
    found = [one for block in note.blocks for one in sentences_of(block) if one.how]
    assert [(one.how, one.evidence[0]) for one in found] == [
        ("kept", "report.sentences[0]"),
        ("edited", "report.sentences[1]"),
        ("written", "report.sentences[3]"),
        ("kept", "report.sentences[4]"),
    ]
    plain = [one for block in note.as_json()["blocks"] for one in block.get("sentences", ())]
    assert [one["how"] for one in plain if "how" in one] == ["kept", "edited", "written", "kept"]


def test_a_report_that_does_not_part_its_sentences_has_no_legend(case: Case) -> None:
    words = text_of(build_note(case, assess(case)))
    assert "°" not in words
    assert "as the software offered it" not in words


def test_many_sentences_stand_one_a_line(parted: Case) -> None:
    more = [{"section": "analysis", "how": "written", "text": f"Line {number}."} for number in range(4)]
    parted["report"]["sentences"] += more
    parted["report"]["analysis"] += " Line 0. Line 1. Line 2. Line 3."
    found = build_note(parted, assess(parted))
    assert "- Line 0.\n- Line 1." in render_text(found)
    assert section(found, "Analysis").startswith("She hurries at night. Line 0.")


def test_each_test_and_all_together_are_interpreted(case: Case) -> None:
    offered = {one["id"]: one["text"] for one in assess(case)["drafts"]}
    assert "interpretation.tug.time_s" in offered
    assert "interpretation.chair_stand_30s.stands_count" in offered
    assert offered["interpretation.overall"] == (
        "Taken together, the physical tests went beyond a published limit in Timed Up and Go, 30-second chair stand, "
        "Tandem stance; gave no measure in Single limb stance."
    )


def test_without_a_measure_there_is_nothing_to_take_together(case: Case) -> None:
    case["tests"] = case["tests"][3:]
    assert "interpretation.overall" not in {one["id"] for one in assess(case)["drafts"]}


def test_no_two_anchors_are_the_same(note: Document) -> None:
    anchors = re.findall(r' id="([^"]+)"', render_html(note))
    assert len(anchors) == len(set(anchors)) > 50
    assert {"at-tests-0", "at-ledger-0", "at-visit-reason", "at-report-signed"} <= set(anchors)
