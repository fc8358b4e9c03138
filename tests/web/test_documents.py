# ruff: noqa: F811 - fixtures of another module
"""The papers of a visit on one page: each with its ways, what is not there and why, drafts until the signature, each read audited."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.urls import reverse

from surefoot.note.reply_code import reply_code
from surefoot_web.accounts.models import Role
from surefoot_web.notes.models import SignedLayer
from surefoot_web.notes.sealing import canonical
from surefoot_web.trail.models import AuditEvent

from .test_note import _the_clock_stands, decide_all, signed  # noqa: F401 - fixtures
from .test_plan import decide, seen, tested, text_of  # noqa: F401 - fixtures

LETTERS = ("letter-prescriber", "letter-pharmacist", "letter-falls-clinic", "letter-physical-therapy", "letter-occupational-therapy")  # fmt: skip
DRAFT = {"en": "Draft: not signed", "es": "Borrador: sin firmar"}


def listed(client, visit):
    return client.get(reverse("notes:documents", args=[visit.pk]))


def opened(client, visit, name: str, query: str = "", kind: str = "document"):
    return client.get(reverse(f"notes:{kind}", args=[visit.pk, name]) + query)


def reads(visit) -> int:
    return AuditEvent.objects.filter(subject_id=visit.pk, action="document.read").count()


def test_with_nothing_decided_it_says_of_each_why_it_is_not_there(seen, tested):
    text = text_of(listed(seen, tested))
    for words in (
        "No step for the home was accepted.", "No exercise was accepted.", "No letter: nothing that asks somebody else was accepted.",
        "Not accepted: Home safety visit and changes.", "Nothing suggested at this visit asks them.", "Not there: it opens with the signature.",
    ):  # fmt: skip
        assert words in text, words
    for name in ("home-checklist", "exercise-log", "letter-eye-care", "letter-occupational-therapy", "note", "x"):
        assert (
            opened(seen, tested, name).status_code == opened(seen, tested, name, kind="document_pdf").status_code == 404
        )


def test_each_letter_of_what_was_accepted_is_listed_with_its_ways(seen, tested, provider):
    decide_all(tested, provider)
    page = listed(seen, tested).content.decode()
    for name in (*LETTERS, "handout", "home-checklist"):
        assert f'href="{reverse("notes:document", args=[tested.pk, name])}?language=en"' in page
        assert f'href="{reverse("notes:document_pdf", args=[tested.pk, name])}?language=en&amp;download=1"' in page
    for name in ("handout", "home-checklist"):
        assert f'href="{reverse("notes:document", args=[tested.pk, name])}?language=es"' in page
    assert "No exercise was held safely in the tests" in page
    assert page.count('class="paper__draft"') == len(LETTERS) + 2


@pytest.mark.parametrize("language", ["en", "es"])
def test_before_the_signature_each_is_a_draft_on_screen_and_in_the_file(seen, tested, provider, language):
    decide_all(tested, provider)
    for name in ("handout", "home-checklist", "letter-prescriber"):
        says = DRAFT["en" if name in LETTERS else language]
        page = opened(seen, tested, name, f"?language={language}").content.decode()
        assert page.count(says) >= 2
        answer = opened(seen, tested, name, f"?language={language}", "document_pdf")
        assert "-draft.pdf" in answer.headers["Content-Disposition"]
        assert answer.headers["Content-Disposition"].startswith("inline")
        assert len(pikepdf.open(io.BytesIO(answer.content)).pages) >= 1


def test_after_it_they_are_made_from_what_was_signed(seen, signed):
    page = opened(seen, signed, "letter-prescriber").content.decode()
    assert "Draft" not in page
    assert "Test Provider" in page
    kept = opened(seen, signed, "letter-prescriber", "?download=1", "document_pdf").headers["Content-Disposition"]
    assert kept == f'attachment; filename="{signed.date}-letter-prescriber-en.pdf"'
    assert "Made from what was signed." in text_of(listed(seen, signed))
    link = f'href="{reverse("notes:documents", args=[signed.pk])}"'
    for name in ("notes:note", "plans:plan", "visits:visit"):
        assert link in seen.get(reverse(name, args=[signed.pk])).content.decode(), name


def test_a_visit_signed_before_there_were_letters_opens_and_says_so(seen, signed, monkeypatch):
    older = SignedLayer.objects.get(visit=signed).assessment
    for one in older["suggestions"]:
        for each in (one, *one["covers"]):
            del each["letter"]
    monkeypatch.setattr(SignedLayer, "assessment", property(lambda layer: older))
    assert canonical(older)
    text = text_of(listed(seen, signed))
    assert "The visit was signed before there were letters." in text
    assert opened(seen, signed, "letter-prescriber").status_code == 404
    assert opened(seen, signed, "handout").status_code == 200


def test_the_code_on_a_letter_finds_the_referral(seen, signed):
    code = reply_code(signed.pk, "medication_review")
    assert code in opened(seen, signed, "letter-prescriber").content.decode()
    found = seen.get(reverse("followup:by_code"), {"code": code}, follow=True)
    assert "Review of medicines" in found.content.decode()


def test_each_read_is_audited_and_what_is_not_there_is_no_read(seen, tested, provider):
    decide_all(tested, provider)
    before = reads(tested)
    listed(seen, tested)
    opened(seen, tested, "handout")
    opened(seen, tested, "handout", kind="document_pdf")
    assert reads(tested) == before + 3
    opened(seen, tested, "letter-eye-care")
    assert reads(tested) == before + 3
    assert seen.post(reverse("notes:documents", args=[tested.pk])).status_code == 405


@pytest.mark.parametrize("role", list(Role))
def test_those_who_care_and_those_who_check_open_them(client, tested, provider, role):
    type(provider).objects.filter(pk=provider.pk).update(role=role)
    client.force_login(type(provider).objects.get(pk=provider.pk))
    allowed = role in (Role.ASSISTANT, Role.PROVIDER, Role.COMPLIANCE)
    for answer in (
        listed(client, tested),
        opened(client, tested, "handout"),
        opened(client, tested, "handout", kind="document_pdf"),
    ):
        assert answer.status_code == (200 if allowed else 403)


def test_the_language_is_the_patients_own_unless_asked(seen, tested):
    tested.patient.change(row_version=tested.patient.row_version, language="es")
    assert 'lang="es"' in opened(seen, tested, "handout").content.decode()
    assert '<div class="sheet" lang="en"' in opened(seen, tested, "handout", "?language=en&large=1").content.decode()
    assert "doc--handout_large" in opened(seen, tested, "handout", "?large=1").content.decode()


def test_another_clinics_visit_is_not_found(seen, other_clinic_visit):
    assert listed(seen, other_clinic_visit).status_code == 404
    assert opened(seen, other_clinic_visit, "handout").status_code == 404
