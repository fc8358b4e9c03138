# ruff: noqa: F811 - fixtures of another module
"""Several visits of a day make one claim: that of the visit signed last, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from surefoot_web.billing.actions import claims_make
from surefoot_web.records.faults import InputRefused
from surefoot_web.visits import actions as visit_actions

from .conftest import AT
from .test_claims import LATER, give, settle_all
from .test_note import _the_clock_stands  # noqa: F401 - fixtures
from .test_plan import seen, tested, text_of  # noqa: F401 - fixtures
from .test_same_day_visits import AFTERNOON, perform, reviewed, second_visit, signed

MORNING = AT + timedelta(minutes=31)
EVENING = AFTERNOON + timedelta(hours=3)


@pytest.fixture
def afternoon(tested, patient, provider):
    """A function that works the second visit through, with what its own decision needs, and signs it."""

    def worked():
        second = second_visit(patient, provider)
        perform(second, provider)
        described = {"reason": "two falls since August, unsteady on stairs", "diagnoses": ["R29.6"]}
        described |= {"plan_of_care_certified_on": AT.date(), "retest_reason": "walked less surely after lunch"}
        visit_actions.visit_describe(visit=second, by=provider, at=AFTERNOON, **described)
        return signed(reviewed(second, provider), provider, AFTERNOON + timedelta(minutes=30))

    return worked


def made(visit, biller, **more):
    return claims_make(visits=[visit], form="x12-837p", by=biller, at=EVENING, **{"test": False, **more})


def test_the_visit_signed_last_makes_the_claim_of_both(tested, afternoon, provider, biller):
    first = signed(tested, provider, MORNING)
    second = afternoon()
    give(first, biller)
    give(second, biller)
    settle_all(second, provider)
    with pytest.raises(InputRefused, match="signed later"):
        made(first, biller)
    assert made(second, biller).claims.get().units == 2


def test_while_the_second_is_open_neither_makes_one(client, tested, patient, provider, biller):
    first = signed(tested, provider, MORNING)
    give(first, biller)
    settle_all(first, provider)
    second_visit(patient, provider)
    with pytest.raises(InputRefused, match="not signed yet"):
        made(first, biller)
    client.force_login(biller)
    assert "not signed yet" in text_of(client.get(reverse("billing:claim", args=[first.pk])))


def test_a_day_claimed_before_the_second_visit_is_not_claimed_again_in_silence(tested, afternoon, provider, biller):
    first = signed(tested, provider, MORNING)
    give(first, biller)
    settle_all(first, provider)
    claims_make(visits=[first], form="x12-837p", test=False, by=biller, at=LATER)
    second = afternoon()
    give(second, biller)
    settle_all(second, provider)
    with pytest.raises(InputRefused, match="another visit of the patient"):
        made(second, biller)
    assert made(second, biller, reason="replaces the claim of the morning").number == 2
