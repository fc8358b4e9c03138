"""Who is due to be seen again, always within one clinic. A practice patient is nobody and never counted.

Everybody is due a year after the last signed visit. A clinic may set an interval of its own for a level of one algorithm, from
a day on (`reassess`, a dated setting); where it set none, no interval by level is made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, OuterRef, Q, Subquery

from surefoot.units import written
from surefoot_web.accounts.models import Clinic, User
from surefoot_web.accounts.selectors import setting_on
from surefoot_web.config.knowledge import load
from surefoot_web.patients.models import Patient
from surefoot_web.records.actions import FINISHING, SIGNED
from surefoot_web.records.clock import day_in
from surefoot_web.visits.models import Visit

from .models import Reminder, SignedShort

FIGURES = ("follow_up.yearly", "follow_up.ahead")
SETTING = "reassess"


@dataclass(frozen=True, slots=True)
class Intervals:
    """After how many days somebody is seen again: by level of `algorithm` where the clinic set it, else `yearly`."""

    yearly: timedelta
    ahead: timedelta
    algorithm: str
    by_level: Mapping[str, timedelta]

    def of(self, levels: Mapping[str, Any] | None) -> tuple[str, timedelta]:
        """The level of a patient whose last signature held `levels`, and the interval that belongs to it."""
        level = ((levels or {}).get(self.algorithm) or {}).get("level") or "not_known"
        return level, self.by_level.get(level, self.yearly)

    @property
    def shortest(self) -> timedelta:
        return min((self.yearly, *self.by_level.values()))


@dataclass(frozen=True, slots=True)
class Due:
    """A patient whose last signed visit is so long ago that the next look is due on `due_on`, or will be soon.

    `level` is by the algorithm that the clinic chose; empty where it chose none. `own` says that the interval is the clinic's.
    """

    patient: Patient
    seen_on: date
    due_on: date
    level: str
    level_says: str
    own: bool
    reminded: Reminder | None

    def overdue(self, day: date) -> bool:
        return self.due_on < day


def intervals_on(*, clinic: Clinic, day: date) -> Intervals:
    """The intervals that hold on `day`."""
    yearly, ahead = (timedelta(days=load().as_of(day).values[id_].value) for id_ in FIGURES)
    own = setting_on(clinic=clinic, key=SETTING, day=day) or {}
    by_level = {level: timedelta(days=days) for level, days in own.get("days", {}).items()}
    ahead = timedelta(days=own["ahead"]) if own.get("ahead") is not None else ahead
    return Intervals(yearly, ahead, own.get("algorithm", ""), by_level)


def due(*, by: User, day: date) -> list[Due]:
    """Patients of the clinic who are due soon, and those overdue, the longest first.

    Whoever has a visit that is not signed yet is being seen, and is not on the list.
    """
    asked = intervals_on(clinic=by.clinic, day=day)
    people = _seen_before(by=by, day=day, last=day - asked.shortest + asked.ahead)
    told = Reminder.objects.filter(patient__in=people.order_by().values("pk")).select_related("by", "clinic")
    reminders = {one.patient_id: one for one in told}
    rows = (_due(one, asked, reminders.get(one.pk)) for one in people)
    found = [one for one in rows if one.due_on - asked.ahead <= day]
    return sorted(found, key=lambda one: (one.due_on, one.patient.family_name, one.patient.given_name))


def by_level(rows: Iterable[Due], asked: Intervals) -> list[Due]:
    """The rows level by level as the algorithm of the clinic orders them, the highest first, "not known" last.

    A clinic that chose no algorithm has no levels: the rows stay as they are.
    """
    known = load().algorithms.get(asked.algorithm)
    order = [*reversed(known.levels)] if known else []
    return sorted(rows, key=lambda one: order.index(one.level) if one.level in order else len(order))


def due_of(patient: Patient, *, by: User, day: date) -> Due | None:
    """When this patient is due, however far away; None where no visit of theirs was signed, or one is open."""
    asked = intervals_on(clinic=by.clinic, day=day)
    found = _seen_before(by=by, day=day, last=day).filter(pk=patient.pk).first()
    reminded = Reminder.objects.filter(patient=patient).select_related("by", "clinic").last()
    return _due(found, asked, reminded) if found else None


def _seen_before(*, by: User, day: date, last: date) -> Any:
    seen = Max("visits__date", filter=Q(visits__state__in=SIGNED))
    sealed = SignedShort.objects.filter(visit__patient=OuterRef("pk"), visit__state__in=SIGNED)
    newest = sealed.order_by("-visit__date", "-visit__created_at").values("levels")[:1]
    return (
        Patient.objects.filter(clinic=by.clinic_id, practice=False)
        .exclude(visits__in=Visit.objects.filter(clinic=by.clinic_id, state__in=FINISHING))
        .annotate(seen_on=seen, levels=Subquery(newest))
        .filter(seen_on__lte=last)
        .order_by("seen_on", "family_name", "given_name")
    )


def _due(person: Any, asked: Intervals, reminded: Reminder | None) -> Due:
    level, interval = asked.of(person.levels)
    own = level in asked.by_level
    shown = (level, level_label(asked.algorithm, level)) if asked.algorithm else ("", "")
    since = reminded if reminded is not None and _day_of(reminded) >= person.seen_on else None
    return Due(person, person.seen_on, person.seen_on + interval, *shown, own, since)


def _day_of(reminder: Reminder) -> date:
    return day_in(reminder.clinic.time_zone, reminder.at)


def sources_of_due(day: date) -> dict[str, Any]:
    """Where the two figures of the due list come from, with how sure each is."""
    held = load().as_of(day).values
    return {id_: held[id_] for id_ in FIGURES}


def intervals_said(clinic: Clinic, day: date) -> str:
    """What the clinic set for its levels, in words that hold on `day`; empty where it set nothing."""
    return said(setting_on(clinic=clinic, key=SETTING, day=day) or {})


def said(value: Mapping[str, Any]) -> str:
    """A setting of intervals in words; empty where nothing is set."""
    algorithm = load().algorithms.get(value.get("algorithm", ""))
    if algorithm is None or not value.get("days"):
        return ""
    days = {level_label(algorithm.id, id_): written(days, "days") for id_, days in value["days"].items()}
    return f"{algorithm.title}: {', '.join(f'{level} {told}' for level, told in days.items())}"


def level_label(algorithm: str, level: str) -> str:
    """A level in words; where the knowledge does not name it any more, its id."""
    known = load().algorithms.get(algorithm)
    return str(known.levels[level]["label"]) if known and level in known.levels else level.replace("_", " ")
