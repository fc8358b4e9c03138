# ruff: noqa: F811 - fixtures of another module
"""After the signature: reviews settled, units set by hand, claims made and kept, what came back for them. Never a claim where evidence is missing."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from surefoot_web.billing.actions import (
    claim_describe,
    claims_make,
    coverage_give,
    practice_give,
    review_settle,
    units_change,
)
from surefoot_web.billing.added import PackLost
from surefoot_web.billing.claim_data import RENDERING, claim_number, claim_part
from surefoot_web.billing.models import Acknowledgement, ClaimFile, FiledClaim, PayerAnswer, Settlement, UnitsChange
from surefoot_web.billing.selectors import decision_shown
from surefoot_web.notes.models import SignedLayer
from surefoot_web.notes.selectors import layers_of
from surefoot_web.patients.models import Patient
from surefoot_web.plans.selectors_assessment import signature_of
from surefoot_web.records.faults import InputRefused, NotAllowed, VisitClosed
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits.models import Visit

from .conftest import AT, fresh, make_user
from .test_coding import cut_to_minutes, finished
from .test_note import _the_clock_stands, sign  # noqa: F401 - fixtures
from .test_plan import enter, person, seen, tested, text_of  # noqa: F401 - fixtures

LATER = AT + timedelta(hours=2)
FIRST_DAY = date(2026, 1, 1)
PRACTICE = {
    "billing_npi": "1234567893",
    "billing": {
        "name": "Synthetic Clinic",
        "tax_id": "123456789",
        "tax_id_kind": "ein",
        "contact": "Billing Office",
        "phone": "5550100000",
        "address": {"street": "1 Example Street", "city": "Springfield", "state": "NY", "zip": "100010001"},
    },
    "submitter_id": "SENDER1",
    "receiver_id": "RECEIVER1",
    "receiver_name": "Synthetic House",
    "charges": {"97750": "60.00"},
    RENDERING: {"DPM-provider": {"last_name": "Provider", "first_name": "Demo", "npi": "1234567893"}},
}
COVERAGE = {
    "payer": {"id": "12345", "name": "Synthetic Medicare", "kind": "MB"},
    "subscriber": {
        "id": "1EG4TE5MK73",
        "relation": "self",
        "last_name": "Patient",
        "first_name": "Demo",
        "birth_date": "1948-03-02",
        "sex": "female",
        "postal_address": {"street": "2 Example Street", "city": "Springfield", "state": "NY", "zip": "10001"},
    },
    "accepts_assignment": True,
    "benefits_assigned": True,
    "release_signed": True,
}
DETAILS = {"accident_related": False, "therapy_before_visit_usd": "100.00"}


@pytest.fixture
def signed(seen, tested, provider) -> Visit:
    return finished(seen, tested, provider)


def reviews(visit, *, unsettled=True) -> list[str]:
    shown = decision_shown(visit, signature_of(visit))["reviews"]
    return [one["id"] for one in shown if not unsettled or one["settled_by"] is None]


def settle_all(visit, by):
    for review in reviews(visit):
        review_settle(visit=visit, review=review, reason="looked at; the record stands", by=by, at=LATER)


def give(visit, biller):
    practice_give(data=PRACTICE, first_day=FIRST_DAY, by=biller, at=AT)
    coverage_give(patient=visit.patient, data=COVERAGE, first_day=FIRST_DAY, by=biller, at=AT)
    claim_describe(visit=visit, data=DETAILS, by=biller, at=LATER)


@pytest.fixture
def ready(signed, provider, biller) -> Visit:
    """Every review settled, everything given."""
    give(signed, biller)
    settle_all(signed, provider)
    return fresh(signed)


@pytest.fixture
def billing(client, ready, biller):
    client.force_login(biller)
    return client


def claim_page(client, visit, **typed):
    address = reverse("billing:claim", args=[visit.pk])
    return client.post(address, {"operation": str(uuid4()), **typed}) if typed else client.get(address)


def upload(client, text: str | bytes):
    content = text.encode() if isinstance(text, str) else text
    typed = {"operation": str(uuid4()), "file": SimpleUploadedFile("answer.txt", content)}
    return client.post(reverse("billing:acknowledgements"), typed)


def test_a_review_is_settled_on_the_page_by_name_and_the_signature_stays(seen, signed):
    before = layers_of(signed)[0].assessment_sha256
    (review, *_rest) = reviews(signed)
    answer = seen.post(
        reverse("billing:review", args=[signed.pk, review]),
        {"operation": str(uuid4()), "reason": "set-up was skilled; see the ledger"},
    )
    assert answer.status_code == 302
    text = text_of(seen.get(reverse("billing:coding", args=[signed.pk])))
    assert "settled by Test Provider, DPM" in text
    assert "set-up was skilled; see the ledger" in text
    assert "Added after the signature" in text
    assert layers_of(signed)[0].assessment_sha256 == before
    assert AuditEvent.objects.filter(action="review.settle").count() == 1


def test_a_second_settlement_counts_and_the_first_stays_legible(seen, signed, provider):
    review = reviews(signed)[0]
    for reason in ("first reason", "second reason"):
        review_settle(visit=signed, review=review, reason=reason, by=provider, at=LATER)
    text = text_of(seen.get(reverse("billing:coding", args=[signed.pk])))
    assert text.rindex("second reason") < text.rindex("first reason")
    assert Settlement.objects.count() == 2


@pytest.mark.parametrize(("review", "reason", "says"), [("no_such", "why", "no such review"), (None, "  ", "reason")])
def test_nothing_is_settled_without_a_reason_or_a_review(signed, provider, review, reason, says):
    with pytest.raises(InputRefused, match=says):
        review_settle(visit=signed, review=review or reviews(signed)[0], reason=reason, by=provider, at=LATER)
    assert not Settlement.objects.exists()


@pytest.mark.parametrize("kind", ["biller", "assistant", "desk", "compliance", "administrator"])
def test_nobody_but_a_provider_settles_or_changes_units(signed, clinic, kind):
    who = person(clinic, kind)
    with pytest.raises(NotAllowed):
        review_settle(visit=signed, review=reviews(signed)[0], reason="why", by=who, at=LATER)
    with pytest.raises(NotAllowed):
        units_change(visit=signed, units=1, reason="why", by=who, at=LATER)


def test_an_open_visit_takes_no_settlement_and_shows_no_claim(seen, tested, provider):
    with pytest.raises(VisitClosed):
        review_settle(visit=tested, review="contractor_reading_differs", reason="why", by=provider, at=LATER)
    assert seen.get(reverse("billing:claim", args=[tested.pk])).status_code == 404
    assert seen.get(reverse("billing:units", args=[tested.pk])).status_code == 404
    assert "Claim" not in text_of(seen.get(reverse("notes:note", args=[tested.pk])))


def test_units_set_by_hand_stand_on_every_page_and_on_the_claim(seen, ready, biller):
    typed = {"operation": str(uuid4()), "units": "1", "reason": "the second test was cut short"}
    assert seen.post(reverse("billing:units", args=[ready.pk]), typed).status_code == 302
    for name in ("billing:coding", "billing:coding_print"):
        text = text_of(seen.get(reverse(name, args=[ready.pk])))
        assert "The units were changed by DPM-provider: the second test was cut short" in text
        assert "As signed: " in text
    made = claims_make(visits=[ready], form="x12-837p", test=True, by=biller, at=LATER)
    assert b"SV1*HC:97750:GP*60*UN*1" in bytes(made.content).replace(b"60.00", b"60")
    assert FiledClaim.objects.get().units == 1
    assert "Units changed by the provider" in text_of(claim_page(seen, ready))


def test_units_set_to_none_at_all_make_no_claim(ready, provider, biller):
    units_change(visit=ready, units=0, reason="not to be billed", by=provider, at=LATER)
    assert decision_shown(ready, signature_of(ready))["answer"] == "no"
    with pytest.raises(InputRefused):
        claims_make(visits=[ready], form="x12-837p", test=True, by=biller, at=LATER)


@pytest.mark.parametrize("units", [3, 8, 10**12])
def test_units_are_never_set_above_what_time_gives(signed, provider, units):
    with pytest.raises(InputRefused, match="does not support"):
        units_change(visit=signed, units=units, reason="why", by=provider, at=LATER)
    assert not UnitsChange.objects.exists()


def test_a_change_of_units_is_taken_back_and_both_stay_on_record(signed, provider):
    units_change(visit=signed, units=1, reason="cut short", by=provider, at=LATER)
    units_change(visit=signed, units=None, reason="it was not", by=provider, at=LATER + timedelta(minutes=1))
    assert decision_shown(signed, signature_of(signed))["units"] == 2
    assert UnitsChange.objects.count() == 2
    with pytest.raises(InputRefused, match="not changed"):
        units_change(visit=signed, units=None, reason="again", by=provider, at=LATER + timedelta(minutes=2))


def test_a_claim_is_refused_with_every_reason_until_reviews_are_settled_and_data_is_given(
    client, signed, provider, biller
):
    client.force_login(biller)
    text = text_of(claim_page(client, signed))
    assert "No claim may be made" in text
    assert "A review is open" in text
    assert claim_page(client, signed, form="x12-837p").status_code == 422
    settle_all(signed, provider)
    text = text_of(claim_page(client, signed))
    assert "The decision is yes; the claim still lacks" in text
    for lacking in ("the name of who bills", "the payer's name", "whether work or an accident is the cause"):
        assert lacking in text
    assert claim_page(client, signed, form="cms1500-pdf").status_code == 422
    assert not ClaimFile.objects.exists()


@pytest.mark.parametrize(
    ("form", "begins"), [("x12-837p", b"ISA*"), ("cms1500-pdf", b"%PDF"), ("fhir", b'{\n "resourceType": "Claim"')]
)
def test_each_form_is_made_kept_and_given_out_as_it_was(billing, ready, form, begins):
    assert claim_page(billing, ready, form=form).status_code == 302
    made = ClaimFile.objects.get()
    answer = billing.get(reverse("billing:file", args=[made.pk]))
    assert answer.content.startswith(begins)
    assert hashlib.sha256(answer.content).hexdigest() == made.sha256
    assert f"claim-{made.number}" in answer.headers["Content-Disposition"]
    assert made.sha256 in text_of(claim_page(billing, ready))


def test_the_837p_is_read_back_with_its_number_units_and_claim(billing, ready):
    from surefoot.interop.x12.v5010 import read_837p

    claim_page(billing, ready, form="x12-837p")
    text = bytes(ClaimFile.objects.get().content).decode()
    assert [claim_number(ready) in str(one) for one in read_837p(text)] == [True]
    assert "*000000001*0*P" in text


def test_a_second_file_to_be_paid_needs_a_reason_a_test_does_not(billing, ready):
    assert claim_page(billing, ready, form="x12-837p", test="on").status_code == 302
    assert claim_page(billing, ready, form="x12-837p").status_code == 302
    answer = claim_page(billing, ready, form="x12-837p")
    assert answer.status_code == 422
    assert "claimed twice" in text_of(answer)
    assert claim_page(billing, ready, form="x12-837p", reason="the first was lost on the way").status_code == 302
    assert [(one.number, one.test) for one in ClaimFile.objects.all()] == [(1, True), (2, False), (3, False)]


def test_the_same_form_twice_makes_one_file(billing, ready):
    operation = str(uuid4())
    for _ in range(2):
        claim_page(billing, ready, form="fhir", operation=operation)
    assert ClaimFile.objects.count() == 1


@pytest.mark.parametrize("minutes", [4, 7])
def test_where_time_is_short_no_claim_is_ever_made(client, seen, visit, provider, biller, minutes):
    short = finished(seen, enter(visit, provider, cut_to_minutes(minutes)), provider)
    give(short, biller)
    settle_all(short, provider)
    for form in ("x12-837p", "cms1500-pdf", "fhir"):
        with pytest.raises(InputRefused):
            claims_make(visits=[short], form=form, test=True, by=biller, at=LATER)
    client.force_login(biller)
    assert "No claim may be made" in text_of(claim_page(client, short))


def test_a_batch_is_whole_or_not_at_all(billing, ready, provider, biller):
    page = billing.get(reverse("billing:batch"))
    assert "may be made" in text_of(page)
    typed = {"operation": str(uuid4()), "visits": [str(ready.pk)]}
    assert billing.post(reverse("billing:batch"), typed).status_code == 302
    assert FiledClaim.objects.count() == 1
    text = text_of(billing.get(reverse("billing:batch")))
    assert "Every signed visit has a claim" in text
    with pytest.raises(InputRefused, match="No visit"):
        claims_make(visits=[], form="x12-837p", test=True, by=biller, at=LATER)


def test_only_a_biller_makes_claims_and_none_of_another_clinic(ready, provider, clinic, other_clinic_visit, biller):
    for kind in ("provider", "desk", "assistant", "compliance", "administrator"):
        with pytest.raises(NotAllowed):
            claims_make(visits=[ready], form="fhir", test=True, by=person(clinic, kind), at=LATER)
    with pytest.raises(NotAllowed, match="another clinic"):
        claims_make(visits=[other_clinic_visit], form="fhir", test=True, by=biller, at=LATER)
    assert not ClaimFile.objects.exists()


def test_a_biller_signs_nothing(billing, tested):
    assert billing.get(reverse("notes:sign", args=[tested.pk])).status_code == 403


def test_another_clinics_file_is_not_there(client, ready, biller, other_clinic_visit):
    made = claims_make(visits=[ready], form="fhir", test=True, by=biller, at=LATER)
    client.force_login(make_user(other_clinic_visit.clinic, "biller", prefix="b_"))
    assert client.get(reverse("billing:file", args=[made.pk])).status_code == 404
    assert "None yet." in text_of(client.get(reverse("billing:batch")))


def answer_999(number: int, result: str = "A") -> str:
    isa = "ISA*00*          *00*          *ZZ*RECEIVER1      *ZZ*SENDER1        *261121*0900*^*00501*000000077*0*P*:~"
    return (
        f"{isa}GS*FA*RECEIVER1*SENDER1*20261121*0900*77*X*005010X231A1~ST*999*0001*005010X231A1~"
        f"AK1*HC*{number}*005010X222A1~AK2*837*0001*005010X222A1~IK5*{result}~AK9*{result}*1*1*1~SE*6*0001~GE*1*77~IEA*1*000000077~"
    )


def answer_277(claim: str, status: str = "A2:20", action: str = "WQ") -> str:
    isa = "ISA*00*          *00*          *ZZ*RECEIVER1      *ZZ*SENDER1        *261121*0900*^*00501*000000078*0*P*:~"
    return (
        f"{isa}GS*HN*RECEIVER1*SENDER1*20261121*0900*78*X*005010X214~ST*277*0001*005010X214~BHT*0085*08*1*20261121*0900*TH~"
        f"HL*4*3*PT~NM1*QC*1*PATIENT*DEMO****MI*1EG4TE5MK73~TRN*2*{claim}~STC*{status}*20261121*{action}*120~SE*7*0001~GE*1*78~IEA*1*000000078~"
    )


def test_what_came_back_stands_at_the_claim(billing, ready):
    claim_page(billing, ready, form="x12-837p")
    number = ClaimFile.objects.get().number
    assert upload(billing, answer_999(number)).status_code == 302
    assert upload(billing, answer_277(claim_number(ready), "A3:21", "U")).status_code == 302
    text = text_of(claim_page(billing, ready))
    assert "accepted" in text
    assert "rejected" in text
    assert "A3:21" in text
    assert {one.told["kind"] for one in PayerAnswer.objects.filter(filed__isnull=True)} == {"999"}


def test_an_answer_to_nobodys_claim_is_kept_and_says_so(billing):
    assert upload(billing, answer_277("SOMEBODYELSE")).status_code == 302
    assert "Names no file or claim of this clinic" in text_of(billing.get(reverse("billing:acknowledgements")))


def test_the_same_answer_is_taken_once(billing, ready):
    claim_page(billing, ready, form="x12-837p")
    assert upload(billing, answer_999(1)).status_code == 302
    again = upload(billing, answer_999(1))
    assert again.status_code == 422
    assert "taken before" in text_of(again)
    assert Acknowledgement.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"\x00\xff" * 500, b"ISA" + b"*" * 200, answer_999(1).encode()[:140], b"%PDF-1.7 ..."],
    ids=["empty", "text", "bytes", "stars", "cut", "pdf"],
)
def test_an_odd_file_gives_one_clear_error_and_nothing_is_kept(billing, content):
    answer = upload(billing, content)
    assert answer.status_code == 422
    assert "Send the file as the clearing house" in text_of(answer)
    assert not Acknowledgement.objects.exists()


def test_a_file_of_over_a_megabyte_is_refused(billing):
    answer = upload(billing, answer_999(1).encode() + b" " * 1_000_001)
    assert answer.status_code == 422
    assert "more than 1 MB" in text_of(answer)


def test_a_form_of_data_places_each_fault_beside_its_field_and_keeps_what_was_typed(billing):
    typed = {"operation": str(uuid4()), "first_day": "2026-01-01", "name": "Synthetic Clinic", "npi": "1234567890"}
    answer = billing.post(reverse("billing:practice"), typed)
    text = text_of(answer)
    assert answer.status_code == 422
    assert "check digit does not fit" in text
    assert 'value="Synthetic Clinic"' in answer.content.decode()
    answer = billing.post(reverse("billing:practice"), typed | {"npi": "1234567893", "state": "ny", "tax_id": "12-3"})
    assert answer.status_code == 422
    assert "two capitals" in text_of(answer)
    assert "nine digits" in text_of(answer)


def test_data_hold_from_their_day_and_not_known_stays_not_known(billing, ready):
    typed = {"operation": str(uuid4()), "first_day": "2026-12-01", "payer_name": "Another", "accepts_assignment": ""}
    address = reverse("billing:coverage", args=[ready.patient_id])
    assert billing.post(address, typed).status_code == 302
    assert claim_part(ready)["payer"]["name"] == "Synthetic Medicare"
    later = Patient.objects.get(pk=ready.patient_id).coverages.last()
    assert "accepts_assignment" not in later.data


def test_where_the_sealed_knowledge_is_lost_nothing_is_decided_with_another(signed, provider, monkeypatch):
    review_settle(visit=signed, review=reviews(signed)[0], reason="looked at", by=provider, at=LATER)
    layer = signature_of(signed)
    lost = SignedLayer(**{field.attname: getattr(layer, field.attname) for field in SignedLayer._meta.fields})
    lost.knowledge_digest, lost.knowledge_pack = "0" * 64, "packs/none.json"
    with pytest.raises(PackLost, match="cannot be read"):
        decision_shown(signed, lost)


def test_no_page_of_a_claim_tells_how_to_reach_more(billing, ready):
    for name in ("billing:claim", "billing:claim_details"):
        assert "next unit" not in text_of(billing.get(reverse(name, args=[ready.pk])))


def test_money_stands_in_a_fhir_claim_to_the_cent(billing, ready):
    claim_page(billing, ready, form="fhir")
    resource = json.loads(bytes(ClaimFile.objects.get().content))
    assert resource["total"]["value"] == 120.00
