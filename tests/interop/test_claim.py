"""A claim is drawn only from a yes with every review settled, and says everything that is missing or wrong at once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from surefoot.errors import CaseRefused
from surefoot.interop.claims import ClaimRefused
from surefoot.interop.cms1500 import items_of
from surefoot.interop.fhir.r4 import claim_resource
from surefoot.interop.x12.v5010 import write_837p
from tests.interop.claims import TODAY, WHOLE, case_with, claim_from
from tests.interop.test_x12 import EXCHANGE


def test_the_whole_claim() -> None:
    claim = claim_from(WHOLE)
    (line,) = claim.lines
    assert (line.code, line.units, line.modifiers, line.pointers) == ("97750", 2, ("GP",), (1,))
    assert claim.total == line.charge == Decimal("150.00")
    assert claim.place_of_service == "11"


def test_cents_stay_cents() -> None:
    claim = claim_from(case_with(claim__charges={"97750": "33.35"}))
    assert str(claim.total) == "66.70"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"report__signed": None}, "SF-B002"),
        ({"decisions": []}, "SF-B002"),
        ({"ledger": []}, "SF-B002"),
        ({"settled": []}, "SF-B003"),
        ({"visit__setting": "hospital_outpatient"}, "SF-B001"),
        ({"visit__status": "cancelled"}, "SF-B002"),
        ({"plan_of_care": None}, "SF-B002"),
    ],
)
def test_refused_where_the_answer_is_not_yes(change: dict[str, object], code: str) -> None:
    with pytest.raises(ClaimRefused) as refused:
        claim_from(case_with(**change))
    assert code in {fault.code for fault in refused.value.faults}


@pytest.mark.parametrize("left_out", ["reason", "by", "at"])
def test_a_review_is_settled_by_name_reason_and_time(left_out: str) -> None:
    settled = [{key: value for key, value in one.items() if key != left_out} for one in WHOLE["settled"]]
    with pytest.raises(ClaimRefused) as refused:
        claim_from(case_with(settled=settled))
    assert {fault.code for fault in refused.value.faults} == {"SF-B003"}


def test_settling_a_review_changes_no_decision() -> None:
    from surefoot import assess

    before, after = assess(case_with(settled=None))["billing"], assess(WHOLE)["billing"]
    assert (before["may_submit"], before["units"]) == (after["may_submit"], after["units"])
    assert {one["settled_by"] for one in before["reviews"]} == {None}
    assert {one["settled_by"] for one in after["reviews"]} == {"DPM-7"}


def test_everything_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(CaseRefused) as refused:
        claim_from(case_with(claim={}))
    places = {fault.where for fault in refused.value.faults}
    assert {"claim.id", "claim.billing_npi", "claim.subscriber.id", "claim.payer.kind", "claim.charges.97750"} <= places
    assert {fault.code for fault in refused.value.faults} == {"SF-B011"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"claim__billing_npi": "1234567890"}, "SF-B012"),
        ({"claim__rendering_npi": "1111111111"}, "SF-B012"),
        ({"visit__diagnoses": ["R29.6"] * 2}, "SF-B013"),
        ({"visit__diagnoses": [f"R29.{number}" for number in range(600, 613)] + ["R29.6"]}, "SF-B013"),
        ({"claim__charges": {"97750": "0.00"}}, "SF-B016"),
        ({"claim__accident_related": True}, "SF-B022"),
        ({"claim__release_signed": False}, "SF-B023"),
        ({"claim__subscriber__last_name": "Pat\u202eient"}, "SF-B021"),
        ({"claim__payer__name": "Synthetic\nMedicare"}, "SF-B021"),
    ],
)
def test_our_own_checks(change: dict[str, object], code: str) -> None:
    with pytest.raises(CaseRefused) as refused:
        claim_from(case_with(**change))
    assert code in {fault.code for fault in refused.value.faults}


def test_changed_units_are_marked_on_every_output() -> None:
    override = {"units": 1, "reason": "the second test was cut short", "by": "DPM-7", "at": "2026-11-20T13:00:00-05:00"}
    claim = claim_from(case_with(units_override=override))
    assert claim.lines[0].units == 1
    assert "NTE*ADD*UNITS CHANGED" in write_837p([claim], EXCHANGE)
    assert claim_resource(claim, TODAY)["supportingInfo"][0]["valueString"] == claim.note
    assert any(item.value == claim.note for row in items_of(claim)["people"] for item in row)


def test_nothing_is_stated_that_was_not_recorded() -> None:
    for key in ("accepts_assignment", "benefits_assigned", "release_signed", "accident_related"):
        with pytest.raises(CaseRefused) as refused:
            claim_from(case_with(**{f"claim__{key}": None}))
        assert [fault.where for fault in refused.value.faults] == [f"claim.{key}"]
    unsigned = {"claim__accepts_assignment": False, "claim__benefits_assigned": False, "claim__release_signed": False}
    claim = claim_from(case_with(claim__payer__kind="CI", **unsigned))
    assert "*Y*C*N*I~" in write_837p([claim], EXCHANGE)
    signatures = {
        item.number: item.value for row in items_of(claim)["people"] for item in row if "signature" in item.label
    }
    assert signatures == {"12": "NO SIGNATURE ON FILE", "13": "NO SIGNATURE ON FILE"}


def test_a_setting_that_could_be_several_places_asks() -> None:
    with pytest.raises(CaseRefused) as refused:
        claim_from(case_with(visit__setting="facility"))
    assert {fault.where for fault in refused.value.faults} == {"claim.place_of_service"}
    assert claim_from(case_with(visit__setting="facility", claim__place_of_service="32")).place_of_service == "32"


def test_lines_point_to_at_most_four_diagnoses() -> None:
    claim = claim_from(case_with(visit__diagnoses=["R29.6", "R26.81", "M62.81", "R42", "G62.9"]))
    assert claim.lines[0].pointers == (1, 2, 3, 4)


def test_a_patient_who_is_not_the_insured() -> None:
    person = {"last_name": "Patient", "first_name": "Second", "postal_address": WHOLE["claim"]["billing"]["address"]}
    claim = claim_from(case_with(claim__subscriber__relation="spouse", claim__patient=person))
    assert claim.patient is not None
    assert claim.patient.first_name == "Second"
    with pytest.raises(CaseRefused):
        claim_from(case_with(claim__subscriber__relation="cousin", claim__patient=person))
