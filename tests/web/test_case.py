"""From rows to a case: what was recorded is in it, what was not is absent, and the library accepts it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from surefoot import cases
from surefoot_web.intake.actions import intake_answer, intake_hand_over, intake_submit
from surefoot_web.notes import actions as notes
from surefoot_web.plans.actions import suggestion_decide
from surefoot_web.records.faults import InputRefused
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.case import assessment_of, case_of
from surefoot_web.visits.models import Visit

from .conftest import AT, fresh

SPANS = (
    ("prepare", 0, 4, ""),
    ("perform", 4, 16, "tug"),
    ("analyze_with_patient", 16, 20, ""),
    ("instruct", 20, 25, ""),
)
REPORT = {
    "interpretation": "TUG 14.2 s and 8 stands are beyond the published limits; tandem stance 6 s.",
    "analysis": "Leg weakness and impaired balance; a sedative at night.",
    "plan_of_care_impact": "Balance and strength exercise started; question on zolpidem sent to the prescriber.",
}


def after(minutes: float):
    return AT + timedelta(minutes=minutes)


def record_answers(visit, by):
    intake_hand_over(visit=visit, language="en", by=by, at=AT)
    for section, key, value in (
        ("stay_independent", "fallen_past_year", False),
        ("stay_independent", "fallen_past_year", True),
        ("stay_independent", "unsteady_walking", None),
        ("stay_independent", "worried_about_falling", "declined"),
        ("fall_history", "falls_12m", 2),
        ("fall_history", "injurious_falls_12m", 1),
        ("medications", "", [{"name": "zolpidem 5 mg", "taken": "nightly"}]),
    ):
        intake_answer(visit=visit, section=section, key=key, value=value, by=by, at=AT)
    intake_submit(visit=visit, by=by, at=AT)


def record_tests(visit, by):
    for test, fields in (
        ("tug", {"time_s": 14.2, "aid": "none"}),
        ("chair_stand_30s", {"stands_count": 8}),
        ("four_stage_balance", {"stage": "tandem", "time_s": 6.0}),
    ):
        actions.test_trial_record(visit=visit, test=test, fields=fields, by=by, at=AT)
    actions.test_not_done(visit=visit, test="single_leg_stance", reason="unsafe", by=by, at=AT)


def record_spans(visit, by):
    for activity, start, end, test in SPANS:
        what = SpanDescription(activity=activity, patient_present=True, one_on_one=True, test=test)
        span = actions.span_start(visit=visit, what=what, by=by, at=after(start))
        actions.span_stop(visit=visit, span_id=span.span_id, by=by, at=after(end))


def record_report(visit, by):
    for section, text in REPORT.items():
        notes.sentence_write(visit=visit, section=section, text=text, by=by, at=after(26))


@pytest.fixture
def worked(visit, provider) -> Visit:
    """The contract's case, entered by actions; no suggestion decided yet."""
    record_answers(visit, provider)
    record_tests(visit, provider)
    record_spans(visit, provider)
    certified = {"plan_of_care_certified_on": AT.date(), "diagnoses": ["R29.6"]}
    actions.visit_describe(visit=visit, by=provider, at=AT, **certified)
    record_report(visit, provider)
    actions.visit_review(visit=visit, by=provider, at=after(27))
    return fresh(visit)


def test_a_bare_visit_says_nothing_that_was_not_recorded(visit, knowledge):
    case = case_of(visit)
    assert set(case) == {"schema", "patient", "visit", "providers"}
    assert "status" not in case["visit"]
    assert cases.case_faults(case, knowledge) == []


def test_a_worked_visit_is_a_case_the_library_accepts(worked, knowledge):
    case = case_of(worked)
    assert cases.case_faults(case, knowledge) == []
    assert case["answers"]["stay_independent"] == {
        "fallen_past_year": True, "unsteady_walking": None, "worried_about_falling": "declined",
    }  # fmt: skip
    assert case["answers"]["medications"] == [{"name": "zolpidem 5 mg", "taken": "nightly"}]
    assert case["tests"][0] == {"test": "tug", "trials": [{"time_s": 14.2, "aid": "none"}]}
    assert case["tests"][3] == {"test": "single_leg_stance", "not_done": {"reason": "unsafe"}}
    assert [span["activity"] for span in case["ledger"]] == [span[0] for span in SPANS]
    assert case["ledger"][1]["start"] == "2026-11-20T09:04:00-05:00"
    assert case["ledger"][1]["test"] == "tug"
    sentences = case["report"].pop("sentences")
    assert case["report"] == REPORT
    assert [(one["section"], one["how"], one["text"]) for one in sentences] == [
        (section, "written", text) for section, text in REPORT.items()
    ]
    assert case["plan_of_care"] == {"certified_on": "2026-11-20"}
    assert case["providers"] == [{"id": "DPM-provider", "name": "Test Provider", "credential": "DPM"}]


