# ruff: noqa: F811 - fixtures of another module
"""Characters that no claim can carry, typed into what a claim needs: one message, never a failure, never in a file."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from surefoot_web.billing.actions import coverage_give
from surefoot_web.billing.forms_data import CoverageForm
from surefoot_web.billing.models import ClaimData, ClaimFile

from .test_claims import COVERAGE, FIRST_DAY, LATER, billing, claim_page, ready, signed  # noqa: F401 - fixtures
from .test_note import _the_clock_stands  # noqa: F401 - fixture
from .test_plan import person, seen, tested, text_of  # noqa: F401 - fixtures

SIGNS = {
    "nul": "\x00",
    "bell": "\x07",
    "line": "\n",
    "return": "\r",
    "escape": "\x1b",
    "delete": "\x7f",
    "next_line": "\x85",
    "right_to_left": "\u202e",
    "zero_width": "\u200b",
    "line_separator": "\u2028",
    "byte_order": "\ufeff",
    "segment": "~",
    "element": "*",
    "component": ":",
    "repeat": "^",
    "emoji": "\U0001f9b6",
}
SEEN = {"segment", "element", "component", "repeat", "emoji"}  # signs that can be read: each format tells for itself
FORMS = ("x12-837p", "cms1500-pdf", "fhir")


def typed_of(form) -> dict[str, str]:
    return {name: form.initial.get(name, "") or "" for name in form.fields}


FIELDS = ("last_name", "payer_name", "subscriber_id", "street", "city", "payer_id")


def typed_with(sign: str, field: str) -> dict[str, str]:
    form = CoverageForm(held=COVERAGE, initial={"first_day": FIRST_DAY})
    typed = {name: form.initial.get(name, "") or "" for name in form.fields}
    return typed | {field: f"{typed[field]}{sign}X", "operation": str(uuid4())}


@pytest.mark.parametrize("sign", [sign for name, sign in SIGNS.items() if name not in SEEN])
def test_a_sign_that_nobody_sees_is_told_beside_its_field_and_not_kept(billing, ready, sign):
    for field in FIELDS:
        answer = billing.post(reverse("billing:coverage", args=[ready.patient_id]), typed_with(sign, field))
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
    assert ClaimData.objects.filter(patient=ready.patient).count() == 1
    assert claim_page(billing, ready).status_code == 200


@pytest.mark.parametrize("sign", [SIGNS[name] for name in sorted(SEEN)])
def test_a_sign_that_one_format_cannot_hold_is_told_with_its_text_and_makes_no_file(billing, ready, sign):
    for field in FIELDS:
        assert (
            billing.post(reverse("billing:coverage", args=[ready.patient_id]), typed_with(sign, field)).status_code
            == 302
        )
        made = claim_page(billing, ready, form="x12-837p", test="on")
        assert made.status_code == 422
        assert f"cannot hold {sign} in “" in text_of(made)
    assert not ClaimFile.objects.exists()
    assert billing.get(reverse("billing:batch")).status_code == 200


def test_what_stands_on_record_from_before_is_refused_by_every_format(billing, ready, biller):
    held = COVERAGE | {"payer": COVERAGE["payer"] | {"name": "Synthetic\u202eMedicare"}}
    coverage_give(patient=ready.patient, data=held, first_day=FIRST_DAY, by=biller, at=LATER)
    for form in FORMS:
        answer = claim_page(billing, ready, form=form, test="on")
        assert answer.status_code == 422
    assert "U+202E" in text_of(answer)
    assert not ClaimFile.objects.exists()


@pytest.mark.parametrize(
    ("release", "says"), [(False, "the record says there is none"), (None, "whether the patient signed the release")]
)
def test_no_claim_to_medicare_without_the_patients_signature(billing, ready, biller, release, says):
    held = {key: value for key, value in COVERAGE.items() if key != "release_signed"}
    held = held if release is None else held | {"release_signed": release}
    coverage_give(patient=ready.patient, data=held, first_day=FIRST_DAY, by=biller, at=LATER)
    for form in FORMS:
        assert claim_page(billing, ready, form=form, test="on").status_code == 422
    assert not ClaimFile.objects.exists()
    assert says in text_of(claim_page(billing, ready))
