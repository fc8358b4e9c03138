"""The time ledger: events in, spans out, and no two one-on-one spans at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from surefoot_web.patients.actions import patient_add
from surefoot_web.records.faults import InputRefused, NotRunning, SpanOverlap
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.ledger import spans_of
from surefoot_web.visits.models import LedgerEvent
from surefoot_web.visits.selectors import running_spans

from .conftest import AT

PERFORM = SpanDescription(activity="perform", patient_present=True, one_on_one=True, test="tug")
ALONE = SpanDescription(activity="questionnaire", patient_present=True, one_on_one=False)


def after(minutes: float):
    return AT + timedelta(minutes=minutes)


@pytest.fixture
def second_visit(desk, provider):
    other = patient_add(
        identifier="P-002", given_name="Demo", family_name="Patient Two", birth_date=AT.date(), by=desk, at=AT
    )
    return actions.visit_start(patient=other, date=AT.date(), provider=provider, by=provider, at=AT)


def test_start_and_stop_make_a_span(visit, provider):
    started = actions.span_start(visit=visit, what=PERFORM, by=provider, at=AT)
    assert [(found.pk, span.id) for found, span in running_spans(by=provider)] == [(visit.pk, started.span_id)]
    actions.span_stop(visit=visit, span_id=started.span_id, by=provider, at=after(12))
    (span,) = spans_of(visit)
    assert (span.time_s, span.performer, span.activity, span.test, span.entered) == (
        720,
        "DPM-provider",
        "perform",
        "tug",
        "live",
    )
    assert running_spans(by=provider) == []


def test_a_correction_keeps_the_earlier_events(visit, provider):
    started = actions.span_start(visit=visit, what=PERFORM, by=provider, at=AT)
    actions.span_stop(visit=visit, span_id=started.span_id, by=provider, at=after(12))
    actions.span_correct(
        visit=visit, span_id=started.span_id, starts_at=AT, ends_at=after(4), what=PERFORM, reason="forgot to stop",
        by=provider, at=after(20), performer=provider,
    )  # fmt: skip
    (span,) = spans_of(visit)
    assert (span.time_s, span.entered) == (240, "later")
    assert LedgerEvent.objects.filter(span_id=started.span_id).count() == 3


def test_a_removed_span_is_out_and_its_events_stay(visit, provider):
    started = actions.span_start(visit=visit, what=PERFORM, by=provider, at=AT)
    actions.span_remove(visit=visit, span_id=started.span_id, reason="wrong patient", by=provider, at=after(1))
    assert spans_of(visit) == []
    assert LedgerEvent.objects.filter(span_id=started.span_id).count() == 2


def test_one_provider_is_not_one_on_one_with_two_patients(visit, second_visit, provider):
    actions.span_start(visit=visit, what=PERFORM, by=provider, at=AT)
    with pytest.raises(SpanOverlap, match="This provider already has a one-on-one clock running in another visit"):
        actions.span_start(visit=second_visit, what=PERFORM, by=provider, at=after(1))
    actions.span_start(visit=second_visit, what=ALONE, by=provider, at=after(1))


def test_one_patient_is_not_one_on_one_with_two_people(visit, provider, assistant):
    actions.span_start(visit=visit, what=PERFORM, by=provider, at=AT)
    with pytest.raises(SpanOverlap, match="This patient"):
        actions.span_start(visit=visit, what=PERFORM, by=assistant, at=after(1))


@pytest.mark.parametrize(("start", "end", "fits"), [(-5, 0, True), (-5, 1, False), (3, 4, False), (12, 20, True)])
def test_time_entered_later_may_touch_but_not_overlap(visit, second_visit, provider, start, end, fits):
    actions.span_enter(visit=visit, starts_at=AT, ends_at=after(12), what=PERFORM, by=provider, at=after(60))
    given = {"starts_at": after(start), "ends_at": after(end), "what": PERFORM, "by": provider, "at": after(60)}
    if fits:
        actions.span_enter(visit=second_visit, **given)
        assert len(spans_of(second_visit)) == 1
    else:
        with pytest.raises(SpanOverlap):
            actions.span_enter(visit=second_visit, **given)


@pytest.mark.parametrize(("start", "end", "says"), [(5, 5, "not after"), (5, 4, "not after"), (5, 90, "future")])
def test_a_span_ends_after_it_starts_and_not_in_the_future(visit, provider, start, end, says):
    with pytest.raises(InputRefused, match=says):
        actions.span_enter(
            visit=visit, starts_at=after(start), ends_at=after(end), what=PERFORM, by=provider, at=after(60)
        )


def test_a_stopped_clock_is_not_stopped_again(visit, provider):
    started = actions.span_start(visit=visit, what=PERFORM, by=provider, at=AT)
    actions.span_stop(visit=visit, span_id=started.span_id, by=provider, at=after(1))
    with pytest.raises(NotRunning):
        actions.span_stop(visit=visit, span_id=started.span_id, by=provider, at=after(2))
