"""Reads of plan items and what became of them, always within one clinic. A practice patient is nobody and never counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from surefoot.note.reply_code import reply_code, reply_code_plain, reply_code_valid
from surefoot_web.accounts.models import Clinic, User
from surefoot_web.config.knowledge import load
from surefoot_web.patients.models import Patient
from surefoot_web.plans.models import Decision, Verdict
from surefoot_web.records.actions import FINISHING, SIGNED
from surefoot_web.records.clock import day_in
from surefoot_web.records.faults import InputRefused
from surefoot_web.visits.models import Visit

from .models import OutcomeEvent, Reply, Step

AGREED = (Verdict.ACCEPTED, Verdict.CHANGED)
ENDED = (Step.DONE, Reply.CHANGED, Step.NOT_DONE, Step.DECLINED, Step.NOT_POSSIBLE)


@dataclass(frozen=True, slots=True)
class Item:
    """One plan item of a signed visit with every word on it. `due_on` is None where nothing says when to look at it again."""

    visit: Visit
    suggestion: str
    label: str
    who: str
    decision: str
    due_on: date | None
    events: tuple[OutcomeEvent, ...] = ()

    @property
    def latest(self) -> OutcomeEvent | None:
        return self.events[-1] if self.events else None

    @property
    def standing(self) -> str:
        """What became of it, in one word: an end (`ENDED`), `seen`, `reply` of unknown content, `letter_sent`, or `pending`."""
        if self.latest is None:
            return Step.PENDING
        if self.latest.step == Step.PENDING and self.sent is not None:
            return Step.LETTER_SENT
        return self.latest.reply or self.latest.step

    @property
    def sent(self) -> OutcomeEvent | None:
        """The last word on how a referral went out."""
        return next((one for one in reversed(self.events) if one.step == Step.LETTER_SENT), None)

    def days_open(self, day: date) -> int | None:
        """Days since it went out until an answer or an end came, or until `day`; None where it did not go out."""
        if self.sent is None:
            return None
        after = self.events[self.events.index(self.sent) + 1 :]
        last = next((one for one in reversed(after) if one.step != Step.PENDING), None)
        closed = last is not None and self.standing != Step.LETTER_SENT
        return max((_day_of(last) if last and closed else day) - _day_of(self.sent), timedelta()).days

    @property
    def ended(self) -> bool:
        """Whether it is known what became of it."""
        return self.standing in ENDED

    @property
    def referred(self) -> bool:
        """Whether somebody outside delivers it, so that a letter and a reply belong to it."""
        return bool(self.who)

    @property
    def reply_code(self) -> str:
        """The code to write on a letter, by which its reply is found again; it tells nothing of the patient."""
        return reply_code(self.visit.pk, self.suggestion)

    def overdue(self, day: date) -> bool:
        return not self.ended and self.due_on is not None and self.due_on < day


def item_get(visit: Visit, suggestion: str) -> Item | None:
    """One item of the plan of a signed visit, or None."""
    return next((one for one in _items(visit=visit) if one.suggestion == suggestion), None)


def items_of(patient: Patient) -> list[Item]:
    """The plan items of a patient: of each suggestion the one agreed last, the newest visit first."""
    return _latest(_items(visit__patient=patient, visit__state__in=SIGNED))


def items_before(visit: Visit) -> list[Item]:
    """The plan items that were agreed before a visit."""
    return [one for one in items_of(visit.patient) if one.visit.pk != visit.pk and one.visit.date <= visit.date]


def unfinished(*, by: User, day: date) -> list[Item]:
    """Items of the clinic of which nobody knows what became: those overdue first, then by the day they are due."""
    of_clinic = {"visit__clinic": by.clinic_id, "visit__state__in": SIGNED, "visit__patient__practice": False}
    items = [one for one in _latest(_items(**of_clinic)) if not one.ended]
    return sorted(items, key=lambda one: (one.due_on or date.max, one.visit.date, one.label))


def items_by_code(code: str, *, by: User) -> list[Item]:
    """The referrals of the clinic whose reply code was typed: usually one; two may share a code. Raises `InputRefused` for what is no code."""
    if not reply_code_valid(code):
        raise InputRefused("This is no reply code.", do="Look at the letter again: four signs, a dash, four signs.")
    rows = Decision.objects.filter(visit__clinic=by.clinic_id, visit__state__in=SIGNED, decision__in=AGREED)
    wanted = reply_code_plain(code)
    named = set(rows.order_by().values_list("visit", "suggestion"))
    visits = [visit for visit, suggestion in named if reply_code(visit, suggestion) == wanted]
    return [one for one in _items(visit__in=visits) if one.reply_code == wanted] if visits else []


def open_visits(*, by: User, day: date) -> list[Visit]:
    """Visits of that day that are not signed yet: when one asks what became of the earlier plan."""
    found = Visit.objects.filter(clinic=by.clinic_id, date=day, state__in=FINISHING, patient__practice=False)
    return list(found.select_related("patient").order_by("created_at"))


def items_between(*, clinic: Clinic, first: date, last: date) -> list[Item]:
    """The items agreed in signed visits of the clinic from `first` to `last`, the oldest visit first, each visit's own."""
    items = _items(
        visit__clinic=clinic,
        visit__state__in=SIGNED,
        visit__patient__practice=False,
        visit__date__range=(first, last),
    )
    return sorted(items, key=lambda one: (one.visit.date, one.visit.created_at))


def _day_of(event: OutcomeEvent) -> date:
    return event.on or day_in(event.visit.clinic.time_zone, event.at)


def _latest(items: Iterable[Item]) -> list[Item]:
    found: dict[tuple[Any, str], Item] = {}
    for item in sorted(items, key=lambda one: (one.visit.date, one.visit.created_at)):
        found[item.visit.patient_id, item.suggestion] = item
    return sorted(found.values(), key=lambda one: one.visit.date, reverse=True)


def _items(**visits: Any) -> list[Item]:
    """The items of the plans of the visits that `visits` names, as a filter over what hangs on a visit."""
    rows = Decision.objects.filter(**visits)
    told = OutcomeEvent.objects.filter(**visits)
    seen = Visit.objects.filter(pk__in=rows.order_by().values("visit")).select_related("patient", "provider", "clinic")
    visit_of = {one.pk: one for one in seen}  # one row a visit and not one a decision, however many decisions there are
    staff = {one.pk: one for one in User.objects.filter(pk__in=told.order_by().values("by"))}
    decided = {(row.visit_id, row.suggestion): row for row in rows.order_by("at", "id")}
    for row in decided.values():
        row.visit = visit_of[row.visit_id]
    events: dict[tuple[Any, str], list[OutcomeEvent]] = {}
    for event in told:
        event.visit, event.by = visit_of[event.visit_id], staff[event.by_id]
        events.setdefault((event.visit_id, event.suggestion), []).append(event)
    offered = load().interventions
    agreed = [(row, events.get(key, ())) for key, row in decided.items() if row.decision in AGREED]
    return [_item(row, words, offered.get(row.suggestion, {})) for row, words in agreed]


def _item(row: Decision, events: Iterable[OutcomeEvent], known: Mapping[str, Any]) -> Item:
    days = (known.get("reassess") or {}).get("days")
    return Item(
        visit=row.visit,
        suggestion=row.suggestion,
        label=known.get("label", row.suggestion.replace("_", " ")),
        who=known.get("referral") or "",
        decision=row.decision,
        due_on=row.visit.date + timedelta(days=days) if days else None,
        events=tuple(events),
    )
