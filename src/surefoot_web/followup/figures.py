"""What a clinic may count of its own visits: each figure with what it means, how many, and of how many. A practice patient is nobody.

The number of queries does not grow with the visits. A figure of few is told as a count: `few` is the knowledge's
`follow_up.few`, this project's own choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from surefoot_web.accounts.models import User
from surefoot_web.config.knowledge import load
from surefoot_web.records.actions import SIGNED
from surefoot_web.visits.models import Visit, VisitState

from .models import Reply, SignedShort, Step
from .selectors import Item, items_between

VOID = (VisitState.CANCELLED, VisitState.ENTERED_IN_ERROR)
NO_RISK = (None, "general")  # what a level asks for that is no level of risk
NOT_KNOWN = "not_known"
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """`count` of `total`; `share` in percent, None where there are few."""

    name: str
    count: int
    total: int
    few: int
    kind: str = ""

    @property
    def share(self) -> int | None:
        return None if not self.total or self.total < self.few else round(PERCENT * self.count / self.total)


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that share one meaning."""

    id: str
    title: str
    means: str
    figures: tuple[Figure, ...]


def figures_of(*, by: User, first: date, last: date) -> list[Group]:
    """Every figure of the clinic of `by` for visits from `first` to `last`, both days included."""
    few = int(load().as_of(last).values["follow_up.few"].value)
    return _Counting(by, first, last, few).groups()


