"""What the form shows once an answer tells of an urgent sign: plain words by sign, at once, and a line on every later screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surefoot.risk import UrgentSign, urgency
from surefoot_web.accounts.models import User
from surefoot_web.accounts.selectors import setting_on
from surefoot_web.records.actions import detail, writes
from surefoot_web.records.clock import day_in, now
from surefoot_web.visits.models import Visit

from .models import IntakeForm, Medium, UrgentShown
from .selectors import form_of


@dataclass(frozen=True, slots=True)
class ActWords:
    """What to do, as the headline on a device of one's own and on the clinic's, and as the line on later screens."""

    own: Promise
    clinic: Promise
    where: Promise
    line: Promise


WORDS: dict[str, ActWords] = {
    "call_911_now": ActWords(
        own=_("Call 911 now"),
        clinic=_("Call 911 now, or tell the staff right now"),
        where=_("You are in the clinic. Call out to the staff. If no one comes at once, call 911."),
        line=_("What you told us cannot wait: call 911."),
    ),
    "call_clinic_now": ActWords(
        own=_("Call the clinic now"),
        clinic=_("Tell the clinic staff now"),
        where=_("You are in the clinic. Show this screen to the staff now."),
        line=_("What you told us cannot wait: tell the clinic now."),
    ),
    "same_day": ActWords(
        own=_("Call the clinic today"),
        clinic=_("Tell the clinic staff today"),
        where=_("You are in the clinic. Show this screen to the staff before you leave."),
        line=_("Please tell the clinic today what you told us here."),
    ),
}
NOBODY_WATCHES = _("Nobody is watching this form right now. Your answers do not call for help.")
IF_WORSE = _("If you feel very ill, do not wait: call 911.")


@dataclass(frozen=True, slots=True)
class Group:
    """The signs that ask for the same, under one headline."""

    act: str
    headline: Promise
    where: Promise | None
    patient: list[str]
    staff: list[str]


def not_shown(form: IntakeForm, signs: Sequence[UrgentSign]) -> list[UrgentSign]:
    """The signs whose words did not come onto the screen yet, or only for something less urgent."""
    shown = [key.partition(":") for row in UrgentShown.objects.filter(form=form) for key in row.signs]
    return [
        sign
        for sign in signs
        if not any(id_ == sign.id and urgency(act) <= urgency(sign.act) for id_, _sep, act in shown)
    ]


@writes("intake.urgent_shown")
def intake_urgent_shown(*, visit: Visit, signs: Sequence[str], by: User, at: datetime) -> UrgentShown:
    """Keep that the words for these signs (`id:act`) came onto the screen."""
    form = form_of(visit)
    detail(signs=list(signs))
    kept = {"language": form.language, "medium": form.medium, "shown_at": at, "shown_by": by}
    return UrgentShown.objects.create(clinic=visit.clinic, visit=visit, form=form, signs=list(signs), **kept)


def groups_of(form: IntakeForm, signs: Sequence[UrgentSign]) -> list[Group]:
    """The words by what they ask for, the most urgent first, in the form's language."""
    here = form.medium != Medium.OWN_DEVICE
    found = []
    for act in dict.fromkeys(sign.act for sign in signs):
        words, same = WORDS[act], [sign for sign in signs if sign.act == act]
        patient = [str(sign.patient[form.language]) for sign in same if sign.patient]
        staff = [str(sign.staff["en"]) for sign in same]
        headline, where = (words.clinic, words.where) if here else (words.own, None)
        found.append(Group(act, headline, where, patient, staff))
    return found


def urgent_context(form: IntakeForm, signs: Sequence[UrgentSign]) -> dict[str, Any]:
    """What the urgent screen shows."""
    return {
        "groups": groups_of(form, signs),
        "nobody_watches": NOBODY_WATCHES,
        "if_worse": IF_WORSE,
        "phone": setting_on(clinic=form.clinic, key="phone", day=day_in(form.clinic.time_zone, now())),
    }


def line_of(signs: Sequence[UrgentSign]) -> Promise | None:
    """The line on top of later screens: what the most urgent sign asks for, without the sign. None without a sign."""
    return WORDS[signs[0].act].line if signs else None
