"""A second device on the stopwatch of a visit: how it joins, what it gets, who may not, and one clock whichever device pressed."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from surefoot_web.records.clock import now
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits.joining import digest
from surefoot_web.visits.models import Stopwatch, StopwatchDevice, Trial

from .workspace_steps import address, clock, page, save

JOIN, PAGE, STATE, PRESS = "/stopwatch/join/", "/stopwatch/", "/stopwatch/state/", "/stopwatch/press/"
SCRIPT = {"X-Stopwatch": "1"}


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


@pytest.fixture
def invited(staff, visit) -> str:
    """The address that the code holds."""
    reply = staff.post(address("devices", visit), {"test": "tug"})
    return reply.context["address"].partition("testserver")[2]


@pytest.fixture
def phone(invited) -> Client:
    joined = Client()
    assert joined.post(invited).status_code == 302
    return joined


def press(phone: Client, command: str, **more):
    return phone.post(PRESS, {"command": command, "test": "tug", **more}, headers=SCRIPT)


def test_the_code_joins_once_and_gives_the_stopwatch_alone(staff, visit, invited):
    phone = Client()
    assert "Join" in phone.get(invited).content.decode()
    assert StopwatchDevice.objects.get().joined_at is None, "looking at the address does not use it up"
    reply = phone.post(invited)
    assert (reply.status_code, reply.headers["Location"]) == (302, PAGE)
    html = phone.get(PAGE).content.decode()
    assert "Timed Up and Go" in html
    assert "Stop when" in html
    for hidden in (str(visit.patient), visit.patient.family_name, visit.reason, str(visit.pk), str(visit.patient_id)):
        assert hidden not in html
    for ours in (address("visit", visit), reverse("visits:today"), address("stopwatch_state", visit)):
        assert "/sign-in/" in phone.get(ours).headers["Location"]
    assert Client().post(invited).status_code == 404, "a second device is refused"


def test_only_digests_are_kept_and_the_cookie_is_for_the_stopwatch_alone(phone, invited):
    device, cookie = StopwatchDevice.objects.get(), phone.cookies["surefoot_stopwatch"]
    assert device.token_digest == digest(invited.removeprefix(JOIN).strip("/"))
    assert device.secret_digest == digest(cookie.value)
    assert (cookie["path"], cookie["samesite"], bool(cookie["httponly"])) == (PAGE, "Strict", True)


@pytest.mark.parametrize("change", ["old", "ended", "role", "inactive", "visit"])
def test_a_code_that_holds_no_longer_joins_nothing(staff, visit, provider, invited, change):
    _change(change, visit, provider)
    assert Client().get(invited).status_code == 404
    assert Client().post(invited).status_code == 404
    assert StopwatchDevice.objects.get().joined_at is None


@pytest.mark.parametrize("change", ["ended", "role", "inactive", "visit", "over"])
def test_a_device_is_bound_to_visit_person_and_role(staff, phone, visit, provider, change):
    assert phone.get(STATE).status_code == 200
    _change(change, visit, provider)
    for reply in (phone.get(PAGE), phone.get(STATE), press(phone, "start")):
        assert reply.status_code == 404
    assert not Stopwatch.objects.exists()


def _change(change, visit, provider):
    rows = StopwatchDevice.objects.all()
    if change == "old":
        rows.update(join_before=now())
    elif change == "over":
        rows.update(ends_at=now())
    elif change == "ended":
        rows.update(ended_at=now(), ended_by=provider)
    elif change == "visit":
        type(visit).objects.filter(pk=visit.pk).update(state="cancelled", status_reason="x")
    else:
        type(provider).objects.filter(pk=provider.pk).update(
            **({"role": "biller"} if change == "role" else {"is_active": False})
        )


def test_staff_end_a_device(staff, phone, visit):
    device = StopwatchDevice.objects.get()
    assert "Joined at" in staff.get(address("devices", visit)).content.decode()
    assert staff.post(address("device_end", visit, device.pk)).status_code == 302
    assert phone.get(PAGE).status_code == 404
    assert "None." in staff.get(address("devices", visit)).content.decode()


@pytest.mark.parametrize("kind", ["desk", "biller"])
def test_another_role_lets_no_device_join(client, request, visit, kind):
    client.force_login(request.getfixturevalue(kind))
    assert client.post(address("devices", visit)).status_code == 403
    assert not StopwatchDevice.objects.exists()


def test_another_clinic_sees_none_of_it(client, provider, other_clinic_visit):
    client.force_login(provider)
    assert client.get(address("devices", other_clinic_visit)).status_code == 404
    assert client.get(address("stopwatch_state", other_clinic_visit)).status_code == 404


def test_both_devices_are_told_of_one_clock(staff, phone, visit):
    assert press(phone, "start").json()["saved"] is True
    mine, theirs = staff.get(address("stopwatch_state", visit)).json(), phone.get(STATE).json()
    assert mine["run"]["id"] == theirs["run"]["id"]
    assert mine["run"]["started_by"] == "Test Provider on the second device"
    assert mine["devices"] == 1
    assert "Started by Test Provider on the second device" in page(staff, visit)


def test_started_on_one_and_stopped_on_the_other_the_servers_clock_times_it_and_the_trial_says_so(staff, phone, visit):
    press(phone, "start")
    run = Stopwatch.objects.get()
    Stopwatch.objects.update(started_at=run.started_at - timedelta(seconds=14))
    clock(staff, visit, "stop", run=str(run.pk), row_version=run.row_version, elsewhere="1", clock="device", time_s="3")
    run.refresh_from_db()
    assert (run.page_elapsed_ms, run.timing) == (None, "across_devices")
    assert 14 <= run.elapsed_s < 16
    shown = staff.get(address("test", visit, "tug")).context["trial_form"].initial["time_s"]
    save(staff, visit, time_s=shown)
    fields = Trial.objects.get(visit=visit).fields
    assert (fields["interrupted_timing"], fields["timing"]) == (True, "across_devices")
    assert "started on one device, stopped on another" in page(staff, visit)


def test_a_device_that_counted_through_times_its_own_run(phone):
    started = press(phone, "start", operation=str(uuid4())).json()["run"]
    press(phone, "stop", run=started["id"], row_version=1, clock="device", time_s="12.34")
    run = Stopwatch.objects.get()
    assert (run.page_elapsed_ms, run.timing) == (12340, "")
    assert run.started_on == run.stopped_on == StopwatchDevice.objects.get()


def test_who_stops_second_is_told_and_changes_nothing(staff, phone, visit):
    run = press(phone, "start").json()["run"]
    press(phone, "stop", run=run["id"], row_version=1, clock="device", time_s="12.34")
    reply = staff.post(
        address("stopwatch", visit, "tug"),
        {"command": "stop", "run": run["id"], "row_version": 1, "clock": "device", "time_s": "12.60"},
        headers=SCRIPT,
    )
    assert reply.status_code == 409
    html = page(staff, visit)
    assert "stopped before, by Test Provider on the second device, at 12.34 s" in html
    assert "This device counted 12.60 s" in html
    assert Stopwatch.objects.get().elapsed_s == 12.34


def test_who_starts_second_is_told_and_starts_nothing(staff, phone, visit):
    clock(staff, visit, "start")
    assert press(phone, "start").status_code == 409
    assert "Test Provider started it" in phone.get(PAGE).content.decode()
    assert Stopwatch.objects.count() == 1


def test_a_stop_made_from_another_version_of_the_run_is_refused(staff, visit):
    clock(staff, visit, "start")
    run = Stopwatch.objects.get()
    reply = clock(staff, visit, "stop", run=str(run.pk), row_version=7)
    assert reply.status_code == 409
    assert "SF-W101" in reply.content.decode()
    assert Stopwatch.objects.get().stopped_at is None


def test_the_same_press_sent_twice_counts_once(staff, visit):
    start, stop = str(uuid4()), str(uuid4())
    for _ in range(2):
        clock(staff, visit, "start", operation=start)
    given = {"operation": stop, "start_operation": start, "clock": "device", "time_s": "9.50"}
    replies = [clock(staff, visit, "stop", **given) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [302, 302]
    assert Stopwatch.objects.get().elapsed_s == 9.5
    assert AuditEvent.objects.filter(action__startswith="stopwatch.").count() == 2


def test_a_run_that_never_reached_the_server_is_made_good_once_and_a_late_start_does_not_begin_it_again(staff, visit):
    start, stop = str(uuid4()), str(uuid4())
    given = {"operation": stop, "start_operation": start, "clock": "device", "time_s": "9.50", "ago_ms": "60000"}
    for _ in range(2):
        clock(staff, visit, "stop", **given)
    clock(staff, visit, "start", operation=start)
    run = Stopwatch.objects.get()
    assert run.elapsed_s == 9.5
    assert timedelta(seconds=60) <= now() - run.stopped_at < timedelta(seconds=90), "it ended when it was pressed"


def test_a_lost_run_is_not_mistaken_for_another_that_runs_by_then(staff, phone, visit):
    press(phone, "start")
    given = {"operation": str(uuid4()), "start_operation": str(uuid4()), "clock": "device", "time_s": "9.50"}
    reply = staff.post(address("stopwatch", visit, "tug"), {"command": "stop", **given}, headers=SCRIPT)
    assert reply.status_code == 409
    assert Stopwatch.objects.get().stopped_at is None
    assert "This device counted 9.50 s" in page(staff, visit)


def test_a_press_that_is_late_is_timed_when_it_was_pressed(staff, visit):
    clock(staff, visit, "start", ago_ms="4000")
    clock(staff, visit, "stop", ago_ms="1000")
    assert 2.5 < Stopwatch.objects.get().elapsed_s < 3.5


@pytest.mark.parametrize("odd", ["", "\x00", "x" * 5000, "-1", "1e999", "nan", "9" * 40, "\u202e"])
def test_odd_presses_are_refused_or_read_as_nothing(staff, phone, visit, odd):
    names = ("operation", "start_operation", "run", "row_version", "time_s", "ago_ms", "test", "command")
    for client, where in ((staff, address("stopwatch", visit, "tug")), (phone, PRESS)):
        for command in ("start", "stop", odd):
            reply = client.post(where, {**dict.fromkeys(names, odd), "clock": "device", "command": command})
            assert reply.status_code < 500
    assert phone.get(f"{JOIN}{odd or 'x'}/".replace("\x00", "%00")).status_code == 404


def test_the_devices_follow_to_the_test_on_the_stage(staff, phone, visit):
    assert staff.post(address("device_show", visit), {"test": "chair_stand_30s"}).json() == {"shown": True}
    assert phone.get(STATE).json()["test"] == "chair_stand_30s"
    assert "30-second chair stand" in phone.get(PAGE).content.decode()


def test_a_reload_in_mid_trial_is_told_by_name(staff, visit):
    clock(staff, visit, "start")
    run = Stopwatch.objects.get()
    clock(staff, visit, "stop", run=str(run.pk), clock="server", reloaded="1", time_s="2.00")
    assert Stopwatch.objects.get().timing == "across_reload"
    assert "timed across a reload" in page(staff, visit)
    assert "Redo" in page(staff, visit)
