"""What stands in the way of a signature, in words, each with where it is repaired."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from surefoot_web.accounts.models import User
from surefoot_web.records.actions import FINISHING
from surefoot_web.records.faults import ClockRunning, InputRefused
from surefoot_web.visits.actions.clocks import clocks_refuse
from surefoot_web.visits.case import assessment_of
from surefoot_web.visits.models import Visit, VisitState
from surefoot_web.visits.urgent import unacknowledged

from .models import SentenceState
from .selectors import sentences_of
from .selectors_note import SectionLines

READY = (VisitState.REVIEW, VisitState.ENDED_EARLY)


def outdated_refuse(visit: Visit) -> None:
    """Raise `InputRefused` when a kept sentence no longer says what the record says. Edited ones are the signer's words."""
    kept = [row for row in sentences_of(visit).values() if row.state == SentenceState.KEPT]
    offered = {draft["id"]: draft["text"] for draft in assessment_of(visit)["drafts"]} if kept else {}
    outdated = [row.text for row in kept if offered.get(row.draft) != row.draft_text]
    if outdated:
        raise InputRefused(_outdated_says(outdated[0]), do=_outdated_do())


def held_by_record(visit: Visit, sections: list[SectionLines]) -> list[dict[str, str]]:
    """Urgent signs that nobody acknowledged, clocks that run, and kept sentences that the record contradicts. `sections` are those of `selectors_note`."""
    found = [*_urgent(visit), *_clocks(visit), *_outdated(visit, sections)]
    return [{"says": says, "url": url} for says, url in found]


def held_by_state(visit: Visit, by: User) -> list[dict[str, str]]:
    """Why `by` cannot sign the visit in its present state, whatever the record says."""
    note = reverse("notes:note", args=[visit.pk])
    found = []
    if visit.state not in FINISHING:
        says = _("This visit is over and cannot be signed any more: %(state)s.")
        found.append((says % {"state": visit.get_state_display().lower()}, reverse("visits:visit", args=[visit.pk])))
    elif visit.state not in READY:
        found.append((_("Testing is not closed yet. Close it on the page of the note."), f"{note}#sign-title"))
    if visit.provider_id != by.pk:
        says = _("%(who)s answers for this visit and signs it.") % {"who": visit.provider.display_name}
        found.append((says, note))
    return [{"says": says, "url": url} for says, url in found]


def _urgent(visit: Visit) -> Iterator[tuple[str, str]]:
    for sign in unacknowledged(visit):
        says = _("Urgent clinical review: %(sign)s. Look after it and acknowledge it.") % {"sign": sign.label}
        yield says, reverse("visits:urgent", args=[visit.pk])


def _clocks(visit: Visit) -> Iterator[tuple[str, str]]:
    try:
        clocks_refuse(visit)
    except ClockRunning as running:
        yield f"{running.says} {running.do}", reverse("visits:visit", args=[visit.pk])


def _outdated(visit: Visit, sections: list[SectionLines]) -> Iterator[tuple[str, str]]:
    here = reverse("notes:note", args=[visit.pk])
    for line in (line for one in sections for line in one.lines):
        if line.outdated and line.state == SentenceState.KEPT:
            yield f"{_outdated_says(line.text)} {_outdated_do()}", f"{here}#{line.anchor}"


def _outdated_says(text: str) -> str:
    return _("A sentence in the note no longer says what the record says. In the note: “%(text)s”") % {"text": text}


def _outdated_do() -> str:
    return _("Keep it anew, edit it or remove it.")
