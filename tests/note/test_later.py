"""What comes after the signature stands behind it, signed by itself, and changes nothing before it."""

from __future__ import annotations

import difflib
import hashlib
from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.note import Document, build_note, render_text, with_later
from surefoot.note.document import Signature
from surefoot.wording import ATTESTATION, COSIGNATURE, STATEMENTS

from .test_note import section, text_of

Case = dict[str, Any]
COSIGNED = {"by": "PT-2", "at": "2026-11-20T10:00:00-05:00", "statement": STATEMENTS[COSIGNATURE]}
CORRECTED = {
    "kind": "correction",
    "text": "The cane was on the left.\nNot on the right.",
    "by": "DPM-7",
    "at": "2026-11-22T10:00:00-05:00",
}


@pytest.fixture
def two(case: Case) -> Case:
    case["providers"].append({"id": "PT-2", "name": "Second Provider", "credential": "PT"})
    return case


def note_of(case: Case) -> Document:
    return build_note(case, assess(case))


def test_a_co_signature_stands_with_name_and_credential_beside_the_signature(two: Case) -> None:
    two["report"]["cosigned"] = [COSIGNED]
    signatures = [block for block in note_of(two).blocks if isinstance(block, Signature)]
    assert [(one.says, one.name, one.credential) for one in signatures] == [
        ("Signed", "Demo Provider", "DPM"),
        ("Co-signed", "Second Provider", "PT"),
    ]
    assert STATEMENTS[COSIGNATURE] in text_of(note_of(two))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"by": "PT-9"}, "the co-signer is no provider on record"),
        ({"by": "MA-1"}, "the co-signer's credential does not stand for skilled service"),
        ({"at": None}, "the time of the co-signature is not recorded"),
        ({"at": "2026-11-20T09:30:00-05:00"}, "it was given before the report was signed"),
    ],
)
def test_a_co_signature_that_does_not_count_is_named_with_the_reason(two: Case, change: Case, why: str) -> None:
    two["providers"].append({"id": "MA-1", "name": "Demo Assistant", "credential": "MA"})
    two["report"]["cosigned"] = [COSIGNED | change]
    found = note_of(two)
    assert f"A co-signature is on record but does not count: {why}." in text_of(found)
    assert sum(isinstance(block, Signature) for block in found.blocks) == 1


def test_a_co_signature_signs_no_report(two: Case) -> None:
    del two["report"]["signed"]
    two["report"]["cosigned"] = [COSIGNED]
    found = note_of(two)
    assert found.stamp == "NOT SIGNED"
    assert "does not count: the report itself is not signed." in text_of(found)


@pytest.mark.parametrize(("kind", "head"), [("late_entry", "Late entry"), ("correction", "Correction"), ("addendum", "Addendum")])  # fmt: skip
def test_what_was_added_has_kind_date_words_and_author(two: Case, kind: str, head: str) -> None:
    two["report"]["later"] = [CORRECTED | {"kind": kind}]
    words = section(note_of(two), f"{head}, November 22, 2026")
    assert words == "The cane was on the left. Not on the right."
    assert "Demo Provider DPM November 22, 2026, 10:00 (UTC−05:00), 2 days after the visit" in text_of(note_of(two))


def test_an_addition_that_nobody_signed_says_so(two: Case) -> None:
    two["report"]["later"] = [{"kind": "addendum", "text": "More."}]
    assert "NOT SIGNED: who added this, or when, is not recorded" in text_of(note_of(two))


def test_the_report_before_it_stays_word_for_word(two: Case) -> None:
    before = note_of(two)
    two["report"] |= {"cosigned": [COSIGNED], "later": [CORRECTED]}
    after = with_later(before, two, assess(two))
    assert after == note_of(two)
    lines = difflib.ndiff(render_text(before).splitlines(), render_text(after).splitlines())
    assert {line[0] for line in lines} == {" ", "+"}


def test_what_came_later_needs_no_knowledge_of_then(two: Case) -> None:
    """Years later another knowledge is installed: the signed protocol texts stay, and the co-signature is added."""
    before = note_of(two)
    two["report"]["cosigned"] = [COSIGNED]
    after = with_later(before, two, assess(two) | {"knowledge": "0" * 64})
    assert after == note_of(two)


def test_the_signature_says_what_was_attested_and_how_late(two: Case) -> None:
    two["report"]["signed"] |= {
        "at": "2026-11-24T09:31:00-05:00",
        "statement": STATEMENTS[ATTESTATION],
        "statement_version": ATTESTATION,
    }
    words = text_of(note_of(two))
    assert "November 24, 2026, 09:31 (UTC−05:00), 4 days after the visit" in words
    assert STATEMENTS[ATTESTATION] in words


def test_a_statement_once_used_keeps_its_words() -> None:
    """Whoever changes one gives it a new version: these digests are for good."""
    digests = {name: hashlib.sha256(text.encode()).hexdigest()[:16] for name, text in STATEMENTS.items()}
    assert digests == {"attestation-1": "f8fa06d1443884b8", "cosignature-1": "e0a9bf8e81f00d7a"}
