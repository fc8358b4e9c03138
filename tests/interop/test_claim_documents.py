"""The paper form and the FHIR Claim say the same as the claim."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
import pytest

from surefoot.errors import CaseRefused
from surefoot.interop.cms1500 import items_of, render_cms1500
from surefoot.interop.fhir.r4 import claim_resource
from tests.interop.claims import WHOLE, case_with, claim_from

DAY = date(2026, 11, 25)


def test_the_form_holds_what_the_claim_says() -> None:
    parts = items_of(claim_from(WHOLE))
    boxes = {item.number: item.value for rows in parts.values() for row in rows for item in row if item.number}
    assert boxes["24D"] == "97750 GP"
    assert boxes["24G"] == "2"
    assert boxes["28"] == "150.00"
    assert boxes["21"] == "A. R29.6"
    assert boxes["24E"] == "A"
    assert boxes["11"] == "NONE"
    assert boxes["2"] == "Patient, Synthetic"
    assert boxes["33a"] == "1234567893"


def test_every_row_fills_the_page() -> None:
    parts = items_of(claim_from(WHOLE))
    widths = {sum(item.width for item in row) for part in ("people", "practice") for row in parts[part]}
    assert len(widths) == 1


def test_the_page_is_tagged_and_the_same_twice() -> None:
    claims = [claim_from(WHOLE), claim_from(case_with(claim__id="SYN-2"))]
    made = render_cms1500(claims)
    assert made == render_cms1500(claims)
    with pikepdf.open(io.BytesIO(made)) as file:
        assert len(file.pages) == 2
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "en-US"


@pytest.mark.parametrize("name", ["薬", "A\x00B", "\u202eB", "☃"])
def test_a_name_the_form_cannot_print_is_refused_and_not_replaced(name: str) -> None:
    with pytest.raises(CaseRefused, match="SF-B021"):
        render_cms1500([claim_from(case_with(claim__subscriber__last_name=name))])


def test_accents_are_printed_as_they_are() -> None:
    assert render_cms1500([claim_from(case_with(claim__subscriber__last_name="Núñez"))]).startswith(b"%PDF")


def test_the_resource() -> None:
    resource = claim_resource(claim_from(WHOLE), DAY)
    (item,) = resource["item"]
    assert item["productOrService"]["coding"] == [{"system": "http://www.ama-assn.org/go/cpt", "code": "97750"}]
    assert item["quantity"]["value"] == 2
    assert item["net"] == resource["total"] == {"value": 150.0, "currency": "USD"}
    contained = {f"#{one['id']}" for one in resource["contained"]}
    named = {resource["patient"]["reference"], resource["insurer"]["reference"], resource["provider"]["reference"]}
    assert named <= contained
    assert "display" not in str(item)
