"""The decision as it stands now: what the signature sealed, with the reviews settled and the units changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from surefoot.errors import Refused
from surefoot.knowledge import Knowledge
from surefoot_web.config.knowledge import load
from surefoot_web.notes.models import SignedLayer
from surefoot_web.records.faults import RecordRefused
from surefoot_web.visits.models import Visit

from .models import Settlement, UnitsChange

Data = dict[str, Any]


class PackLost(RecordRefused):
    """The knowledge that a signature rested on is not there any more, or is not what it was."""

    code = "SF-W120"


@dataclass(frozen=True, slots=True)
class Added:
    """What was added after the signature, oldest first. The last settlement of a review counts, and the last change of units."""

    settlements: Sequence[Settlement]
    units: Sequence[UnitsChange]

    def __bool__(self) -> bool:
        return bool(self.settlements or self.units)

    def parts(self, time_zone: str) -> Data:
        """As parts of a case."""
        zone = ZoneInfo(time_zone)
        settled = [
            {"review": row.review, "reason": row.reason, **_who(row.by.staff_id, row.at, zone)}
            for row in self.settlements
        ]
        parts: Data = {"settled": settled} if settled else {}
        last = self.units[-1] if self.units else None
        if last is not None and last.units is not None:
            parts["units_override"] = {
                "units": last.units,
                "reason": last.reason,
                **_who(last.by.staff_id, last.at, zone),
            }
        return parts


def added_to(visit: Visit) -> Added:
    """What was added to the signed record of `visit`."""
    return Added(
        list(Settlement.objects.filter(visit=visit).select_related("by")),
        list(UnitsChange.objects.filter(visit=visit).select_related("by")),
    )


def now_of(visit: Visit, layer: SignedLayer, added: Added, **parts: Any) -> tuple[Data, Data]:
    """The sealed case with what was added, and `parts` of a case (a claim) besides; and what the sealed knowledge makes of it.

    Raises `PackLost`, and `surefoot.errors.CaseRefused` where the whole has faults.
    """
    from surefoot.assessment import assess  # polars is slow to load

    case = {**layer.case, **added.parts(visit.clinic.time_zone), "providers": _providers(layer, added), **parts}
    return case, assess(case, knowledge_of(layer), as_of=date.fromisoformat(layer.assessment["as_of"]))


def _providers(layer: SignedLayer, added: Added) -> list[Data]:
    """The sealed ones, and whoever acted since."""
    listed = {one["id"]: one for one in layer.case.get("providers", ())}
    for who in (row.by for row in (*added.settlements, *added.units)):
        listed.setdefault(who.staff_id, {"id": who.staff_id, "name": who.display_name, "credential": who.credential})
    return list(listed.values())


def knowledge_of(layer: SignedLayer) -> Knowledge:
    """The knowledge the signature rested on: the installed one where that is still the same, else the pack kept beside it."""
    installed = load()
    if installed.digest == layer.knowledge_digest:
        return installed
    return _kept(str(Path(settings.SUREFOOT_HOME) / layer.knowledge_pack), layer.knowledge_digest)


@lru_cache(maxsize=2)
def _kept(path: str, digest: str) -> Knowledge:
    from surefoot.knowledge.stored import read_stored

    try:
        found = read_stored(Path(path))
    except Refused:
        found = None
    if found is None or found.digest != digest or found.knowledge is None:
        raise PackLost(
            "The knowledge that this signature rests on cannot be read any more, so nothing can be decided anew.",
            do="Tell your administrator: the folder packs of this installation lacks it, and a backup holds it.",
        )
    return found.knowledge


def _who(staff_id: str, at: datetime, zone: ZoneInfo) -> Data:
    return {"by": staff_id, "at": at.astimezone(zone).isoformat()}
