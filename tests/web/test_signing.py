"""What a signature seals, and that it stays."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.conf import settings
from django.urls import reverse

from surefoot.wording import ATTESTATION, STATEMENTS
from surefoot_web.notes.actions import addendum_sign, sentence_edit, sentence_keep, sentence_remove, visit_sign
from surefoot_web.notes.models import SignedLayer
from surefoot_web.notes.selectors import layers_of
from surefoot_web.plans.actions import suggestion_decide
from surefoot_web.records.faults import ClockRunning, InputRefused, VisitClosed
from surefoot_web.visits import actions
from surefoot_web.visits.case import assessment_of, case_of
from surefoot_web.visits.tests import live_trials

from .conftest import AT, fresh
from .test_case import after, worked  # noqa: F401 - a fixture

PARTS = ("case", "assessment", "note")


@pytest.fixture
def signed(worked, provider):  # noqa: F811
    for suggestion in assessment_of(worked)["suggestions"]:
        suggestion_decide(visit=worked, suggestion=suggestion["id"], decision="accepted", by=provider, at=after(24))
    return visit_sign(visit=worked, by=provider, at=after(31))


def test_a_signature_seals_case_assessment_note_and_pdf(signed, provider):
    assert (signed.kind, signed.number, signed.signed_by) == ("signature", 1, provider)
    for part in PARTS:
        text = getattr(signed, f"{part}_json")
        assert getattr(signed, f"{part}_sha256") == hashlib.sha256(text.encode()).hexdigest()
    assert bytes(signed.pdf).startswith(b"%PDF-")
    assert signed.pdf_sha256 == hashlib.sha256(bytes(signed.pdf)).hexdigest()
    assert signed.case["report"]["signed"] == {
        "by": "DPM-provider",
        "at": "2026-11-20T09:31:00-05:00",
        "statement": STATEMENTS[ATTESTATION],
        "statement_version": ATTESTATION,
    }
    assert (signed.statement, signed.statement_version) == (STATEMENTS[ATTESTATION], ATTESTATION)
    assert signed.case["visit"]["status"] == "completed"


def test_the_sealed_case_is_the_one_the_rows_still_give(signed):
    assert case_of(fresh(signed.visit)) == signed.case


def test_the_coding_decision_of_a_complete_record(signed):
    billing = signed.assessment["billing"]
    assert (billing["may_submit"], billing["units"]) == ("yes", 2)


def test_the_knowledge_that_was_used_is_kept(signed):
    pack = json.loads((settings.SUREFOOT_HOME / signed.knowledge_pack).read_text("utf-8"))
    assert signed.knowledge_digest in signed.knowledge_pack
    assert all(name.endswith(".yaml") for name in pack)


def test_a_signed_visit_takes_addenda_alone(signed, provider):
    visit = fresh(signed.visit)
    with pytest.raises(VisitClosed, match="addendum"):
        suggestion_decide(visit=visit, suggestion="balance_exercise", decision="accepted", by=provider)
    with pytest.raises(VisitClosed):
        visit_sign(visit=visit, by=provider)
    addendum_sign(visit=visit, text="The cane was on the left.", by=provider, at=after(60))
    addendum_sign(visit=visit, text="Seen by the prescriber.", by=provider, at=after(90))
    assert fresh(visit).state == "amended"
    assert [(layer.number, layer.text) for layer in layers_of(visit)] == [
        (1, ""), (2, "The cane was on the left."), (3, "Seen by the prescriber."),
    ]  # fmt: skip
    first, *added = layers_of(visit)
    assert first.case_sha256 == signed.case_sha256
    assert {layer.assessment_sha256 for layer in added} == {signed.assessment_sha256}
    assert [len(layer.case["report"]["later"]) for layer in added] == [1, 2]


def test_a_running_clock_holds_the_signature(worked, provider):  # noqa: F811
    actions.stopwatch_start(visit=worked, test="tug", by=provider, at=AT)
    with pytest.raises(ClockRunning):
        visit_sign(visit=worked, by=provider, at=after(31))
    assert fresh(worked).state == "review"


def draft_now(visit):
    return next(one for one in assessment_of(visit)["drafts"] if one["id"] == "interpretation.tug.time_s")


def keep_tug(visit, by, minutes):
    draft = draft_now(visit)
    given = {"draft": draft["id"], "section": draft["section"], "draft_text": draft["text"]}
    return sentence_keep(visit=visit, **given, by=by, at=after(minutes))


@pytest.fixture
def contradicted(worked, provider):  # noqa: F811
    """A kept sentence of 14.2 s, and a record that says 16.4 s by now."""
    keep_tug(worked, provider, 28)
    trial = live_trials(worked, "tug")[0]
    actions.test_trial_withdraw(visit=worked, trial=trial, reason="read wrongly", by=provider, at=after(29))
    actions.test_trial_record(visit=worked, test="tug", fields={"time_s": 16.4}, by=provider, at=after(29))
    actions.visit_review(visit=fresh(worked), by=provider, at=after(29))
    return fresh(worked)


def test_a_kept_sentence_that_the_record_contradicts_holds_the_signature(contradicted, provider):
    with pytest.raises(InputRefused, match=r"no longer says what the record says.*14\.2 s"):
        visit_sign(visit=contradicted, by=provider, at=after(31))
    assert fresh(contradicted).state == "review"
    keep_tug(contradicted, provider, 32)
    layer = visit_sign(visit=contradicted, by=provider, at=after(33))
    assert "16.4 s" in layer.case["report"]["interpretation"]
    assert "Timed Up and Go 14.2 s" not in layer.note_json


@pytest.mark.parametrize("way", ["edit", "remove"])
def test_words_of_ones_own_and_a_removed_sentence_do_not_hold_it(contradicted, provider, way):
    draft = draft_now(contradicted)
    given = {"draft": draft["id"], "section": draft["section"], "draft_text": "Timed Up and Go 14.2 s."}
    if way == "edit":
        sentence_edit(visit=contradicted, **given, text="Slower on the second run.", by=provider, at=after(30))
    else:
        sentence_remove(visit=contradicted, **given, by=provider, at=after(30))
    assert visit_sign(visit=contradicted, by=provider, at=after(31)).number == 1


def test_the_sign_page_says_what_stands_in_the_way_and_offers_no_signature(client, contradicted, provider):
    client.force_login(provider)
    page = client.get(reverse("notes:sign", args=[contradicted.pk])).content.decode()
    assert "Before you can sign" in page
    assert "#sentence-interpretation-tug-time_s" in page
    assert 'id="id_password"' not in page
    assert "You can sign as it is" not in page


def test_a_visit_ended_early_is_signed_as_that(visit, provider):
    actions.test_trial_record(visit=visit, test="tug", fields={"time_s": 14.2}, by=provider, at=AT)
    actions.visit_end_early(visit=visit, reason="felt dizzy", by=provider, at=after(5))
    layer = visit_sign(visit=fresh(visit), by=provider, at=after(9))
    assert layer.case["visit"]["status"] == "ended_early"
    assert layer.case["visit"]["status_reason"] == "felt dizzy"
    assert layer.assessment["billing"]["may_submit"] != "yes"
    assert fresh(visit).state == "signed"


def test_earlier_scores_come_with_the_next_visit(signed, provider):
    later = after(60 * 24 * 30)
    visit = actions.visit_start(
        patient=signed.visit.patient, date=later.date(), provider=provider, by=provider, at=later
    )
    (earlier,) = case_of(visit)["previous"]
    assert earlier["date"] == "2026-11-20"
    assert earlier["scores"]["tug.time_s"] == 14.2
    assert assessment_of(visit)["patient"]["id"] == "P-001"


def test_when_the_seal_fails_nothing_is_signed(worked, provider, monkeypatch):  # noqa: F811
    monkeypatch.setattr("surefoot_web.notes.actions.sealed", lambda visit: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        visit_sign(visit=worked, by=provider, at=after(31))
    assert fresh(worked).state == "review"
    assert SignedLayer.objects.count() == 0
