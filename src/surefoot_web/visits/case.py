"""Builds a `surefoot-case/1` from the rows of one visit, and asks the library about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from surefoot.errors import CaseRefused, Fault
from surefoot_web.accounts.models import User
from surefoot_web.accounts.selectors import scope_attested, setting_on
from surefoot_web.config.knowledge import load
from surefoot_web.intake.selectors import answers_of, respondent_of
from surefoot_web.notes.selectors import earlier_scores_of, report_of, report_sentences, sentences_of, stated_of
from surefoot_web.plans.models import Goal
from surefoot_web.plans.selectors import decisions_of, goal_of
from surefoot_web.records.clock import moment_in

from .incidents import Incident, incidents_of
from .ledger import Span, spans_of
from .models import TrialKind, UrgentAcknowledgement, Visit, VisitState
from .same_day import others_of_day, sealed_case_of, sealed_part
from .services import Service, services_of
from .tests import by_test, live_trials

Data = dict[str, Any]


def case_of(visit: Visit) -> Data:
    """Return the visit as `surefoot-case/1`. What was not recorded is left out: not known, never a zero or a no."""
    others = others_of_day(visit)
    parts = {
        "answers": {**answers_of(visit), **_named("respondent", respondent_of(visit))},
        "tests": _tests(visit),
        "ledger": [_span(span, visit) for span in spans_of(visit)],
        "decisions": [_decision(row, visit) for row in decisions_of(visit)],
        "urgent_acknowledged": [
            _acknowledged(row, visit) for row in visit.urgent_acknowledgements.select_related("by")
        ],
        "goal": _goal(goal_of(visit), visit),
        "incidents": [_incident(one, visit) for one in incidents_of(visit) if not one.withdrawn],
        "plan_of_care": _plan_of_care(visit),
        "other_services": [_service(service, visit) for service in services_of(visit)],
        "previous": earlier_scores_of(visit),
        "clinic": clinic_part(visit),
        "same_day": [_same_day(other) for other in others],
        "providers": [provider_of(user) for user in _staff_of([visit, *others])],
    }
    case = {"schema": "surefoot-case/1", "patient": _patient(visit), "visit": _visit(visit)}
    case |= {name: part for name, part in parts.items() if part}
    return case | _named("report", _report(visit, case))


def clinical_case_of(visit: Visit) -> Data:
    """Answers and tests of the visit alone: what urgent signs rest on, without the report, the ledger or other visits."""
    parts = {"answers": answers_of(visit), "tests": _tests(visit)}
    case = {"schema": "surefoot-case/1", "patient": _patient(visit), "visit": _visit(visit)}
    return case | {name: part for name, part in parts.items() if part}


def assessment_of(visit: Visit) -> Data:
    """Return the `surefoot-assessment/1` of the visit as it stands. Raises `surefoot.errors.CaseRefused` with all faults."""
    from surefoot.assessment import assess  # polars is slow to load, and a page without an assessment needs none

    return assess(case_of(visit), load())


def case_faults(visit: Visit, **parts: Any) -> list[Fault]:
    """The faults the library finds in a case of this visit that holds only `parts` (such as one trial just typed)."""
    from surefoot import cases

    case = {"schema": "surefoot-case/1", "patient": _patient(visit), "visit": _visit(visit), **parts}
    return cases.case_faults(case, load())


def service_faults(visit: Visit, service: Service) -> list[Fault]:
    """What the library finds wrong with another service of the day, taken alone."""
    from surefoot.assessment.assess import faults_of  # slow to load

    case = {"schema": "surefoot-case/1", "patient": _patient(visit), "visit": _visit(visit)}
    return faults_of(case | {"other_services": [_service(service, visit)]}, load())


def names_of(visit: Visit) -> Data:
    """Names that a document shows and a case leaves out, and the clinic's phone number on the day of the visit."""
    phone = setting_on(clinic=visit.clinic, key="phone", day=visit.date)
    return {"patient": str(visit.patient), "clinic": visit.clinic.name, **_named("phone", phone)}


