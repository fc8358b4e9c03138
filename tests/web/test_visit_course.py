"""The course of a visit: allowed steps, reasons, and that nothing changes a signed one."""

from __future__ import annotations

import inspect
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest

import surefoot_web.billing.actions  # noqa: F401 - so that every action is in the table
from surefoot_web.accounts.models import User
from surefoot_web.intake import actions as intake_actions
from surefoot_web.notes import actions as note_actions
from surefoot_web.plans import actions as plan_actions
from surefoot_web.records.actions import ACTIONS
from surefoot_web.records.faults import ClockRunning, InputRefused, RecordRefused, TransitionRefused, VisitClosed
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.ledger import spans_of
from surefoot_web.visits.models import Stopwatch, Visit, VisitState
from surefoot_web.visits.selectors import stopwatch_running
from surefoot_web.visits.states import TRANSITIONS, move
from surefoot_web.visits.tests import live_trials

from .conftest import AT, make_user

ON_VISITS = {name: run for name, run in ACTIONS.items() if "visit" in inspect.signature(run).parameters}
PERFORM = SpanDescription(activity="perform", patient_present=True, one_on_one=True, test="tug")
AFTER_THE_END = {
    "addendum.sign",
    "claim.describe",
    "cosignature.sign",
    "outcome.record",
    "review.settle",
    "units.change",
    "urgent.acknowledge",
}  # a patient's urgent answer waits for someone whatever became of the visit


def made_up(run) -> dict[str, object]:
    """Something for every argument: a closed visit is refused before any of them is looked at."""
    taken = inspect.signature(run).parameters.values()
    return {p.name: uuid4() for p in taken if p.kind is p.KEYWORD_ONLY and p.name not in ("visit", "by", "at")}


def test_the_table_of_steps_names_every_state_and_nothing_leaves_a_signature():
    assert set(TRANSITIONS) == set(VisitState)
    assert TRANSITIONS[VisitState.SIGNED] == TRANSITIONS[VisitState.AMENDED] == {VisitState.AMENDED}
    assert not TRANSITIONS[VisitState.CANCELLED] | TRANSITIONS[VisitState.ENTERED_IN_ERROR]


@pytest.mark.parametrize(
    ("before", "after"), [pair for pair in product(VisitState, VisitState) if pair[1] not in TRANSITIONS[pair[0]]]
)
def test_a_step_that_the_table_lacks_is_refused(before, after):
    with pytest.raises(TransitionRefused):
        move(Visit(state=before), after)


@pytest.mark.parametrize("name", sorted(set(ON_VISITS) - AFTER_THE_END))
@pytest.mark.parametrize("state", ["signed", "cancelled", "entered_in_error"])
def test_no_action_changes_a_visit_that_is_over(visit, provider, name, state):
    values = {"signed_by": provider, "signed_at": AT} if state == "signed" else {"status_reason": "wrong day"}
    Visit.objects.filter(pk=visit.pk).update(state=state, **values)
    before = Visit.objects.values().get(pk=visit.pk), AuditEvent.objects.count()
    with pytest.raises(VisitClosed):
        ON_VISITS[name](visit=visit, by=provider, at=AT, **made_up(ON_VISITS[name]))
    assert (Visit.objects.values().get(pk=visit.pk), AuditEvent.objects.count()) == before


@pytest.mark.parametrize("name", ["claim.describe", "review.settle", "units.change"])
@pytest.mark.parametrize("state", ["planned", "testing", "review", "cancelled", "entered_in_error"])
def test_what_follows_a_signature_waits_for_it(visit, clinic, name, state):
    values = {"status_reason": "wrong day"} if state in ("cancelled", "entered_in_error") else {}
    Visit.objects.filter(pk=visit.pk).update(state=state, **values)
    who = make_user(clinic, "biller") if name == "claim.describe" else visit.provider
    with pytest.raises(VisitClosed):
        ON_VISITS[name](visit=visit, by=who, at=AT, **made_up(ON_VISITS[name]))


@pytest.mark.parametrize("module", [actions, intake_actions, plan_actions, note_actions])
def test_every_action_that_takes_a_visit_is_tried(module):
    ours = [run for name, run in inspect.getmembers(module, inspect.isfunction) if hasattr(run, "__wrapped__")]
    takes_visit = {run for run in ours if "visit" in inspect.signature(run).parameters}
    assert takes_visit
    assert takes_visit <= set(ON_VISITS.values())


