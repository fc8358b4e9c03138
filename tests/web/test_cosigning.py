# ruff: noqa: F811 - fixtures of another module
"""What comes after the signature: a second provider's, late entries, corrections, addenda; each a layer of its own."""

from __future__ import annotations

import hashlib
import json
import re
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from surefoot.note import render_pdf
from surefoot.wording import ATTESTATION, COSIGNATURE, STATEMENTS
from surefoot_web.accounts.models import User
from surefoot_web.notes.actions import addendum_sign, cosignature_sign
from surefoot_web.notes.models import SignedLayer
from surefoot_web.notes.selectors import layers_of
from surefoot_web.notes.selectors_files import seal_check
from surefoot_web.notes.stored import document_from
from surefoot_web.records.faults import InputRefused, NotAllowed, VisitClosed
from surefoot_web.visits.case import case_of

from .conftest import PASSWORD, fresh, make_user
from .test_note import SIGNED_AT, _the_clock_stands, sign, signed  # noqa: F401 - fixtures
from .test_plan import seen, tested, text_of  # noqa: F401 - fixtures


@pytest.fixture
def therapist(clinic) -> User:
    person = {"display_name": "Second Provider", "staff_id": "PT-2", "role": "provider", "credential": "PT"}
    return User.objects.create_user("second", PASSWORD, clinic=clinic, **person)


def cosign(client, visit, password=PASSWORD):
    return client.post(reverse("notes:cosign", args=[visit.pk]), {"operation": str(uuid4()), "password": password})


def test_another_provider_co_signs_and_the_original_stays(client, signed, therapist):
    before = SignedLayer.objects.values().get(visit=signed, number=1)
    client.force_login(therapist)
    page = client.get(reverse("notes:cosign", args=[signed.pk]))
    assert STATEMENTS[COSIGNATURE].replace("'", "&#x27;") in page.content.decode()
    assert "Co-sign as Second Provider, PT" in text_of(page)
    assert cosign(client, signed, "wrong").status_code == 422
    assert cosign(client, signed).status_code == 302
    first, second = layers_of(signed)
    assert SignedLayer.objects.values().get(visit=signed, number=1) == before
    assert (second.kind, second.signed_by, second.statement_version) == ("cosignature", therapist, COSIGNATURE)
    assert fresh(signed).state == "signed"
    assert second.assessment_sha256 == first.assessment_sha256
    assert second.case["report"]["cosigned"][0]["by"] == "PT-2"
    assert {"id": "PT-2", "name": "Second Provider", "credential": "PT"} in second.case["providers"]
    assert "Co-signed by Second Provider, PT · Nov 20, 2026, 09:31 EST" in text_of(client.get(reverse("notes:note", args=[signed.pk])))  # fmt: skip


def test_the_layer_prints_the_note_word_for_word_with_the_co_signature(client, signed, therapist):
    cosignature_sign(visit=signed, by=therapist, at=SIGNED_AT)
    first, second = layers_of(signed)
    blocks, more = json.loads(first.note_json)["blocks"], json.loads(second.note_json)["blocks"]
    added = [block for block in more if block not in blocks]
    assert [block for block in more if block in blocks] == blocks
    assert [(one["block"], one["says"], one["name"], one["credential"]) for one in added] == [
        ("signature", "Co-signed", "Second Provider", "PT")
    ]
    client.force_login(therapist)
    answer = client.get(reverse("notes:download_layer", args=[signed.pk, 2, "note-pdf"]))
    assert hashlib.sha256(answer.content).hexdigest() == second.pdf_sha256
    assert answer.headers["Content-Disposition"] == 'attachment; filename="2026-11-20-2-note.pdf"'
    assert client.get(reverse("notes:download_layer", args=[signed.pk, 2, "handout-en"])).status_code == 404
    assert client.get(reverse("notes:download_layer", args=[signed.pk, 3, "note-pdf"])).status_code == 404


def test_every_layer_renders_again_to_the_bytes_that_were_sealed(signed, therapist, provider):
    cosignature_sign(visit=signed, by=therapist, at=SIGNED_AT)
    addendum_sign(visit=signed, kind="late_entry", text="She wore her own shoes.", by=provider, at=SIGNED_AT)
    for layer in layers_of(signed):
        seal_check(layer)
        assert render_pdf(document_from(layer.note_json)) == bytes(layer.pdf)