def _patient(visit: Visit) -> Data:
    patient = visit.patient
    return {
        "id": patient.identifier,
        "birth_date": patient.birth_date.isoformat(),
        "sex": patient.sex,
        "language": patient.language,
    }


def clinic_part(visit: Visit) -> Data:
    """What the clinic says of itself on the day of the visit: its state, and the scopes of practice it attests."""
    state = setting_on(clinic=visit.clinic, key="state", day=visit.date)
    attested = [
        {
            "credential": row.credential,
            "state": row.state,
            "on": row.on.isoformat(),
            "by": row.by.staff_id,
            "within_scope": row.within_scope,
        }
        for row in scope_attested(clinic=visit.clinic, day=visit.date)
    ]
    return {**_named("state", state), **_named("scope_attested", attested)}


def _visit(visit: Visit) -> Data:
    known = {
        "reason": visit.reason,
        "retest_reason": visit.retest_reason,
        "diagnoses": visit.diagnoses,
        "others_present": visit.others_present,
        "status": _status(visit),
        "status_reason": visit.status_reason,
        "form_order": setting_on(clinic=visit.clinic, key="form_order", day=visit.date),
        "form_extras": setting_on(clinic=visit.clinic, key="form_extras", day=visit.date),
    }
    return {
        "id": str(visit.pk),
        "date": visit.date.isoformat(),
        "provider": visit.provider.staff_id,
        "setting": visit.setting,
        "payer_policy": visit.payer_policy,
    } | {name: value for name, value in known.items() if value}


def _status(visit: Visit) -> str:
    """An open visit has no status yet."""
    if visit.ended_early_at is not None:
        return "ended_early"
    if visit.is_signed:
        return "completed"
    return visit.state if visit.state in (VisitState.CANCELLED, VisitState.ENTERED_IN_ERROR) else ""


def _tests(visit: Visit) -> list[Data]:
    """A measured trial wins over an earlier "not done" of the same test."""
    tests = []
    for test, rows in by_test(live_trials(visit)).items():
        trials = [row.fields for row in rows if row.kind == TrialKind.MEASURED]
        tests.append({"test": test, "trials": trials} if trials else _not_done(test, rows[-1].not_done_reason))
    return tests


def _not_done(test: str, reason: str) -> Data:
    return {"test": test, "not_done": {"reason": reason}}


def _span(span: Span, visit: Visit) -> Data:
    known = {"end": _moment(span.ends_at, visit) if span.ends_at else None, "test": span.test or None}
    return {
        "start": _moment(span.starts_at, visit),
        "activity": span.activity,
        "patient_present": span.patient_present,
        "one_on_one": span.one_on_one,
        "skilled": span.skilled,
        "provider": span.performer,
        "entered": span.entered,
    } | {name: value for name, value in known.items() if value is not None}


def _service(service: Service, visit: Visit) -> Data:
    known = {
        "minutes": None if service.minutes is None else float(service.minutes),
        "provider": service.provider or None,
        "discipline": service.discipline or None,
        "start": _moment(service.starts_at, visit) if service.starts_at else None,
        "end": _moment(service.ends_at, visit) if service.ends_at else None,
    }
    return {"code": service.code} | {name: value for name, value in known.items() if value is not None}


def _decision(row: Any, visit: Visit) -> Data:
    known = {"reason": row.reason, "declined_by": row.declined_by}
    return {
        "suggestion": row.suggestion,
        "decision": row.decision,
        "by": row.by.staff_id,
        "at": _moment(row.at, visit),
    } | {name: value for name, value in known.items() if value}


def _acknowledged(row: UrgentAcknowledgement, visit: Visit) -> Data:
    done = str(row.get_done_display())
    return {"signs": row.signs, "done": done, "by": row.by.staff_id, "at": _moment(row.at, visit)} | _named(
        "text", row.text
    )


