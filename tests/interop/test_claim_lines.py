"""Units that differ in their modifiers stand on lines of their own; units that differ in nothing on one."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal

import pytest

from surefoot import assess
from surefoot.interop.claims import ClaimRefused
from surefoot.interop.claims.checks import checks
from surefoot.interop.cms1500 import items_of
from surefoot.interop.fhir.r4 import claim_resource
from surefoot.interop.x12.v5010 import write_837p
from tests.interop.claims import KNOWLEDGE, TODAY, WHOLE, case_with, claim_from
from tests.interop.test_x12 import EXCHANGE, checked_elsewhere, segments

REVIEWS = ("assistant_in_part", "contractor_reading_differs", "assistant_split_open")


def shared():
    """A therapist for 15 minutes, an assistant for 15."""
    case = deepcopy(WHOLE)
    who = case["visit"]["provider"]
    case["providers"] = [case["providers"][0] | {"credential": "PT"}, {"id": "PTA-2", "credential": "PTA"}]
    whole = {"activity": "perform", "patient_present": True, "one_on_one": True}
    case["ledger"] = [
        whole | {"start": "2026-11-20T09:00:00-05:00", "end": "2026-11-20T09:15:00-05:00", "provider": who},
        whole | {"start": "2026-11-20T09:15:00-05:00", "end": "2026-11-20T09:30:00-05:00", "provider": "PTA-2"},
    ]
    attested = case["clinic"]["scope_attested"][0]
    case["clinic"]["scope_attested"] = [attested | {"credential": word} for word in ("PT", "PTA")]
    case["settled"] += [case["settled"][0] | {"review": review} for review in REVIEWS]
    return case


def test_a_line_for_each_set_of_modifiers():
    claim = claim_from(shared())
    assert [(line.units, line.modifiers, line.charge) for line in claim.lines] == [
        (1, ("GP",), Decimal("75.00")),
        (1, ("GP", "CQ"), Decimal("75.00")),
    ]
    assert claim.total == Decimal("150.00")


def test_every_format_holds_both_lines():
    claim = claim_from(shared())
    rows = items_of(claim)["lines"]
    boxes = [{item.number: item.value for item in row} for row in rows]
    assert [box["24D"] for box in boxes] == ["97750 GP", "97750 GP CQ"]
    items = claim_resource(claim, TODAY)["item"]
    assert [len(item["modifier"]) for item in items] == [1, 2]
    assert [item["quantity"]["value"] for item in items] == [1, 1]


def test_the_837p_is_valid_with_two_lines():
    file = write_837p([claim_from(shared())], EXCHANGE)
    valid, answer = checked_elsewhere(file)
    assert valid, answer
    assert [segment[1:5] for segment in segments(file) if segment[0] == "SV1"] == [
        ["HC:97750:GP", "75", "UN", "1"],
        ["HC:97750:GP:CQ", "75", "UN", "1"],
    ]


def test_two_lines_that_differ_in_nothing_are_a_fault():
    case = shared()
    claim, billing = claim_from(case), assess(case, KNOWLEDGE)["billing"]
    twice = replace(claim, lines=(claim.lines[0], claim.lines[0]))
    assert [fault.code for fault in checks(twice, billing, KNOWLEDGE, TODAY)] == ["SF-B017"]


def test_the_limit_of_the_day_holds_over_all_lines():
    case = shared()
    claim, billing = claim_from(case), assess(case, KNOWLEDGE)["billing"]
    many = replace(claim, lines=tuple(replace(line, units=5) for line in claim.lines))
    assert {fault.code for fault in checks(many, billing, KNOWLEDGE, TODAY)} == {"SF-B014"}


@pytest.mark.parametrize("setting", ["office", "hospital_outpatient"])
def test_an_institutional_bill_is_never_written_as_a_professional_claim(setting):
    case = case_with(visit__payer_policy="cms_hospital_outpatient", visit__setting=setting)
    with pytest.raises(ClaimRefused) as refused:
        claim_from(case)
    assert "SF-B001" in {fault.code for fault in refused.value.faults}