def test_nobody_signs_twice_or_for_another(client, clinic, signed, provider, therapist):
    with pytest.raises(InputRefused, match="You answer for this visit"):
        cosignature_sign(visit=signed, by=provider, at=SIGNED_AT)
    cosignature_sign(visit=signed, by=therapist, at=SIGNED_AT)
    with pytest.raises(InputRefused, match="signed this note already"):
        cosignature_sign(visit=signed, by=therapist, at=SIGNED_AT)
    with pytest.raises(NotAllowed):
        cosignature_sign(visit=signed, by=make_user(clinic, "assistant"), at=SIGNED_AT)
    client.force_login(therapist)
    page = client.get(reverse("notes:cosign", args=[signed.pk])).content.decode()
    assert 'id="id_password"' not in page
    assert reverse("notes:cosign", args=[signed.pk]) not in client.get(reverse("notes:note", args=[signed.pk])).content.decode()  # fmt: skip


def test_a_credential_that_is_no_skilled_service_co_signs_nothing(clinic, signed):
    person = {"display_name": "Trainer", "staff_id": "AT-1", "role": "provider", "credential": "AT"}
    trainer = User.objects.create_user("trainer", PASSWORD, clinic=clinic, **person)
    with pytest.raises(InputRefused, match="does not stand for skilled service"):
        cosignature_sign(visit=signed, by=trainer, at=SIGNED_AT)


def test_a_co_signature_needs_the_signature_before_it(client, tested, therapist):
    with pytest.raises(VisitClosed):
        cosignature_sign(visit=tested, by=therapist, at=SIGNED_AT)
    client.force_login(therapist)
    assert cosign(client, tested).status_code == 302
    assert not SignedLayer.objects.exists()


@pytest.mark.parametrize("kind", ["late_entry", "correction", "addendum"])
def test_each_kind_of_addition_is_printed_under_its_name(signed, provider, kind):
    addendum_sign(visit=signed, kind=kind, text="She wore her own shoes.", by=provider, at=SIGNED_AT)
    second = layers_of(signed)[1]
    assert (second.kind, fresh(signed).state) == (kind, "amended")
    name = {"late_entry": "Late entry", "correction": "Correction", "addendum": "Addendum"}[kind]
    headings = [one["text"] for one in json.loads(second.note_json)["blocks"] if one["block"] == "heading"]
    assert headings[headings.index("Added after the signature") + 1] == f"{name}, November 20, 2026"
    assert "She wore her own shoes." not in layers_of(signed)[0].note_json


def test_the_second_layer_carries_the_first_and_the_rows_give_the_first_case_still(signed, provider, therapist):
    addendum_sign(visit=signed, kind="correction", text="The cane was on the left.", by=provider, at=SIGNED_AT)
    cosignature_sign(visit=signed, by=therapist, at=SIGNED_AT)
    first, _, third = layers_of(signed)
    assert [one["text"] for one in third.case["report"]["later"]] == ["The cane was on the left."]
    assert len(third.case["report"]["cosigned"]) == 1
    assert case_of(fresh(signed)) == first.case


@pytest.mark.parametrize("sql", ["UPDATE notes_signedlayer SET text = 'x'", "DELETE FROM notes_signedlayer"])
def test_no_layer_is_changed_or_deleted(signed, provider, sql):
    addendum_sign(visit=signed, kind="addendum", text="More.", by=provider, at=SIGNED_AT)
    with pytest.raises(DatabaseError, match="SF-W201"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_what_is_attested_is_read_before_the_signature_and_kept_with_it(seen, tested):
    page = text_of(seen.get(reverse("notes:sign", args=[tested.pk])))
    assert STATEMENTS[ATTESTATION] in page
    assert sign(seen, tested).status_code == 302
    layer = layers_of(tested)[0]
    assert (layer.statement, layer.statement_version) == (STATEMENTS[ATTESTATION], ATTESTATION)
    assert STATEMENTS[ATTESTATION] in text_of(seen.get(reverse("notes:note", args=[tested.pk])))


def test_the_audit_sheet_comes_with_the_signature_and_not_before(seen, signed):
    for name in ("audit-sheet", "note-and-audit-sheet"):
        answer = seen.get(reverse("notes:download", args=[signed.pk, name]))
        assert answer.content.startswith(b"%PDF-")
        assert re.search(r"audit-sheet", answer.headers["Content-Disposition"])
