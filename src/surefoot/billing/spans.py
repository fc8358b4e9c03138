"""Each span of the ledger: does its time count for 97750, and why: its conditions, all of which must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from surefoot.billing.found import Case, text
from surefoot.billing.moments import moment, seconds
from surefoot.billing.performed import Performed, measures_performance, shown_done
from surefoot.billing.reading import DEFAULT, DELIVERY_ONLY, Reading
from surefoot.billing.undivided import undivided
from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Entry
from surefoot.values import Tri
from surefoot.values.tri import all_of, any_of

Tests = tuple[Performed, ...] | None

_REQUIREMENT = {  # whose source a span cites when this condition decides
    "patient": "R07",
    "present": "R21",
    "in_person": "R21",
    "length": "R11",
    "one_on_one": "R07",
    "undivided": "R07",
    "skilled": "R22",
    "test": "R06",
    "test_done": "R04",
    "documented": "R26",
}
_NO = {
    "patient": "The time of another patient.",
    "present": "The patient was not in the room.",
    "in_person": "Remote time is not face to face.",
    "length": "No time passed between start and end.",
    "one_on_one": "Contact was not one on one.",
    "skilled": "No skilled service by a qualified person.",
    "test": "No test that measures physical performance stands behind it.",
}
_OPEN = {
    "patient": "Whose time it is is not known.",
    "present": "Whether the patient was in the room is not known.",
    "in_person": "Whether it was face to face is not known.",
    "length": "Start or end is not known.",
    "one_on_one": "Whether contact was one on one is not known.",
    "undivided": "Another span lies over this one, or may, so whether contact was one on one is not known.",
    "skilled": "Who performed it, with which credential, or whether it was skilled is not known.",
    "test": "Whether a test that measures physical performance stands behind it is not known.",
    "test_done": "The record does not show that the test it names was done.",
    "documented": "The report of this visit is not whole and signed.",
}


@dataclass(frozen=True, slots=True)
class Span:
    """One span as read. `time_s` is None while start or end is not known; `ended` its last moment; `strict` is the narrower reading's answer."""

    path: str
    activity: str | None
    listed: Entry | None
    time_s: float | None
    ended: datetime | None
    provider: str | None
    credential: str | None
    wanted: Tri
    conditions: Mapping[str, Tri]
    counts: Tri
    strict: Tri
    why: str
    source: tuple[str, ...]

    def but_for(self, *names: str) -> bool:
        """Would it count, as far as is known, were it not for these conditions?"""
        others = (answer for key, answer in self.conditions.items() if key not in names)
        return self.wanted is not Tri.NO and Tri.NO not in set(others)

    def counts_under(self, reading: Reading) -> Tri:
        """Does its time count under this reading?"""
        return all_of((_wanted(self.listed, reading), *self.conditions.values()))


def spans_of(case: Case, knowledge: Knowledge, tests: Tests, reading: Reading = DEFAULT) -> tuple[Span, ...] | None:
    """Every span, its answer under this reading; None when the case says nothing of time."""
    if case.get("ledger") is None:
        return None
    people = {one["id"]: one.get("credential") for one in case.get("providers") or ()}
    read = zip(case["ledger"], undivided(case), strict=True)
    return tuple(_span(case, knowledge, tests, people, (index, *one), reading) for index, one in enumerate(read))


def _span(
    case: Case,
    knowledge: Knowledge,
    tests: Tests,
    people: Mapping[str, str | None],
    numbered: tuple[int, Case, Tri],
    reading: Reading,
) -> Span:
    index, span, alone = numbered
    provider = text(span.get("provider"))
    credential = people.get(provider) if provider else None
    activity = knowledge.activities.get(span.get("activity") or "")
    wanted = _wanted(activity, reading)
    conditions = {
        "patient": _own(case, span),
        "present": _flag(span, "patient_present"),
        "in_person": Tri.of(case["visit"].get("setting") != "telehealth"),
        "length": _lasted(seconds(span)),
        "one_on_one": _flag(span, "one_on_one"),
        "undivided": alone,
        "skilled": _skilled(span, knowledge.credentials.get(credential or "")),
        "test": _tested(span, knowledge, tests, activity),
        "test_done": Tri.YES if span.get("test") is None else shown_done(tests, span["test"]),
    }
    counts = all_of((wanted, *conditions.values()))
    why, source = _why(knowledge, activity, wanted, conditions)
    strict = Tri.of(activity["strict_delivery"] == "yes") if activity else Tri.NOT_KNOWN
    return Span(
        path=f"ledger[{index}]",
        activity=span.get("activity"),
        listed=activity,
        time_s=seconds(span),
        ended=moment(span.get("end")) or moment(span.get("start")),
        provider=provider,
        credential=credential,
        wanted=wanted,
        conditions=conditions,
        counts=counts,
        strict=counts & strict,
        why=why,
        source=source,
    )


def _wanted(activity: Entry | None, reading: Reading) -> Tri:
    """Is it an activity whose time counts under this reading?"""
    if activity is None:
        return Tri.NOT_KNOWN
    listed = activity["counts"] == "yes" or activity.get("counts_if") in reading
    return Tri.of(listed and (DELIVERY_ONLY not in reading or activity["strict_delivery"] == "yes"))


def _flag(span: Case, key: str) -> Tri:
    value = span.get(key)
    return Tri.of(value if isinstance(value, bool) else None)


def _lasted(time_s: float | None) -> Tri:
    return Tri.of(None if time_s is None else time_s > 0)


def _own(case: Case, span: Case) -> Tri:
    named, own = span.get("patient"), case["patient"].get("id")
    if "patient" not in span:
        return Tri.YES
    return Tri.NOT_KNOWN if named is None or own is None else Tri.of(named == own)


def _skilled(span: Case, credential: Entry | None) -> Tri:
    if span.get("skilled") is False:
        return Tri.NO
    not_sure = "skilled" in span and span["skilled"] is None
    if not_sure or credential is None or credential["skilled"] == "review":
        return Tri.NOT_KNOWN
    return Tri.of(credential["skilled"] == "yes")


def _tested(span: Case, knowledge: Knowledge, tests: Tests, activity: Entry | None) -> Tri:
    """A span that names a test counts as that test does; performing without a name only if every test done does."""
    if span.get("test") is not None:
        return measures_performance(knowledge, span["test"])
    if tests is None:
        return Tri.NOT_KNOWN
    one_counts = any_of(test.done & test.counts for test in tests)
    if activity and activity.get("needs_test") == "yes":
        return one_counts & all_of(~test.attempted | test.counts for test in tests)
    return one_counts


def _why(
    knowledge: Knowledge, activity: Entry | None, wanted: Tri, conditions: Mapping[str, Tri]
) -> tuple[str, tuple[str, ...]]:
    if activity is None:
        return "What was done in it is not known.", ()
    if wanted is Tri.NO:
        return activity["why"], activity.cited.source
    for answer, words in ((Tri.NO, _NO), (Tri.NOT_KNOWN, _OPEN)):
        for name, held in conditions.items():
            if held is answer:
                return words[name], knowledge.requirements[_REQUIREMENT[name]].cited.source
    return activity.get("counts_if_why", activity["why"]), activity.cited.source