def test_an_early_end_needs_a_reason_and_stops_the_clocks(visit, provider):
    actions.span_start(visit=visit, what=PERFORM, by=provider, at=AT)
    actions.stopwatch_start(visit=visit, test="tug", by=provider, at=AT)
    with pytest.raises(InputRefused) as refused:
        actions.visit_end_early(visit=visit, reason=" ", by=provider, at=AT)
    assert refused.value.field == "reason"
    assert stopwatch_running(visit) is not None
    ended = actions.visit_end_early(visit=visit, reason="felt dizzy", by=provider, at=AT + timedelta(minutes=5))
    assert (ended.state, ended.status_reason, ended.ended_early_at is None) == ("ended_early", "felt dizzy", False)
    assert [span.running for span in spans_of(visit)] == [False]
    assert stopwatch_running(visit) is None


def test_review_waits_for_the_clocks(visit, provider):
    span = actions.span_start(visit=visit, what=PERFORM, by=provider, at=AT)
    with pytest.raises(ClockRunning):
        actions.visit_review(visit=visit, by=provider)
    actions.span_stop(visit=visit, span_id=span.span_id, by=provider, at=AT + timedelta(minutes=5))
    assert actions.visit_review(visit=visit, by=provider).state == "review"


def test_the_payer_policy_comes_from_the_patient_and_stays(visit, provider):
    assert visit.payer_policy == visit.patient.payer_policy == "cms"
    with pytest.raises(InputRefused, match="payer_policy"):
        actions.visit_describe(visit=visit, payer_policy="ama", by=provider)


@pytest.mark.parametrize(("day", "says"), [("2030-01-01", "future"), ("1940-01-01", "before the date of birth")])
def test_a_visit_outside_the_patients_time_is_refused(patient, provider, day, says):
    with pytest.raises(InputRefused, match=says):
        actions.visit_start(
            patient=patient, date=type(AT).fromisoformat(day).date(), provider=provider, by=provider, at=AT
        )


def test_the_stopwatch_survives_a_reload_and_runs_once(visit, provider):
    actions.stopwatch_start(visit=visit, test="tug", by=provider, at=AT)
    with pytest.raises(ClockRunning):
        actions.stopwatch_start(visit=visit, test="tug", by=provider)
    assert Stopwatch.objects.get(visit=visit).started_at == AT
    assert stopwatch_running(visit).elapsed_s is None
    run = actions.stopwatch_stop(visit=visit, by=provider, at=AT, page_elapsed_ms=14200)
    assert run.elapsed_s == 14.2


def test_the_first_trial_begins_testing_and_a_withdrawn_one_does_not_count(visit, provider):
    trial = actions.test_trial_record(visit=visit, test="tug", fields={"time_s": 142.0}, by=provider, at=AT)
    assert Visit.objects.get(pk=visit.pk).state == "testing"
    with pytest.raises(InputRefused, match="already has"):
        actions.test_not_done(visit=visit, test="tug", reason="unsafe", by=provider)
    actions.test_trial_withdraw(visit=visit, trial=trial, reason="decimal point", by=provider)
    assert live_trials(visit) == []
    actions.test_not_done(visit=visit, test="tug", reason="unsafe", by=provider)
    assert [row.not_done_reason for row in live_trials(visit)] == ["unsafe"]


@pytest.mark.parametrize("fields", [{"time_s": -1}, {"time": 14.2}, {"time_s": "fast"}])
def test_an_impossible_trial_is_refused_with_what_to_do(visit, provider, fields):
    with pytest.raises(InputRefused) as refused:
        actions.test_trial_record(visit=visit, test="tug", fields=fields, by=provider)
    assert refused.value.do
    assert Visit.objects.get(pk=visit.pk).state == "planned"


def test_only_the_responsible_provider_signs(visit, clinic, provider):
    second = User.objects.create_user("s", clinic=clinic, display_name="Second", staff_id="PT-3", role="provider")
    actions.visit_review(visit=visit, by=provider)
    with pytest.raises(InputRefused, match="signs it"):
        note_actions.visit_sign(visit=visit, by=second)


def test_every_refusal_has_a_code_of_its_own():
    assert len({refusal.code for refusal in RecordRefused.__subclasses__()}) == len(RecordRefused.__subclasses__())
