"""The stage tells which trial counts and when none does; a trial keeps the course, the chair and the floor it was done on."""

from __future__ import annotations

import pytest

from surefoot.knowledge import load
from surefoot_web.visits.models import Trial

from .workspace_steps import page, pane, save

BATTERY = [
    {"part": "side_by_side", "time_s": "10"},
    {"part": "semi_tandem", "time_s": "10"},
    {"part": "tandem", "time_s": "6"},
    {"part": "walk", "course": "four_metres", "time_s": "5"},
    {"part": "chair", "time_s": "14", "used_arms": "no"},
]


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


def plain(html: str) -> str:
    return html.replace("&#x27;", "'").replace("&amp;", "&")


@pytest.mark.parametrize("test", list(load().tests))
def test_the_stage_says_which_trial_counts_which_side_and_when_none_counts(staff, visit, test):
    html, protocol = plain(page(staff, visit, test)), load().tests[test]["protocol"]
    for line in (protocol["counts"], protocol["sides"], *protocol["validity"]):
        assert line in html


@pytest.mark.parametrize("test", list(load().tests))
def test_the_form_asks_for_what_the_protocol_holds_fixed_and_for_nothing_else(staff, visit, test):
    html = pane(page(staff, visit, test), "stage")
    fixed = {condition["id"] for condition in load().tests[test].get("conditions", ())}
    for name in ("course_m", "chair_height_cm", "floor"):
        assert (f'name="{name}"' in html) is (name in fixed)


def test_another_course_is_kept_and_takes_the_result_out_of_comparison(staff, visit):
    html = plain(save(staff, visit, time_s="14.2", course_m="4", floor="carpet").content.decode())
    html = html or plain(page(staff, visit))
    assert Trial.objects.get(visit=visit).fields == {"time_s": 14.2, "course_m": 4, "floor": "carpet", "aid": "none"}
    html = plain(page(staff, visit))
    assert "done differently: length of the course 4 m, the protocol has 3 m (10 ft)" in html
    assert "not compared with limits or norms" in html


def test_what_was_as_the_protocol_says_is_left_open_and_compared(staff, visit):
    save(staff, visit, time_s="14.2", course_m="", chair_height_cm="", floor="")
    assert Trial.objects.get(visit=visit).fields == {"time_s": 14.2, "aid": "none"}
    assert "at or above the limit of 12 s" in plain(page(staff, visit))


@pytest.mark.parametrize(("typed", "says"), [("four", "is not a number"), ("400", "between 0.5 and 100")])
def test_a_course_that_cannot_be_is_refused(staff, visit, typed, says):
    reply = save(staff, visit, time_s="14.2", course_m=typed)
    assert reply.status_code == 422
    assert not Trial.objects.filter(visit=visit).exists()


def test_the_battery_is_recorded_part_by_part_and_adds_itself_up(staff, visit):
    for trial in BATTERY[:4]:
        assert save(staff, visit, "sppb", **trial).status_code in (200, 302)
    html = plain(page(staff, visit, "sppb"))
    assert "between 6 and 10 points" in html
    save(staff, visit, "sppb", **BATTERY[4])
    html = plain(page(staff, visit, "sppb"))
    assert "Short Physical Performance Battery 8 points of 12" in html


def test_a_part_that_was_tried_and_not_done_scores_zero(staff, visit):
    save(staff, visit, "sppb", save="unable", part="walk", course="four_metres")
    html = plain(page(staff, visit, "sppb"))
    assert "Walk of 4 m 0 points of 4 (attempted and unable)" in html


def test_a_trial_with_a_touched_cane_does_not_count(staff, visit):
    save(staff, visit, "four_square_step", time_s="12", object_touched="yes")
    assert "no valid trial: a cane was touched" in plain(page(staff, visit, "four_square_step"))


def test_a_norm_that_was_left_out_says_why(staff, visit):
    save(staff, visit, "single_leg_stance", time_s="12")
    assert "not compared: its numbers rest on 3 trials, this result on 1" in plain(
        page(staff, visit, "single_leg_stance")
    )
