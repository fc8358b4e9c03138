"""The report says what the case and the assessment hold, and names what they lack."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from surefoot.note import Document, build_note, render_html, render_text
from surefoot.note.document import Heading, Paragraph, Table
from surefoot.note.references import sentences_of


def text_of(document: Document) -> str:
    return " ".join(render_text(document).split())


def section(document: Document, name: str) -> str:
    """The text of one section, up to the next heading of the same or a higher level."""
    taken, level = [], 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if block.text == name:
                level = block.level
                continue
            if level and block.level <= level:
                break
        if level:
            taken += [sentence.text for sentence in sentences_of(block)]
    return " ".join(taken)


def table(document: Document, caption: str) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and block.caption == caption)


@pytest.fixture
def note(case: dict[str, Any], assessment: dict[str, Any], knowledge: Any) -> Document:
    return build_note(case, assessment, knowledge=knowledge)


def test_the_title_is_not_assessment(note: Document) -> None:
    assert note.title == "Physical performance test report"
    assert "assessment" not in text_of(note).lower()


def test_a_signed_note_is_whole(note: Document) -> None:
    words = text_of(note)
    assert "NOT SIGNED" not in words
    assert "Demo Provider DPM November 20, 2026, 09:31 (UTC−05:00)" in words
    assert "3 of 3 tests compared with published limits went beyond at least one" in words
    assert "not done: Single leg stance, eyes open (unsafe)" in words
    assert "Rises, walks 3 m, turns" in words
    assert "Not known: Vision problem" in words
    assert "Looked for and not found: Fainting" in words
    assert "5f" * 32 in words


@pytest.mark.parametrize("part", ["interpretation", "analysis", "plan_of_care_impact"])
def test_a_missing_part_of_the_report_is_never_filled(
    part: str, case: dict[str, Any], assessment: dict[str, Any], knowledge: Any
) -> None:
    name = {"interpretation": "Interpretation", "analysis": "Analysis"}.get(part, "Impact on the plan of care")
    written = case["report"].pop(part)
    found = build_note(case, assessment, knowledge=knowledge)
    assert "Not documented." in section(found, name)
    assert written not in text_of(found)
    assert "Drafted words" not in text_of(found)


def test_without_a_signature_the_note_is_a_marked_preview(
    case: dict[str, Any], assessment: dict[str, Any], knowledge: Any
) -> None:
    del case["report"]["signed"]
    found = build_note(case, assessment, knowledge=knowledge)
    assert found.stamp == "NOT SIGNED"
    assert "NOT SIGNED. This is a preview" in text_of(found)
    assert section(found, "Interpretation").startswith("Written, not signed: TUG 14.2 s")
    assert "Offered, not yet kept: Drafted words on the Timed Up and Go." in section(found, "Interpretation")


def test_drafts_never_reach_a_signed_note(note: Document) -> None:
    assert "Drafted words" not in json.dumps(note.as_json())


def test_a_case_with_nothing_but_a_visit_says_so(assessment: dict[str, Any], knowledge: Any) -> None:
    bare = {"schema": "surefoot-case/1", "patient": {}, "visit": {"date": "2026-11-20"}}
    empty = {key: assessment[key] for key in ("knowledge", "as_of")}
    found = build_note(bare, empty, knowledge=knowledge)
    assert section(found, "Reason for testing") == "Not documented."
    assert section(found, "Tests and protocols") == "No test is documented."
    assert "No physical performance test gave data." in section(found, "Data collected against norms")
    assert section(found, "Direct contact time") == "Not documented."
    assert "No physical performance test gave a result." in text_of(found)
    assert not re.search(r"\b0\b", text_of(found))


def test_no_unit_count_no_code_and_no_money(note: Document) -> None:
    words = text_of(note)
    assert "97750" not in words
    assert "$" not in words
    assert "midpoint" not in words.lower()
    assert not re.search(r"\bunits?\b", words, re.IGNORECASE)


def test_time_is_summed_by_activity(case: dict[str, Any], assessment: dict[str, Any], knowledge: Any) -> None:
    assessment["billing"]["time"]["spans"].append(
        {"activity": "perform", "time_s": 35, "counts": "yes", "why": "", "source": "made-code"}
    )
    found = build_note(case, assessment, knowledge=knowledge)
    rows = [[cell.lines[0].text for cell in row] for row in table(found, "Time by activity").rows]
    with_whom = "Demo Provider, DPM; one on one; patient present"
    assert ["Perform", f"09:04–09:16; {with_whom}", "12 min 35 s", "yes"] in rows
    assert ["Document", f"09:25–09:31; {with_whom}", "6 min 0 s", "no"] in rows
    assert "Total direct contact time for the tests: 25 min 35 s." in section(found, "Direct contact time")


def test_a_visit_ended_early_says_why(case: dict[str, Any], assessment: dict[str, Any], knowledge: Any) -> None:
    case["visit"] |= {"status": "ended_early", "status_reason": "patient felt dizzy"}
    assert "This visit was ended early: patient felt dizzy." in text_of(
        build_note(case, assessment, knowledge=knowledge)
    )
    del case["visit"]["status_reason"]
    assert "ended early: no reason recorded." in text_of(build_note(case, assessment, knowledge=knowledge))


def test_every_number_against_a_norm_has_unit_and_source(note: Document) -> None:
    known = {reference.id for reference in note.references}
    for row in table(note, "Physical performance tests").rows:
        for cell in row[2:]:
            for line in cell.lines:
                if line.tone != "missing":
                    assert re.search(r"\d (s|stands)\b", line.text), line.text
                    assert known & set(line.evidence), line.text
                    assert re.search(r"\((verified|secondary|unverified)\)$", line.text), line.text
    results = [row[1].lines[0].text for row in table(note, "Physical performance tests").rows]
    assert results == ["14.2 s", "8 stands", "6 s", "not done: unsafe"]


def test_a_partial_score_is_a_range_and_an_unasked_one_is_left_out(note: Document) -> None:
    rows = table(note, "Questionnaires").rows
    assert [row[0].lines[0].text for row in rows] == ["Stay Independent"]
    assert rows[0][1].lines[0].text == "between 4 and 9 points"


def test_decisions_name_who_when_and_why(
    case: dict[str, Any], assessment: dict[str, Any], knowledge: Any, decide: Any
) -> None:
    decide("balance_exercise", "accepted")
    decide("medication_review", "changed", reason="letter to the prescriber first")
    decide("footwear", "declined", declined_by="patient", reason="has good shoes")
    rows = table(build_note(case, assessment, knowledge=knowledge), "From factor to intervention").rows
    texts = [" | ".join(line.text for cell in row for line in cell.lines) for row in rows]
    assert texts[0].startswith(
        "Gait or balance problem and Leg weakness | Balance and functional exercise | Dose: 3 hours"
    )
    assert texts[1].endswith(
        "Demo Provider, DPM | November 20, 2026, 09:24 (UTC−05:00) | Reason: letter to the prescriber first"
    )
    assert "not decided yet" in texts[2]
    assert "declined by the patient" in texts[3]
    assert "Dose" not in texts[3]


def test_protocols_of_other_knowledge_are_not_printed(
    case: dict[str, Any], assessment: dict[str, Any], knowledge: Any
) -> None:
    assessment["knowledge"] = "ab" * 32
    found = build_note(case, assessment, knowledge=knowledge)
    assert "As kept in knowledge abababababab; that text is not at hand here." in section(found, "Tests and protocols")
    assert "Rises, walks" not in text_of(found)


def test_given_names_fill_only_what_the_case_lacks(
    case: dict[str, Any], assessment: dict[str, Any], knowledge: Any
) -> None:
    names = {
        "patient": "Demo Patient",
        "clinic": "Demo Clinic",
        "providers": {"DPM-7": {"name": "Another Name", "credential": "MD"}},
    }
    assert "Demo Provider, DPM" in text_of(build_note(case, assessment, names=names, knowledge=knowledge))
    del case["providers"]
    found = text_of(build_note(case, assessment, names=names, knowledge=knowledge))
    assert "Another Name, MD" in found
    assert found.startswith("Demo Clinic PHYSICAL PERFORMANCE TEST REPORT Demo Patient (P-001)")


def test_sources_are_numbered_by_first_appearance(note: Document) -> None:
    assert [reference.number for reference in note.references] == list(range(1, len(note.references) + 1))
    assert note.references[0].id == "made-study"
    for reference in note.references:
        assert f"[{reference.number}] {reference.cite}" in text_of(note)


HOSTILE = '<script>alert(1)</script> #import "x" *bold* _under_ $1$ [link](x) \u202etxt ' + "w" * 300 + " 😀 שלום"


def hostile(case: dict[str, Any]) -> dict[str, Any]:
    case["visit"]["reason"] = HOSTILE
    case["report"]["interpretation"] = HOSTILE
    case["patient"]["id"] = '"><img src=x onerror=alert(1)>'
    case["providers"][0]["name"] = HOSTILE
    return case


def test_html_escapes_what_it_is_given(case: dict[str, Any], assessment: dict[str, Any], knowledge: Any) -> None:
    assessment["sources"]["made-tug"] = {"cite": "<b>made</b>", "url": "javascript:alert(1)"}
    page = render_html(build_note(hostile(case), assessment, knowledge=knowledge))
    assert "<script" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert 'href="javascript:' not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page
    assert "שלום" in page


def test_html_stands_alone_and_names_its_language(note: Document) -> None:
    page = render_html(note)
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert not re.search(r"<(link|script|img|iframe)\b", page)
    assert not re.search(r"@import|url\(", page)
    assert page.count('scope="col"') == sum(len(b.header) for b in note.blocks if isinstance(b, Table))
    assert re.search(r'role="img" aria-label="Timed Up and Go: 14\.2 s; limit 12 s', page)


def test_json_is_plain_and_keeps_the_evidence(note: Document) -> None:
    data = json.loads(json.dumps(note.as_json()))
    assert data["schema"] == "surefoot-document/1"
    reason = next(block for block in data["blocks"] if block["block"] == "paragraph" and "August" in str(block))
    assert reason["sentences"][0]["evidence"] == ["visit.reason"]


def test_urgent_signs_stand_before_the_result(note: Document) -> None:
    tones = [block.tone for block in note.blocks if isinstance(block, Paragraph)]
    assert tones.index("caution") < tones.index("lead")


@pytest.mark.parametrize(
    ("again", "says"),
    [("  ", ""), (None, ""), ("walked less surely since spring", "Tested again: walked less surely since spring.")],
)
def test_it_says_why_the_patient_was_tested_again(
    case: dict[str, Any], assessment: dict[str, Any], knowledge: Any, again: str | None, says: str
) -> None:
    told = {**case, "visit": case["visit"] | ({"retest_reason": again} if again is not None else {})}
    text = section(build_note(told, assessment, knowledge=knowledge), "Reason for testing")
    assert (
        text.removeprefix(section(build_note(case, assessment, knowledge=knowledge), "Reason for testing")).strip()
        == says
    )
