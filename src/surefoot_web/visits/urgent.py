"""The urgent signs of a visit: since when, from whom, what was done about them; and the visits where nobody did anything yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Max, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surefoot.engine import CaseReader
from surefoot.instruments import case_facts
from surefoot.risk import OpenSign, UrgentSign, signs_to_ask, urgency, urgent_signs
from surefoot_web.accounts.models import User
from surefoot_web.config.knowledge import load
from surefoot_web.intake.models import Medium, UrgentShown
from surefoot_web.intake.selectors import form_of, latest_answers
from surefoot_web.records.actions import FINISHING

from .case import clinical_case_of
from .models import UrgentAcknowledgement, Visit
from .selectors import WITH
from .tests import live_trials

ACT_WORDS: dict[str, Promise] = {
    "call_911_now": gettext_lazy("911 now"),
    "call_clinic_now": gettext_lazy("clinician now"),
    "same_day": gettext_lazy("clinician today"),
}


@dataclass(frozen=True, slots=True)
class Raised:
    """One sign of a visit. `withdrawn`: the words were shown and the answer was changed afterwards."""

    key: str
    id: str
    act: str
    label: str
    says: str
    ask: str
    since: datetime | None
    who: str
    withdrawn: bool
    acknowledged: UrgentAcknowledgement | None

    @property
    def act_words(self) -> Promise:
        return ACT_WORDS[self.act]


@dataclass(frozen=True, slots=True)
class UrgentVisit:
    """A visit with signs that nobody has acknowledged."""

    visit: Visit
    signs: list[Raised]


def reader_of(visit: Visit) -> CaseReader:
    """The rules over the answers and tests of a visit, with the knowledge of its day."""
    case, knowledge = clinical_case_of(visit), load()
    return CaseReader(knowledge, knowledge.as_of(visit.date), case_facts(case, knowledge))


def raised(visit: Visit) -> list[Raised]:
    """Signs that stand and signs whose words were shown, the most urgent first. Of a signed visit those acknowledged in it."""
    told = [*_standing(visit), *_withdrawn(visit)]
    found = sorted(told, key=lambda sign: urgency(sign.act))
    standing = {sign.id for sign in found if not sign.withdrawn}
    found = [sign for sign in found if not (sign.withdrawn and sign.id in standing)]
    return [sign for sign in found if sign.acknowledged] if visit.is_signed else found


def unacknowledged(visit: Visit) -> list[Raised]:
    """The signs of a visit that wait for somebody."""
    return [sign for sign in raised(visit) if sign.acknowledged is None]


def to_ask(visit: Visit) -> list[OpenSign]:
    """Urgent signs that are not known and that staff ask about now; none once the visit is over."""
    return signs_to_ask(reader_of(visit)) if visit.state in FINISHING else []


def urgent_visits(*, day: date, by: User) -> list[UrgentVisit]:
    """The clinic's visits up to `day` with a sign that nobody acknowledged: the most urgent first, then the oldest."""
    found = [UrgentVisit(visit, unacknowledged(visit)) for visit in _candidates(day, by)]
    waiting = [one for one in found if one.signs]
    return sorted(waiting, key=lambda one: (urgency(one.signs[0].act), one.visit.date, one.visit.created_at))


def banner(visit: Visit, by: User) -> dict[str, Any]:
    """What every page of the visit shows on top: signs not acknowledged, signs acknowledged, and what to ask now."""
    if not by.may("urgent.read"):
        return {}
    signs = raised(visit)
    return {
        "urgent_open": [sign for sign in signs if sign.acknowledged is None],
        "urgent_done": [sign for sign in signs if sign.acknowledged is not None],
        "urgent_to_ask": to_ask(visit),
        "may_acknowledge": by.may("urgent.acknowledge"),
    }


def _candidates(day: date, by: User) -> Iterator[Visit]:
    mine = Visit.objects.filter(clinic=by.clinic_id, date__lte=day).select_related(*WITH)
    open_ones = mine.filter(state__in=FINISHING).filter(Q(answers__isnull=False) | Q(trials__isnull=False)).distinct()
    yield from open_ones
    yield from _left(mine.exclude(state__in=FINISHING))


def _left(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Visits that are over and showed urgent words after the last acknowledgement, or without any."""
    timed = visits.annotate(shown=Max("urgent_shown__shown_at"), seen=Max("urgent_acknowledgements__at"))
    return timed.filter(shown__isnull=False).filter(Q(seen__isnull=True) | Q(seen__lt=F("shown")))


def _standing(visit: Visit) -> Iterator[Raised]:
    signs = urgent_signs(reader_of(visit))
    if not signs:
        return
    rows, source = _Seen(visit), _Source(visit)
    for sign in signs:
        since, who = source.of(sign)
        ask = str(sign.ask["en"]) if sign.ask and not sign.certain else ""
        yield Raised(
            sign.key, sign.id, sign.act, sign.label, str(sign.staff["en"]), ask, since, who, False, rows.of(sign.key)
        )


def _withdrawn(visit: Visit) -> Iterator[Raised]:
    """The last words shown for each sign, whatever stands now."""
    shown: dict[str, tuple[str, datetime]] = {}
    for row in UrgentShown.objects.filter(visit=visit):
        shown |= {key.partition(":")[0]: (key, row.shown_at) for key in row.signs}
    if not shown:
        return
    rows, who = _Seen(visit), respondent_words(visit)
    for id_, (key, at) in shown.items():
        entry = load().findings[id_]
        act = key.partition(":")[2]
        yield Raised(key, id_, act, entry["label"], entry["urgent"]["en"], "", at, who, True, rows.of(key))


class _Seen:
    """Which signs of a visit were acknowledged: at this act or at a more urgent one."""

    def __init__(self, visit: Visit) -> None:
        self.rows = list(UrgentAcknowledgement.objects.filter(visit=visit).select_related("by"))

    def of(self, key: str) -> UrgentAcknowledgement | None:
        return next((row for row in reversed(self.rows) if any(_covers(seen, key) for seen in row.signs)), None)


def _covers(seen: str, key: str) -> bool:
    (seen_id, _sep, seen_act), (id_, _sep, act) = seen.partition(":"), key.partition(":")
    return seen_id == id_ and urgency(seen_act) <= urgency(act)


class _Source:
    """From when and whom a sign is: the latest of the answers and trials it rests on."""

    def __init__(self, visit: Visit) -> None:
        self.answers, self.trials = latest_answers(visit), live_trials(visit)
        self.respondent = respondent_words(visit)

    def of(self, sign: UrgentSign) -> tuple[datetime | None, str]:
        measured = [trial for trial in self.trials if any(path.startswith("tests[") for path in sign.evidence)]
        if measured:
            return measured[-1].measured_at, measured[-1].entered_by.display_name
        answers = (row for path in sign.evidence for row in self._rows(path))
        return max((row.entered_at for row in answers), default=None), self.respondent

    def _rows(self, path: str) -> Iterable[Any]:
        section, _sep, key = path.removeprefix("answers.").partition(".")
        place = (section.partition("[")[0], key)
        return (self.answers[place],) if place in self.answers else ()


def respondent_words(visit: Visit) -> str:
    """Who answered the questionnaire, in words."""
    form = form_of(visit)
    if form is None:
        return ""
    if form.medium == Medium.STAFF_READ:
        return _("%(who)s, read out by %(staff)s") % {
            "who": form.get_who_display(),
            "staff": form.handed_over_by.display_name,
        }
    return f"{form.get_who_display()}, {form.get_medium_display().lower()}"