def _goal(goal: Goal | None, visit: Visit) -> Data:
    if goal is None:
        return {}
    said = {"said_by": goal.said_by, "by": goal.by.staff_id, "at": _moment(goal.at, visit)}
    return said | _named("choices", goal.choices) | _named("text", goal.text)


def _incident(incident: Incident, visit: Visit) -> Data:
    said, ended = incident.described, incident.ended
    found = {"at": _moment(incident.opened.at, visit), "by": incident.opened.by.staff_id}
    found |= _named("test", said.test if said else incident.opened.test)
    if said is not None:
        found |= {
            "what": said.what,
            "injury": said.injury,
            **_named("done", incident.done_says),
            **_named("text", said.text),
        }
    if ended is not None:
        found["released"] = {"by": ended.by.staff_id, "at": _moment(ended.at, visit), "why": ended.text}
    return found


def _report(visit: Visit, case: Data) -> Data:
    """The report of `case`, which is whole but for it: the order of its sentences is that of the drafts `case` offers."""
    signed = None
    if visit.signed_by:
        signed = {"by": visit.signed_by.staff_id, "at": _moment(visit.signed_at, visit), **stated_of(visit)}
    offered = _offered(case) if sentences_of(visit) else []
    report = report_of(visit, offered) | _named("sentences", report_sentences(visit, offered))
    return report | _named("signed", signed)


def _offered(case: Data) -> list[str]:
    """Ids of the drafts that a case offers, in their order; none while it has faults."""
    from surefoot.assessment import assess

    try:
        return [draft["id"] for draft in assess(case, load())["drafts"]]
    except CaseRefused:
        return []


def _plan_of_care(visit: Visit) -> Data:
    days = {"certified_on": visit.plan_of_care_certified_on, "ends_on": visit.plan_of_care_ends_on}
    words = {"certified_by": visit.plan_of_care_certified_by, "discipline": visit.plan_of_care_discipline}
    known = {name: day.isoformat() for name, day in days.items() if day is not None}
    return known | {name: word for name, word in words.items() if word}


def _same_day(visit: Visit) -> Data:
    """Another visit of the day: as it was sealed, or as it stands while it is not signed."""
    sealed = sealed_case_of(visit)
    if sealed is not None:
        return sealed_part(visit, sealed)
    parts = {
        "discipline": visit.plan_of_care_discipline,
        "ledger": [_span(span, visit) for span in spans_of(visit)],
        "tests": _tests(visit),
        "report": report_of(visit),
    }
    return {"id": str(visit.pk), "setting": visit.setting} | {name: part for name, part in parts.items() if part}


def _staff_of(visits: Iterable[Visit]) -> Iterable[User]:
    ids = {id_ for visit in visits for id_ in _staff_ids(visit)}
    return User.objects.filter(pk__in=ids - {None}).order_by("staff_id")


def _staff_ids(visit: Visit) -> set[Any]:
    ids = {visit.provider_id, visit.signed_by_id}
    ids |= set(visit.urgent_acknowledgements.values_list("by_id", flat=True))
    ids |= set(visit.goals.values_list("by_id", flat=True))
    ids |= set(visit.incident_events.values_list("by_id", flat=True))
    ids |= set(visit.sentences.values_list("touched_by_id", flat=True))
    ids |= {service.provider_id for service in services_of(visit)}
    return ids | {span.performer_id for span in spans_of(visit)} | {row.by_id for row in decisions_of(visit)}


def provider_of(user: User) -> Data:
    """A member of staff as a case lists them."""
    return {"id": user.staff_id, "name": user.display_name, "credential": user.credential} | _named("npi", user.npi)


def _named(name: str, value: Any) -> Data:
    return {name: value} if value else {}


def _moment(at: datetime, visit: Visit) -> str:
    """ISO 8601 in the clinic's own time zone."""
    return moment_in(visit.clinic.time_zone, at)
