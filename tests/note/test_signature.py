"""A note is signed exactly where the coding decision says that its report is."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.note import build_note
from surefoot.note.document import Signature
from tests.note.conftest import signature_trace
from tests.note.test_note import section, text_of

Case = dict[str, Any]


def not_listed(case: Case) -> None:
    case["report"]["signed"]["by"] = "DPM-8"


def a_medical_assistant(case: Case) -> None:
    case["providers"][0]["credential"] = "MA"


def without_its_time(case: Case) -> None:
    del case["report"]["signed"]["at"]


def before_the_tests(case: Case) -> None:
    case["report"]["signed"]["at"] = "2026-11-19T09:31:00-05:00"


def another_than_the_responsible(case: Case) -> None:
    case["providers"].append({"id": "PT-1", "name": "Demo Therapist", "credential": "PT"})
    case["report"]["signed"]["by"] = "PT-1"


INVALID = [not_listed, a_medical_assistant, without_its_time, before_the_tests, another_than_the_responsible]


@pytest.mark.parametrize("spoil", INVALID, ids=lambda spoil: spoil.__name__)
def test_a_signature_that_does_not_count_signs_no_note(spoil: Callable[[Case], None], case: Case) -> None:
    spoil(case)
    note = build_note(case, assess(case))
    block = next(block for block in note.blocks if isinstance(block, Signature))
    assert note.stamp == "NOT SIGNED"
    assert not block.signed
    assert block.says.startswith("NOT SIGNED: ")
    assert "A signature is on record but does not count: " in text_of(note)
    assert section(note, "Interpretation").startswith("Written, not signed:")
    assert "Offered, not yet kept" not in text_of(note)


def test_a_signature_that_counts_signs_it(case: Case) -> None:
    note = build_note(case, assess(case))
    assert note.stamp == ""
    assert "NOT SIGNED" not in text_of(note)


def test_the_reason_is_the_decisions_own(case: Case, assessment: Case, knowledge: Any) -> None:
    requirement = assessment["billing"]["code_selection"]["requirements"][0]
    requirement["trace"] = signature_trace("not_known", "The report is signed: time of the signature not recorded")
    assert "NOT SIGNED: time of the signature not recorded" in text_of(
        build_note(case, assessment, knowledge=knowledge)
    )
    requirement["trace"] = signature_trace("no", "The report is signed: no")
    found = text_of(build_note(case, assessment, knowledge=knowledge))
    assert "NOT SIGNED: the signature on record is not one of a listed, qualified provider" in found


def test_a_signature_that_nobody_checked_does_not_count(case: Case, assessment: Case, knowledge: Any) -> None:
    unchecked = copy.deepcopy(assessment)
    del unchecked["billing"]
    found = text_of(build_note(case, unchecked, knowledge=knowledge))
    assert "NOT SIGNED: the signature on record was not checked" in found