class _Counting:
    def __init__(self, by: User, first: date, last: date, few: int) -> None:
        self.few = few
        visits = Visit.objects.filter(clinic=by.clinic_id, date__range=(first, last), patient__practice=False).exclude(
            state__in=VOID
        )
        rows = visits.values_list("pk", "state", "provider__display_name").order_by("date", "pk")
        self.provider: dict[UUID, str] = {pk: name for pk, _state, name in rows}
        self.signed = [pk for pk, state, _name in rows if state in SIGNED]
        kept = SignedShort.objects.filter(visit__in=visits).values_list("visit_id", "levels", "factors")
        self.short: dict[UUID, tuple[Mapping[str, Any], Mapping[str, Any]]] = {pk: (one, two) for pk, one, two in kept}
        self.items = items_between(clinic=by.clinic, first=first, last=last)

    def groups(self) -> list[Group]:
        found = [self._visits(), *self._mix(), self._plans(), self._outcomes(), self._factors(), *self._providers()]
        return [one for one in found if one.figures]

    def _figure(self, name: str, count: int, total: int, kind: str = "") -> Figure:
        return Figure(name, count, total, self.few, kind)

    def _visits(self) -> Group:
        means = _(
            "Visits on a day of the span that were neither cancelled nor entered in error. "
            "A level of risk and a plan are only counted once a visit is signed."
        )
        signed, total = len(self.signed), len(self.provider)
        rows = (self._figure(_("Signed"), signed, total), self._figure(_("Not signed yet"), total - signed, total))
        return Group("visits", _("Visits"), means, rows if total else ())

    @cached_property
    def algorithms(self) -> dict[str, dict[str, str]]:
        """{algorithm: {level: words}} of what was sealed in the span, with the titles under "" and in the order of the knowledge."""
        found: dict[str, dict[str, str]] = {id_: {} for id_ in load().algorithms}
        for levels, _factors in self.short.values():
            for id_, one in levels.items():
                found.setdefault(id_, {})[""] = one["title"]
                found[id_][one["level"]] = one["label"] or one["level"]
        return {id_: named for id_, named in found.items() if named}

    def _mix(self) -> Iterable[Group]:
        """One group for each algorithm, every signed visit in exactly one row of it."""
        means = _("Signed visits by the level that this algorithm gave when the visit was signed.")
        for id_, named in self.algorithms.items():
            counted = Counter(self._level(pk, id_) for pk in self.signed)
            order = [level for level in self._order(id_) if level in counted]
            levels = [*order, *(one for one in counted if one not in order and one != NOT_KNOWN)]
            rows = [self._figure(_said(named, one), counted[one], len(self.signed)) for one in levels]
            rows.append(self._figure(_("not known"), counted[NOT_KNOWN], len(self.signed), kind=NOT_KNOWN))
            yield Group(f"mix-{id_}", _("Risk: %s") % named[""], means, tuple(rows))

    @staticmethod
    def _order(id_: str) -> list[str]:
        known = load().algorithms.get(id_)
        return list(known.levels) if known else []

    def _level(self, pk: UUID, algorithm: str) -> str:
        sealed = self.short.get(pk)
        level = sealed[0].get(algorithm, {}).get("level") if sealed else None
        return level or NOT_KNOWN

    def _at_risk(self, pk: UUID, algorithm: str = "") -> bool:
        """Whether a level of this algorithm, or of any, asks for more than general advice."""
        levels = self.short[pk][0] if pk in self.short else {}
        chosen = [levels[algorithm]] if algorithm in levels else levels.values() if not algorithm else ()
        return any(one["asks_for"] not in NO_RISK for one in chosen)

    @cached_property
    def planned(self) -> set[UUID]:
        """Signed visits with a plan: at least one suggestion accepted or changed."""
        return {one.visit.pk for one in self.items}

    def _plans(self) -> Group:
        means = _(
            "Of the signed visits at risk, those with a plan: at least one suggestion accepted or changed. At risk is a visit "
            "whose level asks for more than general advice; where the level is not known, it is not counted here."
        )
        names = {"": _("At risk by any of the algorithms"), **{id_: one[""] for id_, one in self.algorithms.items()}}
        rows = (
            self._with_plan(name, [pk for pk in self.signed if self._at_risk(pk, id_)]) for id_, name in names.items()
        )
        return Group("plans", _("At risk, with a signed plan"), means, tuple(one for one in rows if one.total))

    def _with_plan(self, name: str, visits: list[UUID]) -> Figure:
        return self._figure(name, sum(pk in self.planned for pk in visits), len(visits))

    @cached_property
    def last_agreed(self) -> list[Item]:
        """Each suggestion once for each patient: as it was agreed last within the span."""
        found = {(one.visit.patient_id, one.suggestion): one for one in self.items}
        return list(found.values())

    def _outcomes(self) -> Group:
        means = _(
            "Suggestions that were accepted or changed in a signed visit of the span, by what is known of them today. "
            "One agreed in several visits of a patient counts once."
        )
        counted, total = Counter(one.standing for one in self.last_agreed), len(self.last_agreed)
        rows = [self._figure(name, counted[key], total) for key, name in standings().items()]
        return Group("outcomes", _("Plan items by outcome"), means, tuple(rows) if total else ())

    def _factors(self) -> Group:
        means = _(
            "Plan items that are done, also another way, of those agreed for this risk factor. "
            "An item for several factors counts under each of them."
        )
        names: dict[str, str] = {}
        total, done = Counter[str](), Counter[str]()
        for item in self.last_agreed:
            sealed = self.short.get(item.visit.pk)
            aims = sealed[1].get(item.suggestion, {}) if sealed else {}
            names |= aims
            total.update(list(aims))
            done.update([id_ for id_ in aims if _done(item)])
        order = sorted(total, key=lambda id_: (-total[id_], names[id_]))
        rows = tuple(self._figure(names[id_], done[id_], total[id_]) for id_ in order)
        return Group("factors", _("Plan items done, by risk factor"), means, rows)

    def _providers(self) -> Iterable[Group]:
        names = sorted({self.provider[pk] for pk in self.signed})
        of = {name: [pk for pk in self.signed if self.provider[pk] == name] for name in names}
        means = _(
            "Of the signed visits at risk by any of the algorithms, those with a plan, by the provider responsible."
        )
        rows = [self._with_plan(name, [pk for pk in of[name] if self._at_risk(pk)]) for name in names]
        title = _("At risk, with a signed plan, by provider")
        yield Group("plans-by-provider", title, means, tuple(one for one in rows if one.total))
        means = _("Plan items that are done, also another way, by the provider responsible for the visit.")
        counted = Counter(self.provider[one.visit.pk] for one in self.last_agreed)
        done = Counter(self.provider[one.visit.pk] for one in self.last_agreed if _done(one))
        rows = [self._figure(name, done[name], counted[name]) for name in names if counted[name]]
        yield Group("items-by-provider", _("Plan items done, by provider"), means, tuple(rows))


def _said(named: Mapping[str, str], level: str) -> str:
    return _("does not apply") if level == "not_applicable" else named.get(level, level)


def _done(item: Item) -> bool:
    return item.standing in (Step.DONE, Reply.CHANGED)


def standings() -> dict[str, str]:
    """Everything that may have become of an item, in words."""
    return {
        Step.DONE: _("Done"),
        Reply.CHANGED: _("Done another way"),
        Reply.SEEN: _("Patient seen, end not known"),
        Step.REPLY: _("Replied, end not known"),
        Step.LETTER_SENT: _("Referral sent, no answer yet"),
        Step.NOT_DONE: _("Not done"),
        Step.DECLINED: _("Declined by the patient"),
        Step.NOT_POSSIBLE: _("Not possible"),
        Step.PENDING: _("Pending"),
    }
