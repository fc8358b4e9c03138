"""What the workspace says comes next: when every test has an entry, while testing is halted, and when a visit ended early."""

from __future__ import annotations

import pytest
from django.urls import reverse

from surefoot_web.config.knowledge import load
from surefoot_web.visits import actions
from surefoot_web.visits.battery import standard_of

from .conftest import AT
from .workspace_steps import address, page

DONE = "Every test has a result, or a reason why there is none"
HALTED = "No clock starts while testing is halted"


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


def all_said(visit, provider) -> None:
    for test in standard_of(load()):
        actions.test_not_done(visit=visit, test=test, reason="declined", by=provider, at=AT)


def test_when_nothing_is_open_the_stage_leads_on(staff, visit, provider):
    assert DONE not in page(staff, visit)
    all_said(visit, provider)
    stage = page(staff, visit).partition(DONE)[2].partition("</section>")[0]
    assert address("review", visit) in stage
    staff.post(address("review", visit))
    stage = page(staff, visit).partition(DONE)[2].partition("</section>")[0]
    assert reverse("plans:plan", args=[visit.pk]) in stage
    assert DONE not in page(staff, visit, "grip_strength"), "a test that was added is open"


def test_while_testing_is_halted_no_button_starts_a_clock(staff, visit, provider):
    event = actions.incident_open(visit=visit, by=provider, at=AT)
    html = page(staff, visit)
    assert 'name="command" value="start"' not in html
    after = html.partition(HALTED)[2].partition("</section>")[0]
    assert address("incident", visit, event.incident_id) in after
    given = {"visit": visit, "incident_id": event.incident_id, "by": provider, "at": AT}
    actions.incident_describe(what="near_fall", injury="no", **given)
    assert "Release the testing" in page(staff, visit).partition(HALTED)[2]
    actions.incident_release(reason="rested, steady again", **given)
    assert 'name="command" value="start"' in page(staff, visit)


def test_a_visit_that_ended_early_leads_to_note_and_plan(staff, visit, provider, client, desk):
    actions.visit_end_early(visit=visit, reason="felt unwell", by=provider, at=AT)
    shown = staff.get(address("visit", visit)).content.decode().partition("What was done can still be signed")[2]
    for name in ("notes:note", "plans:plan"):
        assert reverse(name, args=[visit.pk]) in shown
    client.force_login(desk)
    assert "What was done can still be signed" not in client.get(address("visit", visit)).content.decode()
