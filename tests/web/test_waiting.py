# ruff: noqa: F811 - fixtures of another module
"""What a visit waits for, from its start to its signature."""

from __future__ import annotations

import pytest

from surefoot_web.intake import actions as intake
from surefoot_web.notes.actions import visit_sign
from surefoot_web.plans.actions import suggestion_decide
from surefoot_web.visits import actions
from surefoot_web.visits.case import assessment_of
from surefoot_web.visits.models import Visit
from surefoot_web.visits.waiting import rows_of, waits_for

from .conftest import AT, fresh
from .test_case import after, worked  # noqa: F401 - a fixture


def test_before_the_plan_it_waits_for_questionnaire_and_tests(visit, provider):
    given = {"by": provider, "at": AT}
    said = [waits_for(visit)]
    intake.intake_hand_over(visit=visit, language="en", **given)
    said.append(waits_for(visit))
    intake.intake_return(visit=visit, **given)
    said.append(waits_for(visit))
    intake.intake_submit(visit=visit, **given)
    said.append(waits_for(fresh(visit)))
    actions.test_trial_record(visit=visit, test="tug", fields={"time_s": 14.2}, **given)
    said.append(waits_for(fresh(visit)))
    assert said == [
        "questionnaire, not handed over yet",
        "questionnaire, with the patient: not begun",
        "questionnaire, begun and not sent: not begun",
        "tests",
        "tests, under way",
    ]


def test_then_for_each_decision_the_signature_and_at_last_nothing(worked, provider):
    first, *rest = [one["id"] for one in assessment_of(worked)["suggestions"]]
    given = {"visit": worked, "decision": "accepted", "by": provider, "at": after(28)}
    assert waits_for(worked) == f"plan: {1 + len(rest)} suggestions not decided"
    for suggestion in rest:
        suggestion_decide(suggestion=suggestion, **given)
    assert waits_for(worked) == "plan: one suggestion not decided"
    suggestion_decide(suggestion=first, **given)
    assert waits_for(worked) == "signature"
    visit_sign(visit=worked, by=provider, at=after(31))
    assert waits_for(fresh(worked)) == ""


def test_a_questionnaire_that_staff_read_out_is_not_with_the_patient(visit, provider):
    intake.intake_hand_over(visit=visit, language="en", medium="staff_read", by=provider, at=AT)
    assert waits_for(visit) == "questionnaire, being read out"


@pytest.mark.parametrize(("state", "says"), [("ended_early", "signature, as it stands"), ("cancelled", "")])
def test_a_visit_that_was_stopped(state, says):
    assert [row.waits_for for row in rows_of([Visit(state=state)])] == [says]
