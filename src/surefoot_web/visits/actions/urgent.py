"""Taking notice of urgent signs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from surefoot_web.accounts.models import User
from surefoot_web.records.actions import detail, writes
from surefoot_web.records.faults import InputRefused, StaleRow
from surefoot_web.records.lengths import sentence_fits

from ..models import NEEDS_TEXT, UrgentAcknowledgement, UrgentDone, Visit, VisitState
from ..urgent import raised, unacknowledged


@writes("urgent.acknowledge", visit_in=frozenset(VisitState.values))
def urgent_acknowledge(
    *, visit: Visit, signs: Collection[str], done: str, text: str = "", by: User, at: datetime
) -> UrgentAcknowledgement:
    """Say that the `signs` (`id:act`, as they were seen) were taken notice of, and what was done.

    Signs that came meanwhile stay open; signs that a colleague acknowledged meanwhile are not written twice.
    """
    if not signs:
        raise InputRefused("No sign is chosen.", do="Choose the signs that you looked after.", field="signs")
    if done not in UrgentDone.values:
        raise InputRefused("It is not said what was done.", do="Choose one of the answers.", field="done")
    text = sentence_fits(text.strip())
    if done in NEEDS_TEXT and not text:
        raise InputRefused("The words are missing.", do="Say in a few words what was done or found.", field="text")
    waiting = [sign.key for sign in unacknowledged(visit) if sign.key in signs]
    if not waiting:
        raise _taken_already(visit, signs)
    detail(signs=waiting, done=done)
    return UrgentAcknowledgement.objects.create(
        clinic=visit.clinic, visit=visit, signs=waiting, done=done, text=text, by=by, at=at
    )


def urgent_refuse(visit: Visit) -> None:
    """Raise `InputRefused` while a sign of the visit waits for somebody."""
    waiting = unacknowledged(visit)
    if waiting:
        says = f"An urgent sign was not acknowledged: {'; '.join(sign.label for sign in waiting)}."
        raise InputRefused(says, do="Look after it and acknowledge it first.")


def _taken_already(visit: Visit, signs: Collection[str]) -> StaleRow:
    ids = {key.partition(":")[0] for key in signs}
    row = next((sign.acknowledged for sign in raised(visit) if sign.id in ids and sign.acknowledged), None)
    do = "Nothing was written. Load the page again to see what was done."
    if row is None:
        return StaleRow("These signs do not stand any more.", do=do)
    when = row.at.astimezone(ZoneInfo(visit.clinic.time_zone)).strftime("%H:%M")
    return StaleRow(f"{row.by.display_name} acknowledged this at {when} already.", do=do)
