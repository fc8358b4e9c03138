"""Who may perform it here, and why the patient was tested again: what the clinic attested, and what earlier visits show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from surefoot.billing.attested import attested
from surefoot.billing.found import Case, Found, text
from surefoot.billing.moments import day
from surefoot.billing.performed import measures_performance
from surefoot.billing.record import Record
from surefoot.knowledge import Knowledge
from surefoot.values import Tri

Earlier = Mapping[str, Any]
_FELL = "falls_12m"


def scope_facts(record: Record) -> dict[str, Found]:
    """Is the service within the scope of practice of everyone who performed, as the clinic attests for its state?"""
    people = {span.credential for span, _ in record.performers.spans}
    answers = [_attested(record, credential) for credential in people]
    paths = ("clinic.scope_attested",) if record.case.get("clinic") else ()
    if False in answers:
        return {"billing.within_scope": Found(False, evidence=paths)}
    known = bool(answers) and None not in answers
    return {"billing.within_scope": Found(True if known else None, "scope of practice not attested", paths)}


def _attested(record: Record, credential: str | None) -> bool | None:
    """The latest attestation for this credential and the clinic's state, from a named person, not after the visit."""
    clinic = record.case.get("clinic") or {}
    own = [
        one
        for one in clinic.get("scope_attested") or ()
        if credential is not None
        and one.get("credential") == credential
        and text(one.get("state")) is not None
        and one["state"] == clinic.get("state")
        and text(one.get("by")) is not None
        and _not_after(one.get("on"), record)
    ]
    latest = [one for one in own if one["on"] == max(other["on"] for other in own)]
    return all(one.get("within_scope", True) for one in latest) if latest else None


def _not_after(value: object, record: Record) -> bool:
    on = day(value)
    return on is not None and on <= record.day


def retest_facts(record: Record) -> dict[str, Found]:
    """Was the patient tested at an earlier visit, and does the record say why again? What says it is our own reading."""
    earlier = earlier_tests(record.case, record.knowledge)
    why = tuple(_why_again(record, sorted(earlier, key=_day_of)))
    return {
        "billing.tested_before": Found(bool(earlier), evidence=("previous",) if earlier else ()),
        "billing.retest_explained": Found(bool(why), evidence=why),
    }


def earlier_tests(case: Case, knowledge: Knowledge) -> list[Earlier]:
    """The earlier visits of `case` at which the patient was tested; none makes this the first test."""
    return [one for one in case.get("previous") or () if _tested(one, case, knowledge)]


def _tested(earlier: Earlier, case: Case, knowledge: Knowledge) -> bool:
    """Does it show a physical performance test of this patient, by a trial or by a score?"""
    named, own = (earlier.get("patient") or {}).get("id"), case["patient"].get("id")
    if named is not None and own is not None and named != own:
        return False
    if (earlier.get("visit") or {}).get("status") in ("cancelled", "entered_in_error"):
        return False
    done = [one["test"] for one in earlier.get("tests") or () if one.get("trials")]
    done += [id_ for id_ in knowledge.tests if _scored(knowledge, id_, earlier.get("scores") or {})]
    return any(measures_performance(knowledge, id_) is Tri.YES for id_ in done)


def _scored(knowledge: Knowledge, test: str, scores: Mapping[str, Any]) -> bool:
    return any(score["id"] in scores for score in knowledge.tests[test]["scores"])


def _day_of(earlier: Earlier) -> str:
    return str(earlier["date"] if "date" in earlier else earlier["visit"]["date"])


def _why_again(record: Record, earlier: Iterable[Earlier]) -> Iterator[str]:
    """A reason in words, a suggestion taken up, a fall since or more of them, or a diagnosis that the last record of them does not hold."""
    case, visits = record.case, list(earlier)
    if text(case["visit"].get("retest_reason")):
        yield "visit.retest_reason"
    if any(_taken_up(record, suggestion.get("decision") or {}) for suggestion in record.suggestions):
        yield "decisions"
    fell = day(_fall_history(case).get("last_fall_date"))
    if fell is not None and visits and fell.isoformat() > _day_of(visits[-1]):
        yield "answers.fall_history.last_fall_date"
    falls = [_falls(one) for one in visits if _falls(one) is not None]
    now = _falls(case)
    if falls and now is not None and now > (falls[-1] or 0):
        yield f"answers.fall_history.{_FELL}"
    listed = [one["visit"]["diagnoses"] for one in visits if (one.get("visit") or {}).get("diagnoses")]
    if listed and set(case["visit"].get("diagnoses") or ()) - set(listed[-1]):
        yield "visit.diagnoses"


def _taken_up(record: Record, decision: Case) -> bool:
    return decision.get("decision") in ("accepted", "changed") and attested(record.case, decision, record.knowledge)


def _fall_history(case: Earlier) -> Mapping[str, Any]:
    answers = case.get("answers") or {}
    history = answers.get("fall_history") if isinstance(answers, Mapping) else None
    return history if isinstance(history, Mapping) else {}


def _falls(case: Earlier) -> float | None:
    falls = _fall_history(case).get(_FELL)
    return falls if isinstance(falls, int | float) and not isinstance(falls, bool) else None
