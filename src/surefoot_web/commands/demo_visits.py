"""Visits of the synthetic clinic that are already under way: one long ago, one patient's two half a year apart, one of today up to the plan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from importlib import resources
from typing import Any
from uuid import uuid5

from surefoot_web.accounts.models import User
from surefoot_web.intake.actions import intake_answer, intake_hand_over, intake_submit
from surefoot_web.notes.actions import sentence_keep, visit_sign
from surefoot_web.patients.models import Patient
from surefoot_web.plans.actions import suggestion_decide
from surefoot_web.records.clock import day_in, now
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.case import assessment_of
from surefoot_web.visits.models import Visit, VisitState

BEGAN_MINUTES_AGO = 45


def ensure_visits(patients: Mapping[str, Patient], provider: User) -> None:
    """Make each visit that is not there yet, by the same actions that pages use.

    `patients` are by the number they were made with, which may have been corrected since.
    """
    stories = json.loads(resources.files(__package__).joinpath("demo_visits.json").read_text("utf-8"))
    for story in stories:
        began = now() - timedelta(days=story["days_ago"], minutes=BEGAN_MINUTES_AGO)
        visit = _started(patients[story["patient"]], provider, story, began)
        if visit.state == VisitState.PLANNED:
            _Telling(visit, provider, began).tell(story)


def _started(patient: Patient, provider: User, story: dict[str, Any], began: datetime) -> Visit:
    return actions.visit_start(
        patient=patient,
        date=day_in(provider.clinic.time_zone, began),
        reason=story["reason"],
        provider=provider,
        by=provider,
        at=began,
        operation=uuid5(provider.clinic_id, story["reason"]),
    )


class _Telling:
    """Records one visit step by step, minutes after it began."""

    def __init__(self, visit: Visit, provider: User, began: datetime) -> None:
        self.visit, self.provider, self.began = visit, provider, began

    def _at(self, minutes: float) -> datetime:
        return self.began + timedelta(minutes=minutes)

    def tell(self, story: dict[str, Any]) -> None:
        self._answers(story["answers"])
        self._tests(story["tests"])
        for span in story["spans"]:
            self._span(**span)
        describe = partial(actions.visit_describe, visit=self.visit, by=self.provider, at=self.began)
        again = {"retest_reason": story["tested_again"]} if "tested_again" in story else {}
        describe(plan_of_care_certified_on=self.visit.date, diagnoses=["R26.81"], **again)
        end = max(span["minutes"][1] for span in story["spans"])
        actions.visit_review(visit=self.visit, by=self.provider, at=self._at(end))
        if story["sign"]:
            self._decide_and_sign(story["declined"], self._at(end + 1), self._at(end + 3))

    def _answers(self, answers: dict[str, dict[str, Any]]) -> None:
        by = {"visit": self.visit, "by": self.provider, "at": self.began}
        intake_hand_over(language=self.visit.patient.language, **by)
        for section, values in answers.items():
            for key, value in values.items():
                intake_answer(section=section, key=key, value=value, **by)
        intake_submit(**by)

    def _tests(self, tests: list[dict[str, Any]]) -> None:
        for one in tests:
            by = {"visit": self.visit, "test": one["test"], "by": self.provider, "at": self._at(1)}
            if "not_done" in one:
                actions.test_not_done(reason=one["not_done"], **by)
            else:
                actions.test_trial_record(fields=one["fields"], **by)

    def _span(self, activity: str, minutes: list[float], test: str = "") -> None:
        what = SpanDescription(activity=activity, patient_present=True, one_on_one=True, test=test)
        span = actions.span_start(visit=self.visit, what=what, by=self.provider, at=self._at(minutes[0]))
        actions.span_stop(visit=self.visit, span_id=span.span_id, by=self.provider, at=self._at(minutes[1]))

    def _decide_and_sign(self, declined: dict[str, list[str]], decided_at: datetime, signed_at: datetime) -> None:
        for suggestion in assessment_of(self.visit)["suggestions"]:
            who, reason = declined.get(suggestion["id"], ("", ""))
            suggestion_decide(
                visit=self.visit,
                suggestion=suggestion["id"],
                decision="declined" if who else "accepted",
                reason=reason,
                declined_by=who,
                by=self.provider,
                at=decided_at,
            )
        for draft in assessment_of(self.visit)["drafts"]:
            sentence_keep(
                visit=self.visit,
                draft=draft["id"],
                section=draft["section"],
                draft_text=draft["text"],
                by=self.provider,
                at=decided_at,
            )
        visit_sign(visit=Visit.objects.get(pk=self.visit.pk), by=self.provider, at=signed_at)
