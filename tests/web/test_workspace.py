"""The stage of the visit workspace: battery, stopwatch, trials, results; with plain forms, as without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest

from surefoot.cases import case_faults
from surefoot.knowledge import load
from surefoot_web.notes.actions import visit_sign
from surefoot_web.records.clock import now
from surefoot_web.visits.actions import visit_review
from surefoot_web.visits.battery import standard_of
from surefoot_web.visits.models import Stopwatch, Trial, TrialKind, VisitState

from .workspace_steps import address, clock, page, pane, save

LYING = {"supine_systolic_mmhg": "142", "supine_diastolic_mmhg": "80"}


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


def test_the_battery_offers_the_standard_tests_and_the_rest_can_be_added(staff, visit):
    battery = pane(page(staff, visit), "battery")
    for id_ in standard_of(load()):
        assert address("test", visit, id_) in battery
    more = battery[battery.index("Add a test") :]
    assert address("test", visit, "five_times_sit_to_stand") in more
    assert address("test", visit, "tug") not in more


def test_a_test_that_was_added_stays_once_it_has_an_entry(staff, visit):
    save(staff, visit, "five_times_sit_to_stand", time_s="13.1")
    battery = pane(page(staff, visit), "battery")
    assert address("test", visit, "five_times_sit_to_stand") in battery[: battery.index("Stop this visit")]
    assert "13.1 s" in battery


def test_the_visit_goes_on_with_the_first_test_that_is_open(staff, visit):
    assert staff.get(address("visit", visit)).context["test"].id == "tug"
    save(staff, visit, time_s="14.2")
    assert staff.get(address("visit", visit)).context["test"].id == "gait_speed"


def test_an_unknown_test_is_no_page(staff, visit):
    assert staff.get(address("test", visit, "tap_dance")).status_code == 404
    assert staff.post(address("trial_record", visit, "tap_dance")).status_code == 404


@pytest.mark.parametrize("test", list(load().tests))
def test_the_stage_shows_the_whole_protocol_and_every_field(staff, visit, test):
    html, entry = staff.get(address("test", visit, test)).content.decode(), load().tests[test]
    protocol = entry["protocol"]
    for line in (protocol["say"]["en"], *protocol["setup"], *protocol["steps"]):
        assert line in html.replace("&#x27;", "'").replace("&amp;", "&"), line
    for spec in entry["fields"]:
        assert f'name="{spec["id"]}"' in html


def test_the_words_to_say_come_in_the_patients_language(staff, visit, patient):
    patient.change(language="es")
    html = page(staff, visit)
    assert '<blockquote lang="es"><p>Cuando diga' in html
    assert '<blockquote lang="en">' in html


def test_a_trial_is_set_against_limits_and_norms_at_once(staff, visit):
    assert save(staff, visit, time_s="14.2").status_code == 302
    row = Trial.objects.get(visit=visit)
    assert (row.kind, row.test, row.fields) == (TrialKind.MEASURED, "tug", {"time_s": 14.2, "aid": "none"})
    stage = pane(page(staff, visit), "stage")
    assert "Timed Up and Go 14.2 s" in stage
    assert "limit of 12 s (CDC STEADI)" in stage
    assert "people aged 70 to 79 average 9.2 s" in stage
    assert '<figure class="picture"><div role="img" aria-label="Timed Up and Go' in stage
    assert "CDC STEADI. Assessment: Timed Up &amp; Go (TUG). 2017." in stage
    assert "secondary source" in stage
    visit.refresh_from_db()
    assert visit.state == VisitState.TESTING


def test_hands_on_help_is_kept_and_takes_the_result_out_of_comparison(staff, visit):
    save(staff, visit, time_s="20", assistance="on", event="near_fall", deviation="stopped at the turn")
    assert Trial.objects.get(visit=visit).fields == {
        "time_s": 20.0, "aid": "none", "assistance": True, "event": "near_fall", "deviation": "stopped at the turn",
    }  # fmt: skip
    assert "not compared with limits or norms" in pane(page(staff, visit), "stage")


def test_sides_and_choices_are_kept_as_a_case_spells_them(staff, visit):
    save(staff, visit, "single_leg_stance", time_s="4,5", side="left")
    save(staff, visit, "four_stage_balance", stage="tandem", time_s="6")
    save(staff, visit, "chair_stand_30s", stands_count="8", used_arms="no")
    kept = {row.test: row.fields for row in Trial.objects.filter(visit=visit)}
    assert kept["single_leg_stance"] == {"time_s": 4.5, "side": "left", "aid": "none"}
    assert kept["four_stage_balance"] == {"stage": "tandem", "time_s": 6.0, "aid": "none"}
    assert kept["chair_stand_30s"] == {"stands_count": 8, "used_arms": False, "aid": "none"}


def test_a_zero_is_a_measurement_and_not_an_empty_field(staff, visit):
    save(staff, visit, "chair_stand_30s", stands_count="0")
    save(staff, visit, "four_stage_balance", stage="tandem", time_s="0")
    kept = {row.test: row.fields for row in Trial.objects.filter(visit=visit)}
    assert kept["chair_stand_30s"]["stands_count"] == 0
    assert kept["four_stage_balance"]["time_s"] == 0


def test_orthostatic_pressure_is_entered_and_read(staff, visit):
    save(
        staff, visit, "orthostatic_bp",
        supine_systolic_mmhg="142", supine_diastolic_mmhg="80", standing_1min_systolic_mmhg="118",
        standing_1min_diastolic_mmhg="76",
    )  # fmt: skip
    assert "24 mmHg" in pane(page(staff, visit, "orthostatic_bp"), "stage")


@pytest.mark.parametrize(
    ("test", "typed", "field"),
    [
        ("tug", {"time_s": "542"}, "time_s"),
        ("tug", {"time_s": "0"}, "time_s"),
        ("chair_stand_30s", {"stands_count": "99"}, "stands_count"),
        ("four_stage_balance", {"stage": "tandem", "time_s": "11"}, "time_s"),
        ("gait_speed", {"speed_mps": "9"}, "speed_mps"),
    ],
)
def test_an_impossible_value_gets_the_librarys_own_words_and_stays_on_the_page(staff, visit, test, typed, field):
    reply = save(staff, visit, test, **typed)
    numbers = {name: value if name == "stage" else int(value) for name, value in typed.items()}
    case = {
        "schema": "surefoot-case/1", "patient": {}, "visit": {"date": "2026-11-20"},
        "tests": [{"test": test, "trials": [numbers]}],
    }  # fmt: skip
    (fault,) = case_faults(case, load())
    assert reply.status_code == 422
    html = reply.content.decode()
    assert fault.says.partition(": ")[2] in html
    assert fault.do in html
    assert "trial 1" not in html, "the page says which test it is"
    assert f'value="{typed[field]}"' in html
    assert not Trial.objects.filter(visit=visit).exists()


def test_pressures_in_the_wrong_order_are_refused(staff, visit):
    lying = {"supine_systolic_mmhg": "80", "supine_diastolic_mmhg": "120"}
    standing = {"standing_1min_systolic_mmhg": "80", "standing_1min_diastolic_mmhg": "70"}
    reply = save(staff, visit, "orthostatic_bp", **lying, **standing)
    assert reply.status_code == 422
    assert load().tests["orthostatic_bp"]["order_error"]["says"] in reply.content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [("14.2s", "is not a number"), ("", "Time is missing."), ("nan", "is not a number"), ("1e3", "is not a number")],
)
def test_what_is_no_number_is_refused_with_what_to_do(staff, visit, typed, says):
    reply = save(staff, visit, time_s=typed)
    assert reply.status_code == 422
    assert says in reply.content.decode()
    assert not Trial.objects.filter(visit=visit).exists()


@pytest.mark.parametrize(
    ("test", "typed", "says"),
    [
        ("tug", {"time_s": "-3"}, "-3 s"),
        ("tug", {"time_s": "99999999999"}, "99999999999 s"),
        ("chair_stand_30s", {"stands_count": "7.5"}, "“7.5” is not a whole number."),
    ],
)
def test_a_refused_number_is_said_as_it_was_typed(staff, visit, test, typed, says):
    assert says in save(staff, visit, test, **typed).content.decode()
    assert not Trial.objects.filter(visit=visit).exists()


def test_a_trial_without_any_measurement_is_refused(staff, visit):
    reply = save(staff, visit, "chair_stand_30s")
    assert "Nothing was measured yet." in reply.content.decode()
    assert not Trial.objects.filter(visit=visit).exists()


@pytest.mark.parametrize(
    ("test", "typed", "field", "says"),
    [
        ("gait_speed", {"time_s": "5"}, "distance_m", "Enter the distance too, or the speed alone."),
        ("gait_speed", {"distance_m": "4"}, "time_s", "Enter the time too, or the speed alone."),
    ],
)
def test_a_trial_that_gives_no_score_is_refused_beside_what_it_lacks(staff, visit, test, typed, field, says):
    reply = save(staff, visit, test, **typed)
    assert reply.status_code == 422
    assert says in str(reply.context["trial_form"].errors[field])
    assert not Trial.objects.filter(visit=visit).exists()


def test_a_pressure_taken_lying_down_alone_is_kept_for_it_may_be_why_nobody_stood_up(staff, visit):
    assert save(staff, visit, "orthostatic_bp", **LYING).status_code == 302
    assert "142 mmHg" in pane(page(staff, visit, "orthostatic_bp"), "stage")


def test_whole_and_practice_trials_of_gait_speed_are_taken(staff, visit):
    assert save(staff, visit, "gait_speed", time_s="5", distance_m="4").status_code == 302
    assert save(staff, visit, "gait_speed", speed_mps="0.8", practice="on").status_code == 302
    assert save(staff, visit, "gait_speed", save="unable", time_s="5").status_code == 302
    assert Trial.objects.filter(visit=visit).count() == 3


def test_attempted_and_unable_is_a_result_of_its_own(staff, visit):
    save(staff, visit, "chair_stand_30s", save="unable")
    assert Trial.objects.get(visit=visit).fields == {"aid": "none", "outcome": "unable"}
    assert "0 stands" in pane(page(staff, visit, "chair_stand_30s"), "stage"), "the protocol's own score"


def test_the_same_form_sent_twice_writes_once(staff, visit):
    operation = str(staff.get(address("test", visit, "tug")).context["operations"]["trial"])
    for _ in range(2):
        save(staff, visit, time_s="14.2", operation=operation)
    assert Trial.objects.filter(visit=visit).count() == 1


def test_not_done_needs_its_reason(staff, visit):
    reply = staff.post(address("not_done", visit, "single_leg_stance"), {})
    assert reply.status_code == 422
    assert "The reason is missing." in reply.content.decode()
    staff.post(address("not_done", visit, "single_leg_stance"), {"reason": "unsafe"})
    html = page(staff, visit, "single_leg_stance")
    assert "not done: unsafe" in pane(html, "battery")
    assert "Not done: Unsafe" in pane(html, "stage")


def test_a_measured_test_is_not_marked_as_not_done(staff, visit):
    save(staff, visit, time_s="14.2")
    assert "Record as not done" not in page(staff, visit)
    reply = staff.post(address("not_done", visit, "tug"), {"reason": "unsafe"})
    assert reply.status_code == 422
    assert "already has a measured trial" in reply.content.decode()


def test_an_entry_is_withdrawn_with_a_reason_and_never_erased(staff, visit):
    save(staff, visit, time_s="41.2")
    row = Trial.objects.get(visit=visit)
    withdraw = address("trial_withdraw", visit, row.pk)
    assert "A reason is missing." in staff.post(withdraw, {"reason": " "}).content.decode()
    assert staff.post(withdraw, {"reason": "typed wrong"}).status_code == 302
    assert Trial.objects.filter(visit=visit).count() == 2
    html = page(staff, visit)
    assert "41.2" in html.partition("Withdrawn")[2]
    assert "41.2" not in html.partition("Withdrawn")[0]
    assert "to do" in pane(html, "battery")


def test_the_stopwatch_survives_a_reload(staff, visit):
    clock(staff, visit, "start")
    run = Stopwatch.objects.get(visit=visit)
    for _ in range(2):
        html = page(staff, visit)
        assert f'data-started-at="{run.started_at.isoformat()}"' in html
        assert 'name="command" value="stop"' in html
    elsewhere = page(staff, visit, "gait_speed")
    assert 'value="stop"' in pane(elsewhere, "stage"), "a clock that runs is on the stage whatever test is opened"
    assert "Timed Up and Go" in pane(elsewhere, "stage")


def test_while_the_clock_runs_the_stage_shows_the_clock_alone(staff, visit):
    clock(staff, visit, "start")
    stage = pane(page(staff, visit), "stage")
    assert "Save the trial" not in stage
    assert "Stop when" in stage, "the safety words stay"


def test_without_javascript_the_servers_clock_gives_the_time_and_the_trial_says_so(staff, visit):
    clock(staff, visit, "start")
    Stopwatch.objects.filter(visit=visit).update(started_at=now() - timedelta(seconds=14))
    clock(staff, visit, "stop")
    html = page(staff, visit)
    shown = staff.get(address("test", visit, "tug")).context["trial_form"].initial["time_s"]
    assert 14 <= float(shown) < 16
    assert f'name="time_s" value="{shown}"' in html
    assert "the server’s clock gave the time" in html
    save(staff, visit, time_s=shown)
    assert Trial.objects.get(visit=visit).fields["interrupted_timing"] is True


def test_the_devices_own_clock_times_the_trial(staff, visit):
    clock(staff, visit, "start")
    clock(staff, visit, "stop", clock="device", time_s="14.23")
    assert Stopwatch.objects.get(visit=visit).page_elapsed_ms == 14230
    assert 'name="time_s" value="14.23"' in page(staff, visit)
    save(staff, visit, time_s="14.23")
    assert "interrupted_timing" not in Trial.objects.get(visit=visit).fields


def test_a_run_through_a_reload_is_flagged_even_when_the_page_counted_on(staff, visit):
    clock(staff, visit, "start")
    clock(staff, visit, "stop", clock="device", time_s="2.00", reloaded="1")
    run = Stopwatch.objects.get(visit=visit)
    assert run.page_elapsed_ms is None
    Stopwatch.objects.filter(visit=visit).update(started_at=run.stopped_at - timedelta(seconds=9))
    save(staff, visit, time_s="9")
    assert Trial.objects.get(visit=visit).fields["interrupted_timing"] is True


def test_a_time_typed_from_another_clock_is_not_flagged(staff, visit):
    clock(staff, visit, "start")
    clock(staff, visit, "stop")
    save(staff, visit, time_s="14.2")
    assert "interrupted_timing" not in Trial.objects.get(visit=visit).fields


def test_a_position_held_past_its_end_counts_to_its_end(staff, visit):
    clock(staff, visit, "start", "four_stage_balance")
    clock(staff, visit, "stop", "four_stage_balance", clock="device", time_s="10.64")
    assert 'name="time_s" value="10"' in page(staff, visit, "four_stage_balance")


def test_a_finished_run_can_be_put_aside_and_is_used_once(staff, visit):
    clock(staff, visit, "start")
    clock(staff, visit, "stop", clock="device", time_s="3.00")
    again = clock(staff, visit, "redo").headers["Location"]
    assert 'name="command" value="start"' in staff.get(again).content.decode()
    save(staff, visit, time_s="3.00")
    assert 'name="command" value="start"' in page(staff, visit), "after saving the clock is ready again"


def test_a_start_that_the_network_lost_is_made_good_by_the_stop(staff, visit):
    clock(staff, visit, "stop", clock="device", time_s="12.50")
    run = Stopwatch.objects.get(visit=visit)
    assert run.elapsed_s == 12.5
    assert 12 < (run.stopped_at - run.started_at).total_seconds() < 14


def test_a_second_stopwatch_is_refused(staff, visit):
    clock(staff, visit, "start")
    assert clock(staff, visit, "start", "gait_speed").status_code == 409


def test_a_start_while_the_clock_runs_says_so_and_shows_that_clock(staff, visit):
    clock(staff, visit, "start")
    html = clock(staff, visit, "start").content.decode()
    assert "The stopwatch already runs, for Timed Up and Go." in html
    assert 'value="stop"' in pane(html, "stage")


def test_the_pages_script_gets_a_bare_refusal_and_the_page_loaded_again_says_it(staff, visit):
    clock(staff, visit, "start")
    reply = staff.post(address("stopwatch", visit, "tug"), {"command": "start"}, headers={"X-Stopwatch": "1"})
    assert (reply.status_code, reply.content) == (409, b"")
    assert "The stopwatch already runs, for Timed Up and Go." in page(staff, visit)
    assert "The stopwatch already runs" not in page(staff, visit), "once"


def test_a_stop_on_another_tests_address_stops_nothing(staff, visit):
    clock(staff, visit, "start")
    reply = clock(staff, visit, "stop", "gait_speed", clock="device", time_s="3.00")
    assert reply.status_code == 409
    assert "for Timed Up and Go" in reply.content.decode()
    assert Stopwatch.objects.get(visit=visit).stopped_at is None


def test_urgent_signs_come_before_everything(staff, visit, provider):
    from surefoot_web.intake.actions import intake_answer, intake_hand_over

    intake_hand_over(visit=visit, language="en", by=provider)
    for key in ("falls_12m", "loss_of_consciousness"):
        intake_answer(
            visit=visit, section="fall_history", key=key, value=1 if key == "falls_12m" else True, by=provider
        )
    html = page(staff, visit)
    assert html.index('class="notice notice--stop"') < html.index('id="battery"')
    assert load().findings["loss_of_consciousness_with_fall"]["urgent"]["en"] in html


def test_the_front_desk_sees_the_visit_and_measures_nothing(client, desk, visit):
    client.force_login(desk)
    html = page(client, visit)
    assert "Save the trial" not in html
    assert "Start a clock" not in html
    assert save(client, visit, time_s="14.2").status_code == 403
    assert clock(client, visit, "start").status_code == 403


def test_another_clinics_visit_is_not_there(staff, other_clinic_visit):
    theirs = other_clinic_visit
    for name in ("visit", "end_early", "cancel", "entered_in_error", "span_enter"):
        assert staff.get(address(name, theirs)).status_code == 404
    assert save(staff, theirs, time_s="14.2").status_code == 404
    assert clock(staff, theirs, "start").status_code == 404
    assert not Trial.objects.filter(visit=theirs).exists()


@pytest.mark.parametrize("typed", [{"time_s": "14.2"}, {"time_s": ""}])
def test_a_trial_for_a_visit_that_is_over_gets_the_closed_page(staff, visit, provider, typed):
    save(staff, visit, time_s="13.1")
    visit_review(visit=visit, by=provider)
    visit_sign(visit=visit, by=provider)
    reply = save(staff, visit, **typed)
    html = reply.content.decode()
    assert reply.status_code == 409
    assert "This visit is signed and changes by addendum alone. Nothing was saved." in html
    assert "data-stopwatch" not in html
    assert "Save the trial" not in html
    assert Trial.objects.filter(visit=visit).count() == 1
