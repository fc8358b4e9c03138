# ruff: noqa: F811 - fixtures of another module
"""The note: sentence by sentence, signed with a password, then frozen with its files and addenda."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import escape

from surefoot.knowledge import load
from surefoot.note import render_text
from surefoot_web.accounts.models import User
from surefoot_web.intake.actions import intake_answer
from surefoot_web.notes.actions import sentence_keep
from surefoot_web.notes.models import Sentence, SignedLayer
from surefoot_web.notes.selectors import layers_of, report_of
from surefoot_web.notes.selectors_files import FILES, SealBroken, seal_check
from surefoot_web.notes.stored import document_from
from surefoot_web.plans.actions import suggestion_decide
from surefoot_web.plans.selectors_assessment import assessment_shown
from surefoot_web.visits import actions
from surefoot_web.visits.actions import urgent_acknowledge
from surefoot_web.visits.case import case_of
from surefoot_web.visits.models import Visit
from surefoot_web.visits.urgent import unacknowledged

from .conftest import AT, PASSWORD, fresh
from .test_plan import person, seen, tested, text_of  # noqa: F401 - fixtures

SIGNED_AT = AT + timedelta(minutes=31)


@pytest.fixture(autouse=True)
def _the_clock_stands(monkeypatch):
    """The day of the visit, whatever day the tests run on."""
    monkeypatch.setattr("surefoot_web.records.actions.now", lambda: SIGNED_AT)


def draft_of(visit: Visit, draft: str = "interpretation.tug.time_s") -> dict:
    return next(one for one in assessment_shown(fresh(visit))["drafts"] if one["id"] == draft)


def touch(client, visit, command, draft="interpretation.tug.time_s", *, htmx=False, **typed):
    given = {"operation": str(uuid4()), "draft": draft, "command": command, **typed}
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(reverse("notes:sentence", args=[visit.pk]), given, headers=headers)


def keep(client, visit, draft: dict):
    return touch(client, visit, "keep", draft["id"], seen=draft["text"])


def decide_all(visit, by):
    for suggestion in assessment_shown(fresh(visit))["suggestions"]:
        given = {"visit": visit, "suggestion": suggestion["id"], "decision": "accepted", "by": by}
        suggestion_decide(**given, at=AT + timedelta(minutes=24))


def keep_all(visit, by):
    for draft in assessment_shown(fresh(visit))["drafts"]:
        given = {"draft": draft["id"], "section": draft["section"], "draft_text": draft["text"]}
        sentence_keep(visit=visit, **given, by=by, at=AT + timedelta(minutes=30))


def sign(client, visit, password=PASSWORD):
    return client.post(reverse("notes:sign", args=[visit.pk]), {"operation": str(uuid4()), "password": password})


@pytest.fixture
def signed(seen, tested, provider) -> Visit:
    """Decided, every sentence kept, signed on the page."""
    decide_all(tested, provider)
    keep_all(tested, provider)
    assert sign(seen, tested).status_code == 302
    return fresh(tested)


def note_page(client, visit):
    return client.get(reverse("notes:note", args=[visit.pk]))


def test_every_sentence_waits_untouched_for_a_choice_of_its_own(seen, tested):
    page = note_page(seen, tested).content.decode()
    drafts = assessment_shown(tested)["drafts"]
    assert page.count(">untouched</span>") == len(drafts) > 10
    assert page.count('value="keep"') == page.count('value="remove"') == page.count('value="edit"') == len(drafts)
    assert report_of(tested) == {}
    assert all(escape(draft["text"]) in page for draft in drafts)


def test_a_sentence_is_kept_edited_removed(seen, tested, provider):
    answer = keep(seen, tested, draft_of(tested))
    assert answer.url.endswith("#sentence-interpretation-tug-time_s")
    touch(seen, tested, "edit", "analysis.leg_weakness", text="Weak legs: 8 stands.")
    touch(seen, tested, "remove", "analysis.age")
    rows = {row.draft: (row.state, row.touched_by) for row in Sentence.objects.filter(visit=tested)}
    assert rows == {
        "interpretation.tug.time_s": ("kept", provider),
        "analysis.leg_weakness": ("edited", provider),
        "analysis.age": ("removed", provider),
    }
    report = {"interpretation": draft_of(tested)["text"], "analysis": "Weak legs: 8 stands."}
    assert report_of(fresh(tested)) == report
    text = text_of(note_page(seen, tested))
    assert "Test Provider, Nov 20, 2026, 09:31" in text
    assert "Nothing stands under “Impact on the plan of care”." in text


def test_only_what_was_read_can_be_kept(seen, tested):
    answer = touch(seen, tested, "keep", seen="Timed Up and Go 41.2 s.")
    assert answer.status_code == 422
    assert "The record changed while this page was open" in text_of(answer)
    assert not Sentence.objects.exists()


def test_an_empty_edit_is_refused_beside_the_sentence(seen, tested):
    answer = touch(seen, tested, "edit", htmx=True, text=" ")
    assert answer.content.decode().count('<li class="sentence') == 1
    assert "The text is empty." in text_of(answer)
    assert not Sentence.objects.exists()


def test_with_htmx_the_sentence_comes_back_with_what_is_missing(seen, tested):
    page = touch(seen, tested, "keep", htmx=True, seen=draft_of(tested)["text"]).content.decode()
    assert page.count('<li class="sentence') == 1
    assert 'id="still-missing" role="status" hx-swap-oob="true"' in page
    assert "“Interpretation”" not in page


def test_a_kept_sentence_that_the_record_no_longer_says_is_pointed_out(seen, tested, provider):
    given = {"visit": tested, "suggestion": "otago", "by": provider}
    suggestion_decide(**given, decision="accepted", at=AT + timedelta(minutes=24))
    keep(seen, tested, draft_of(tested, "plan_of_care_impact.otago"))
    suggestion_decide(**given, decision="changed", reason="Without the walking plan.", at=AT + timedelta(minutes=25))
    text = text_of(note_page(seen, tested))
    assert "The record changed after this was taken into the note. It offers now:" in text
    assert "A sentence in the note no longer says what the record says." in text


def test_a_sentence_of_ones_own(seen, tested):
    address = reverse("notes:own_sentence", args=[tested.pk])
    refused = seen.post(address, {"section": "analysis", "text": ""})
    assert refused.status_code == 422
    seen.post(address, {"section": "analysis", "text": "She hurries at night.", "operation": str(uuid4())})
    assert report_of(fresh(tested)) == {"analysis": "She hurries at night."}
    own = Sentence.objects.get(visit=tested)
    assert "Written by the signer" in text_of(note_page(seen, tested))
    touch(seen, tested, "remove", own.draft)
    assert report_of(fresh(tested)) == {}


def test_the_report_stands_in_the_order_of_the_drafts_whatever_was_touched_first(seen, tested, provider):
    own = reverse("notes:own_sentence", args=[tested.pk])
    seen.post(own, {"section": "interpretation", "text": "Steadier than in June.", "operation": str(uuid4())})
    offered = [one for one in assessment_shown(tested)["drafts"] if one["section"] == "interpretation"]
    for draft in reversed(offered):
        keep(seen, tested, draft)
    words = " ".join([*(one["text"] for one in offered), "Steadier than in June."])
    assert len(offered) > 2
    assert case_of(fresh(tested))["report"]["interpretation"] == words


REASON = {"reason": "two falls", "plan_of_care_certified_on": "2026-11-20", "diagnoses": "r29.6, m62.81"}


def describe(client, visit, **typed):
    given = {**REASON, "row_version": str(fresh(visit).row_version), "operation": str(uuid4()), **typed}
    return client.post(reverse("notes:describe", args=[visit.pk]), given)


def test_the_reason_is_written_until_the_signature(seen, tested):
    assert describe(seen, tested).status_code == 302
    visit = fresh(tested)
    assert (visit.reason, visit.diagnoses) == ("two falls", ["R29.6", "M62.81"])


def test_the_reason_is_written_in_a_visit_that_ended_early_and_not_in_a_cancelled_one(seen, visit, provider):
    actions.visit_end_early(visit=visit, reason="felt faint", by=provider, at=AT)
    assert reverse("notes:describe", args=[visit.pk]) in note_page(seen, visit).content.decode()
    assert describe(seen, visit).status_code == 302
    assert fresh(visit).plan_of_care_certified_on.isoformat() == "2026-11-20"
    Visit.objects.filter(pk=visit.pk).update(state="cancelled", ended_early_at=None)
    assert describe(seen, visit, reason="three falls").status_code == 422
    assert fresh(visit).reason == "two falls"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"plan_of_care_ends_on": "2026-11-01"}, "The plan of care ends before it was certified."),
        ({"diagnoses": "fell twice"}, "FELL"),
        ({"diagnoses": "r29,6"}, "Write an ICD-10-CM code such as R29.6."),
        ({"plan_of_care_certified_on": "soon"}, "Enter a valid date."),
        ({"plan_of_care_certified_on": "3026-11-20"}, "The certification of the plan of care lies in the future."),
        ({"plan_of_care_certified_on": "0001-01-01"}, "The certification of the plan of care lies before the date of"),
        ({"row_version": "1"}, "Somebody else changed this record"),
    ],
)
def test_a_refused_reason_keeps_what_was_typed(seen, tested, typed, says):
    before = fresh(tested).reason
    answer = describe(seen, tested, reason="dizzy in the morning", **typed)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert "dizzy in the morning" in answer.content.decode()
    assert fresh(tested).reason == before


def test_what_is_missing_is_said_in_words(seen, visit):
    text = text_of(note_page(seen, visit))
    for says in ("No test was measured.", "No certified plan of care is recorded.", "Nothing stands under “Analysis”."):
        assert says in text


def test_the_preview_is_the_note_without_drafts_and_times(seen, tested):
    keep(seen, tested, draft_of(tested))
    text = text_of(seen.get(reverse("notes:preview", args=[tested.pk])))
    assert "NOT SIGNED" in text
    assert draft_of(tested)["text"] in text
    assert draft_of(tested, "analysis.leg_weakness")["text"] not in text
    assert "Contact times by activity are added from the ledger" in text
    assert "09:04" not in text


def test_a_wrong_password_signs_nothing(seen, tested):
    answer = sign(seen, tested, "wrong")
    assert answer.status_code == 422
    assert "This is not your password. Nothing was signed." in text_of(answer)
    assert "wrong" not in answer.content.decode()
    assert fresh(tested).state == "review"


def test_only_the_responsible_provider_signs(client, clinic, tested):
    person = {"display_name": "Second Provider", "staff_id": "PT-2", "role": "provider", "credential": "PT"}
    client.force_login(User.objects.create_user("second", PASSWORD, clinic=clinic, **person))
    page = client.get(reverse("notes:sign", args=[tested.pk]))
    assert "Before you can sign" in text_of(page)
    assert "Test Provider answers for this visit and signs it." in text_of(page)
    assert "You can sign as it is" not in text_of(page)
    assert 'id="id_password"' not in page.content.decode()
    assert sign(client, tested).status_code == 422
    assert fresh(tested).state == "review"


def test_what_is_undecided_is_listed_and_one_may_sign_anyway(seen, tested):
    page = text_of(seen.get(reverse("notes:sign", args=[tested.pk])))
    assert "You can sign as it is." in page
    assert "Before you can sign" not in page
    assert "5 suggestions are not decided." in page
    assert "Review of medicines" in page
    assert "drafted sentences are untouched and stay out of the note." in page
    assert sign(seen, tested).status_code == 302
    assert fresh(tested).state == "signed"


def test_testing_is_closed_before_the_signature(seen, visit, provider):
    actions.test_trial_record(visit=visit, test="tug", fields={"time_s": 14.2}, by=provider, at=AT)
    assert reverse("visits:review", args=[visit.pk]) in note_page(seen, visit).content.decode()
    answer = sign(seen, visit)
    assert answer.status_code == 422
    assert "Testing is not closed yet." in text_of(answer).partition("What may stay open")[0]
    assert "You can sign as it is" not in text_of(answer)
    assert fresh(visit).state == "testing"


def test_a_running_clock_is_said_and_holds_the_signature(seen, tested, provider):
    actions.stopwatch_start(visit=tested, test="tug", by=provider, at=AT)
    assert "The stopwatch is still running." in text_of(note_page(seen, tested))
    answer = sign(seen, tested)
    assert answer.status_code == 422
    assert "Not signed The stopwatch is still running. Stop it first. Before you can sign" in text_of(answer)


def test_a_visit_ended_early_is_signed_as_that(seen, visit, provider):
    actions.visit_end_early(visit=visit, reason="felt faint", by=provider, at=AT)
    assert sign(seen, visit).status_code == 302
    assert "This visit was ended early: felt faint." in text_of(note_page(seen, visit))


@pytest.mark.parametrize("sign_of", ["loss_of_consciousness", "head_injury"])
def test_a_visit_with_an_urgent_sign_is_signed_and_its_note_says_it(seen, tested, provider, sign_of):
    intake_answer(visit=tested, section="fall_history", key=sign_of, value=True, by=provider, at=AT)
    urgent = load().findings[f"{sign_of}_with_fall"]["urgent"]["en"]
    assert urgent in text_of(seen.get(reverse("visits:test", args=[tested.pk, "tug"])))
    decide_all(tested, provider)
    keep_all(tested, provider)
    assert sign(seen, tested).status_code == 422, "an urgent sign waits for somebody"
    keys = [one.key for one in unacknowledged(tested)]
    urgent_acknowledge(visit=tested, signs=keys, done="seen", by=provider, at=AT)
    assert sign(seen, tested).status_code == 302
    assert fresh(tested).state == "signed"
    for name in ("notes:note", "plans:findings"):
        assert urgent in text_of(seen.get(reverse(name, args=[tested.pk])))


def main_of(page):
    return page.content.decode().partition("<main")[2].partition("</main>")[0]


def test_a_cancelled_visit_says_so_and_offers_nothing(seen, visit, provider):
    actions.visit_cancel(visit=visit, reason="did not come", by=provider, at=AT)
    page = note_page(seen, visit)
    assert "This visit is over and was not signed: cancelled, did not come." in text_of(page)
    assert "<form" not in main_of(page)
    page = sign(seen, visit)
    assert page.status_code == 422
    assert "This visit is over and cannot be signed any more: cancelled." in text_of(page)
    assert "What may stay open" not in text_of(page)


def test_the_signed_note_shows_every_kept_word_and_no_form_but_the_addendum(seen, signed):
    page = note_page(seen, signed)
    text, main = text_of(page), main_of(page)
    assert "Signed by Test Provider, DPM" in text
    assert "Nov 20, 2026, 09:31 EST" in text
    sentences = case_of(signed)["report"]["sentences"]
    assert len(sentences) > 10
    for one in sentences:
        assert f"{one['text']}°" in text
    assert f"Kept as the software offered it, untouched: {len(sentences)} of {len(sentences)} sentences" in text
    assert "Direct contact time" in text
    assert re.findall(r'action="([^"]*)"', main) == [reverse("notes:addendum", args=[signed.pk])]


@pytest.mark.parametrize(("name", "part"), [("note-pdf", "pdf"), ("note-json", "note_json")])
def test_a_download_is_the_very_bytes_that_were_sealed(seen, signed, name, part):
    layer = layers_of(signed)[0]
    stored = getattr(layer, part)
    stored = stored.encode() if isinstance(stored, str) else bytes(stored)
    answer = seen.get(reverse("notes:download", args=[signed.pk, name]))
    assert answer.content == stored
    assert hashlib.sha256(answer.content).hexdigest() in text_of(note_page(seen, signed))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="2026-11-20-{FILES[name].file_name}"'


def test_the_text_is_printed_from_the_sealed_note(seen, signed):
    layer = layers_of(signed)[0]
    document = document_from(layer.note_json)
    assert document.as_json() == json.loads(layer.note_json)
    text = seen.get(reverse("notes:download", args=[signed.pk, "note-text"])).content.decode()
    assert text == render_text(document)
    assert "Test Provider" in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_handout_comes_in_both_languages(seen, signed, language):
    answer = seen.get(reverse("notes:download", args=[signed.pk, f"handout-{language}"]))
    assert answer.content.startswith(b"%PDF-")
    assert re.search(rf"/Lang\s*\({language}", answer.content.decode("latin-1"))


def test_no_file_before_the_signature(seen, tested):
    for name in (*FILES, "case"):
        assert seen.get(reverse("notes:download", args=[tested.pk, name])).status_code == 404


def test_what_was_changed_behind_the_seal_is_not_shown(signed):
    layer = layers_of(signed)[0]
    seal_check(layer)
    layer.note_json = layer.note_json.replace("14.2", "11.2")
    with pytest.raises(SealBroken, match="SF-W111"):
        seal_check(layer)


def test_an_addendum_stands_beside_what_was_signed(seen, signed, provider):
    before = SignedLayer.objects.values().get(visit=signed, number=1)
    address = reverse("notes:addendum", args=[signed.pk])
    assert seen.post(address, {"text": " ", "kind": "correction"}).status_code == 422
    assert seen.post(address, {"text": "The rugs are gone."}).status_code == 422, "nothing is chosen for the signer"
    assert seen.post(address, {"text": "The rugs are gone.", "kind": "signature"}).status_code == 422
    seen.post(address, {"text": "The rugs are gone.", "kind": "correction", "operation": str(uuid4())})
    assert SignedLayer.objects.values().get(visit=signed, number=1) == before
    text = text_of(note_page(seen, signed))
    said = (
        r"Added after the signature\s*Correction · Test Provider, DPM · Nov 20, 2026, 09:31 EST\s*The rugs are gone\."
    )
    assert re.search(said, text)
    assert draft_of(signed)["text"] in text
    assert fresh(signed).state == "amended"


def test_nothing_else_is_written_after_the_signature(seen, signed):
    assert describe(seen, signed).status_code == 409
    assert touch(seen, signed, "remove").status_code in (409, 422)
    seen.post(reverse("notes:own_sentence", args=[signed.pk]), {"section": "analysis", "text": "More."})
    assert Sentence.objects.filter(state__in=("removed", "written")).count() == 0
    assert seen.get(reverse("notes:sign", args=[signed.pk])).url == reverse("notes:note", args=[signed.pk])


def test_an_addendum_needs_a_signature(seen, tested):
    assert seen.post(reverse("notes:addendum", args=[tested.pk]), {"text": "More."}).status_code == 409


def test_who_reads_and_who_writes(client, clinic, tested):
    for kind, reads in (
        ("biller", 200),
        ("compliance", 200),
        ("desk", 403),
        ("assistant", 403),
        ("administrator", 403),
    ):
        client.force_login(person(clinic, kind))
        page = note_page(client, tested)
        assert page.status_code == reads
        assert 'name="command"' not in page.content.decode()
        for name in ("notes:sentence", "notes:own_sentence", "notes:sign", "notes:addendum"):
            assert client.post(reverse(name, args=[tested.pk]), {"password": PASSWORD}).status_code == 403
    assert fresh(tested).state == "review"


@pytest.mark.parametrize("command", ["keep", "edit"])
def test_a_page_open_since_before_the_signature_says_that_the_visit_is_signed(seen, signed, command):
    before = Sentence.objects.count()
    answer = touch(seen, signed, command, seen="", text="Steadier on the stairs.")
    assert answer.status_code == 409
    assert "This visit is signed; its note stays as it is and changes by addendum alone." in text_of(answer)
    assert "was not signed" not in text_of(answer)
    assert ("Steadier on the stairs." in answer.content.decode()) == (command == "edit")
    part = touch(seen, signed, command, htmx=True, seen="", text="Steadier on the stairs.").content.decode()
    assert "changes by addendum alone" in part
    assert "<form" not in part
    assert Sentence.objects.count() == before


def test_a_sentence_of_ones_own_for_a_signed_visit_is_offered_as_addendum(seen, signed):
    address = reverse("notes:own_sentence", args=[signed.pk])
    answer = seen.post(address, {"section": "analysis", "text": "Seen with her daughter."})
    assert answer.status_code == 409
    assert "changes by addendum alone" in text_of(answer)
    assert "Seen with her daughter.</textarea>" in answer.content.decode()
    assert not SignedLayer.objects.filter(visit=signed, number=2).exists()


def test_the_note_says_what_was_done_about_an_urgent_sign(seen, tested, provider):
    intake_answer(visit=tested, section="urgent_signs", key="weak_or_numb", value=True, by=provider, at=AT)
    keys = [one.key for one in unacknowledged(tested)]
    urgent_acknowledge(visit=tested, signs=keys, done="called_911", text="Left by ambulance.", by=provider, at=AT)
    page = text_of(seen.get(reverse("notes:preview", args=[tested.pk])))
    assert "Acknowledged by Test Provider, DPM, November 20, 2026, 09:00" in page
    assert "911 was called. Left by ambulance." in page
