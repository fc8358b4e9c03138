"""The order of the tests of a visit: by buttons, kept, seen by everybody, and without any weight in what counts. And why each usual test stands there."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client

from surefoot_web.config.knowledge import load
from surefoot_web.records.faults import InputRefused, VisitClosed
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits import actions
from surefoot_web.visits.actions.trials import open_tests_end
from surefoot_web.visits.battery import order_of, standard_of
from surefoot_web.visits.case import case_of
from surefoot_web.visits.models import BatteryOrder
from surefoot_web.visits.tests import live_trials

from .conftest import AT, fresh
from .workspace_steps import address, page

USUAL = ["tug", "gait_speed", "chair_stand_30s", "four_stage_balance", "single_leg_stance", "orthostatic_bp"]


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


def order_on(html: str) -> list[str]:
    """The tests in the order in which the battery shows them."""
    battery = html.partition('id="battery"')[2].partition('class="order"')[0]
    return re.findall(r'href="[^"]*/tests/(\w+)/#stage"', battery)


def move(client: Client, visit, test: str, to: str, stage: str = "tug", **more):
    return client.post(address("test_move", visit, test), {"to": to, "stage": stage, **more})


def test_one_press_moves_a_test_and_everybody_sees_it(staff, visit, assistant):
    assert order_on(page(staff, visit)) == standard_of(load()) == USUAL
    before = AuditEvent.objects.count()
    reply = move(staff, visit, "chair_stand_30s", "earlier")
    assert reply.headers["Location"].endswith("/tests/tug/?order=1#earlier-chair_stand_30s")
    assert AuditEvent.objects.count() == before + 1
    event = AuditEvent.objects.order_by("id").last()
    assert (event.action, event.detail["test"], event.detail["place"]) == ("test.move", "chair_stand_30s", 2)
    moved = ["tug", "chair_stand_30s", "gait_speed", *USUAL[3:]]
    other = Client()
    other.force_login(assistant)
    assert order_on(page(staff, visit)) == order_on(page(other, visit)) == moved


def test_the_list_stays_open_with_the_focus_on_the_button_that_goes_on(staff, visit):
    html = staff.get(move(staff, visit, "gait_speed", "earlier").headers["Location"]).content.decode()
    assert '<details class="order" open>' in html
    assert 'id="later-gait_speed"' in html
    assert 'id="earlier-gait_speed"' not in html, "it is the first"
    assert move(staff, visit, "tug", "earlier").headers["Location"].endswith("#later-tug")
    assert move(staff, visit, "single_leg_stance", "later").headers["Location"].endswith("#earlier-single_leg_stance")


def test_the_visit_goes_on_with_the_first_open_test_of_this_order(staff, visit):
    for _ in range(2):
        move(staff, visit, "chair_stand_30s", "earlier")
    html = staff.get(address("visit", visit)).content.decode()
    assert re.search(r'<h2 id="stage-title">([^<]+)', html)[1] == load().tests["chair_stand_30s"]["label"]


def test_a_test_added_later_goes_to_the_end_and_can_be_moved_itself(staff, visit, provider):
    move(staff, visit, "orthostatic_bp", "earlier")
    usual = [*USUAL[:4], "orthostatic_bp", "single_leg_stance"]
    assert order_on(page(staff, visit, "grip_strength")) == [*usual, "grip_strength"]
    actions.test_not_done(visit=visit, test="heel_rise", reason="declined", by=provider, at=AT)
    assert order_on(page(staff, visit, "grip_strength")) == [*usual, "heel_rise", "grip_strength"]
    assert move(staff, visit, "grip_strength", "earlier", stage="grip_strength").status_code == 302
    assert order_on(page(staff, visit, "grip_strength")) == [*usual, "grip_strength", "heel_rise"]
    assert order_on(page(staff, visit)) == [*usual, "heel_rise"], "a place brings no test in"


def test_the_order_changes_nothing_that_counts(staff, visit, provider):
    actions.test_trial_record(visit=visit, test="tug", fields={"time_s": 14.2}, by=provider, at=AT)
    before = case_of(fresh(visit))
    move(staff, visit, "tug", "later")
    assert case_of(fresh(visit)) == before
    open_tests_end(visit, by=provider, at=AT)
    assert {row.test for row in live_trials(visit)} == set(USUAL)


def test_what_cannot_be_is_refused(visit, provider):
    for test, to in (("tug", "earlier"), ("orthostatic_bp", "later"), ("grip_strength", "earlier"), ("tug", "up")):
        with pytest.raises(InputRefused) as refused:
            actions.test_move(visit=visit, test=test, to=to, on_stage="", by=provider, at=AT)
        assert refused.value.do
    assert not BatteryOrder.objects.exists()


def test_a_press_sent_twice_moves_once(staff, visit):
    operation = str(uuid4())
    for _twice in range(2):
        move(staff, visit, "four_stage_balance", "earlier", operation=operation)
    assert order_of(visit).index("four_stage_balance") == 2
    move(staff, visit, "four_stage_balance", "later", operation=operation)
    assert order_of(visit).index("four_stage_balance") == 3, "another button of the same page is another press"


def test_after_the_end_the_order_stands(staff, visit, provider):
    move(staff, visit, "tug", "later")
    actions.visit_end_early(visit=visit, reason="felt unwell", by=provider, at=AT)
    with pytest.raises(VisitClosed):
        actions.test_move(visit=visit, test="tug", to="later", on_stage="", by=provider, at=AT)
    assert move(staff, visit, "tug", "later").status_code == 409
    assert BatteryOrder.objects.count() == 1


def test_the_front_desk_moves_nothing(client, desk, visit):
    client.force_login(desk)
    assert "Change the order" not in page(client, visit)
    assert move(client, visit, "tug", "later").status_code == 403


def test_another_clinics_visit_is_not_there(staff, other_clinic_visit):
    assert move(staff, other_clinic_visit, "tug", "later").status_code == 404
    assert staff.post(address("test_move", other_clinic_visit, "no_such_test")).status_code == 404


@pytest.mark.parametrize("test", USUAL)
def test_each_usual_test_says_why_it_is_there_with_its_source(staff, visit, test):
    why = load().tests[test]["standard"]
    html = page(staff, visit)
    assert why["short"] in html
    assert len(why["short"]) <= 50, "few words"
    after = html.partition(why["says"])[2].partition("</details>")[0]
    assert why["says"] in html
    for id_ in why["source"]:
        assert load().sources[id_].cite[:30] in after


def test_a_test_that_is_added_lands_on_the_stage(staff, visit):
    html = page(staff, visit)
    added = html.partition("Add a test")[2].partition("</details>")[0]
    links = re.findall(r'href="([^"]+)"', added)
    assert links
    assert all(link.endswith("/#stage") for link in links)
    assert re.search(r'id="stage"[^>]* tabindex="-1"', html)