def test_a_running_span_has_no_end_yet(visit, provider):
    what = SpanDescription(activity="perform", patient_present=True, one_on_one=True)
    actions.span_start(visit=visit, what=what, by=provider, at=AT)
    assert "end" not in case_of(visit)["ledger"][0]


def test_the_latest_decision_wins(worked, provider):
    decide = {"visit": worked, "suggestion": "balance_exercise", "by": provider}
    suggestion_decide(**decide, decision="accepted", at=after(24))
    suggestion_decide(**decide, decision="declined", reason="no transport", declined_by="patient", at=after(25))
    assert case_of(worked)["decisions"] == [
        {
            "suggestion": "balance_exercise", "decision": "declined", "reason": "no transport", "declined_by": "patient",
            "by": "DPM-provider", "at": "2026-11-20T09:25:00-05:00",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"decision": "declined", "reason": "no"}, "declined_by"),
        ({"decision": "changed"}, "reason"),
        ({"decision": "maybe"}, "decision"),
    ],
)
def test_half_a_decision_is_refused(worked, provider, given, field):
    with pytest.raises(InputRefused) as refused:
        suggestion_decide(visit=worked, suggestion="balance_exercise", by=provider, **given)
    assert refused.value.field == field


def test_an_answer_the_questionnaire_does_not_know_is_refused(visit, provider):
    intake_hand_over(visit=visit, language="en", by=provider)
    with pytest.raises(InputRefused):
        intake_answer(visit=visit, section="fall_history", key="falls_12m", value=-2, by=provider)


def test_a_removed_sentence_is_not_in_the_report_and_an_untouched_one_neither(visit, provider):
    draft = {"visit": visit, "section": "analysis", "by": provider}
    notes.sentence_keep(**draft, draft="a1", draft_text="Legs are weak.")
    notes.sentence_edit(**draft, draft="a2", draft_text="Balance is poor.", text="Balance is impaired.")
    notes.sentence_keep(**draft, draft="a3", draft_text="Gone again.")
    notes.sentence_remove(**draft, draft="a3", draft_text="Gone again.")
    report = case_of(visit)["report"]
    assert report["analysis"] == "Legs are weak. Balance is impaired."
    assert [(one["how"], one.get("text"), one.get("offered")) for one in report["sentences"]] == [
        ("kept", "Legs are weak.", "Legs are weak."),
        ("edited", "Balance is impaired.", "Balance is poor."),
        ("removed", None, "Gone again."),
    ]
    assert {one["by"] for one in report["sentences"]} == {"DPM-provider"}


def test_words_that_are_those_offered_are_kept_whatever_button_was_pressed(visit, provider):
    draft = {"visit": visit, "section": "analysis", "by": provider}
    row = notes.sentence_edit(**draft, draft="a1", draft_text="Legs are weak.", text="Legs  are weak. ")
    assert row.state == "kept"
    assert [one["how"] for one in case_of(visit)["report"]["sentences"]] == ["kept"]


def test_a_sentence_of_ones_own_stays_that_when_it_is_edited_and_goes_without_a_trace(visit, provider, knowledge):
    own = notes.sentence_write(visit=visit, section="analysis", text="She hurries.", by=provider)
    given = {"visit": visit, "draft": own.draft, "section": "analysis", "draft_text": "", "by": provider}
    assert notes.sentence_edit(**given, text="She hurries at night.").state == "written"
    assert [one["how"] for one in case_of(visit)["report"]["sentences"]] == ["written"]
    notes.sentence_remove(**given)
    assert "report" not in case_of(visit)
    assert cases.case_faults(case_of(visit), knowledge) == []


def test_the_assessment_comes_from_the_library(worked):
    assessment = assessment_of(worked)
    assert assessment["patient"]["id"] == "P-001"
    assert assessment["levels"]["steadi_2019"]["level"] == "at_risk"


def test_the_plan_of_care_is_handed_over_whole(client, worked, provider, knowledge):
    client.force_login(provider)
    typed = {
        "reason": worked.reason, "diagnoses": "R29.6", "plan_of_care_certified_on": "2026-11-02",
        "plan_of_care_certified_by": "Demo Doctor, MD", "plan_of_care_ends_on": "2027-01-31",
        "plan_of_care_discipline": "SLP", "row_version": worked.row_version,
    }  # fmt: skip
    assert client.post(reverse("notes:describe", args=[worked.pk]), typed).status_code == 302
    case = case_of(fresh(worked))
    assert case["plan_of_care"] == {
        "certified_on": "2026-11-02",
        "certified_by": "Demo Doctor, MD",
        "ends_on": "2027-01-31",
        "discipline": "SLP",
    }
    assert cases.case_faults(case, knowledge) == []
