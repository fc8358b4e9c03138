# ruff: noqa: F811 - fixtures of another module
"""Several visits of a patient on one day: handed over together, read once, and one of them carries the claim."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.urls import reverse

from surefoot import cases
from surefoot_web.notes.actions import sentence_write, visit_sign
from surefoot_web.patients.actions import patient_add
from surefoot_web.records.faults import SpanOverlap
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.case import case_of
from surefoot_web.visits.models import Visit
from surefoot_web.visits.same_day import Claim, claim_of_day, sealed_case_of

from .conftest import AT, fresh
from .test_case import REPORT
from .test_note import decide_all, keep_all
from .test_plan import seen, tested, text_of  # noqa: F401 - fixtures

AFTERNOON = AT + timedelta(hours=4)


def second_visit(patient, provider, at=AFTERNOON) -> Visit:
    given = {"patient": patient, "date": AT.date(), "provider": provider, "by": provider, "at": at}
    return actions.visit_start(reason="unsteady on stairs, seen again after lunch", **given)


def perform(visit, provider, minutes=12, at=AFTERNOON) -> None:
    what = SpanDescription(activity="perform", patient_present=True, one_on_one=True, test="gait_speed")
    started = actions.span_start(visit=visit, what=what, by=provider, at=at)
    actions.span_stop(visit=visit, span_id=started.span_id, by=provider, at=at + timedelta(minutes=minutes))
    fields = {"distance_m": 4, "time_s": 6.0}
    actions.test_trial_record(visit=visit, test="gait_speed", fields=fields, by=provider, at=at)


def signed(visit, provider, at) -> Visit:
    decide_all(visit, provider)
    keep_all(visit, provider)
    visit_sign(visit=fresh(visit), by=provider, at=at)
    return fresh(visit)


def reviewed(visit, provider) -> Visit:
    for section, text in REPORT.items():
        sentence_write(visit=visit, section=section, text=text, by=provider, at=AFTERNOON + timedelta(minutes=20))
    actions.visit_review(visit=visit, by=provider, at=AFTERNOON + timedelta(minutes=21))
    return fresh(visit)


@pytest.fixture
def both(tested, patient, provider) -> tuple[Visit, Visit]:
    """The morning is signed, then the afternoon begins, is worked through and signed."""
    first = signed(tested, provider, AT + timedelta(minutes=31))
    second = second_visit(patient, provider)
    perform(second, provider)
    second = signed(reviewed(second, provider), provider, AFTERNOON + timedelta(minutes=30))
    return first, second


def test_a_visit_alone_has_no_other(visit):
    assert "same_day" not in case_of(visit)
    assert claim_of_day(visit) == Claim.ALONE


def test_an_open_visit_is_handed_over_as_it_stands(tested, patient, provider, knowledge):
    second = second_visit(patient, provider)
    perform(second, provider)
    (other,) = case_of(tested)["same_day"]
    assert (other["id"], other["setting"]) == (str(second.pk), "office")
    assert [span["activity"] for span in other["ledger"]] == ["perform"]
    assert [test["test"] for test in other["tests"]] == ["gait_speed"]
    assert "report" not in other, "nothing is written yet"
    assert cases.case_faults(case_of(tested), knowledge) == []


@pytest.mark.parametrize("what", ["cancelled", "entered_in_error", "of another day", "of another patient"])
def test_what_does_not_count_is_not_handed_over(tested, patient, provider, desk, what):
    given = {"date": AT.date(), "provider": provider, "by": provider, "at": AFTERNOON}
    if what == "of another day":
        actions.visit_start(patient=patient, **{**given, "date": AT.date() - timedelta(days=1)})
    elif what == "of another patient":
        person = {"identifier": "P-2", "given_name": "Demo", "family_name": "Two", "birth_date": patient.birth_date}
        actions.visit_start(patient=patient_add(**person, by=desk, at=AT), **given)
    else:
        second = second_visit(patient, provider)
        stop = actions.visit_cancel if what == "cancelled" else actions.visit_mark_entered_in_error
        stop(visit=second, reason="started twice", by=provider, at=AFTERNOON)
    assert "same_day" not in case_of(tested)


def test_the_second_signature_sees_the_first_as_it_was_sealed(both):
    first, second = both
    (seen_first,) = sealed_case_of(second)["same_day"]
    sealed = sealed_case_of(first)
    assert seen_first["ledger"] == sealed["ledger"]
    assert seen_first["tests"] == sealed["tests"]
    assert seen_first["report"] == sealed["report"]
    assert "same_day" not in sealed


def test_the_time_of_the_day_is_summed_and_decided_once(both):
    first, second = both
    own = first.layers.get(number=1).assessment["billing"]
    day = second.layers.get(number=1).assessment["billing"]
    assert own["time"]["countable_s"] == 25 * 60
    assert day["time"]["countable_s"] == (25 + 12) * 60
    assert day["units"] == 2, "37 minutes of the day, not 25 and 12"


def test_the_one_signed_last_carries_the_claim(both):
    first, second = both
    assert claim_of_day(second) == Claim.CARRIES
    assert claim_of_day(first) == Claim.EARLIER


def test_until_all_are_signed_none_carries_it(tested, patient, provider):
    first = signed(tested, provider, AT + timedelta(minutes=31))
    assert claim_of_day(first) == Claim.ALONE
    second = second_visit(patient, provider)
    assert claim_of_day(first) == claim_of_day(second) == Claim.WAITS


def test_the_first_signed_while_the_second_was_open_does_not_rest_on_it(tested, patient, provider):
    second = second_visit(patient, provider)
    perform(second, provider)
    first = signed(tested, provider, AT + timedelta(minutes=31))
    assert claim_of_day(first) == Claim.WAITS
    assert first.layers.get(number=1).assessment["billing"]["may_submit"] != "yes"


def test_visits_of_two_disciplines_stand_apart(tested, patient, provider):
    second = second_visit(patient, provider)
    for visit, discipline in ((tested, "PT"), (second, "OT")):
        actions.visit_describe(visit=visit, plan_of_care_discipline=discipline, by=provider, at=AFTERNOON)
    assert claim_of_day(fresh(tested)) == Claim.ALONE
    assert case_of(fresh(tested))["same_day"][0]["discipline"] == "OT"


def test_the_pages_of_both_say_that_there_is_another(seen, both):
    first, second = both
    says = {
        first: "The visit that was signed last reads the time of all of them",
        second: "carries the claim of the day",
    }
    for visit, other in ((first, second), (second, first)):
        for name in ("billing:coding", "billing:coding_print", "notes:note", "visits:visit"):
            answer = seen.get(reverse(name, args=[visit.pk]))
            assert "The patient has another visit on this day" in text_of(answer), name
            assert reverse("visits:visit", args=[other.pk]) in answer.content.decode()
        assert says[visit] in text_of(seen.get(reverse("billing:coding", args=[visit.pk])))


def test_the_sealed_decision_of_the_first_stays(seen, tested, patient, provider):
    first = signed(tested, provider, AT + timedelta(minutes=31))
    before = first.layers.get(number=1)
    second = second_visit(patient, provider)
    perform(second, provider)
    after = first.layers.get(number=1)
    assert (after.case_sha256, after.assessment_json) == (before.case_sha256, before.assessment_json)
    text = text_of(seen.get(reverse("billing:coding", args=[first.pk])))
    assert "97750 may be submitted" in text
    assert "not signed when this one was" in text


def test_an_open_visit_names_the_other_without_a_word_of_a_claim(seen, tested, patient, provider):
    second_visit(patient, provider)
    text = text_of(seen.get(reverse("visits:visit", args=[tested.pk])))
    assert "The patient has another visit on this day" in text
    assert "claim" not in text


def test_time_of_both_visits_at_once_is_refused(tested, patient, provider):
    second = second_visit(patient, provider)
    with pytest.raises(SpanOverlap, match="already has one-on-one time in another visit"):
        perform(second, provider, at=AT + timedelta(minutes=5))


def test_whoever_starts_another_is_told_of_the_first(seen, visit, patient, provider, monkeypatch):
    monkeypatch.setattr(import_module("surefoot_web.visits.views.start"), "now", lambda: AT)
    address = reverse("visits:start", args=[patient.pk])
    assert "This patient has a visit today already" in text_of(seen.get(address))
    actions.visit_cancel(visit=visit, reason="did not come", by=provider, at=AT)
    assert "This patient has a visit today already" not in text_of(seen.get(address))
