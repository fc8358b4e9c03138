"""The hash chain of a clinic's audit events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from surefoot_web.accounts.models import Clinic

from .exported import digest_of
from .models import AuditEvent

FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold: the event's number, and what is wrong with it."""

    number: int
    says: str


def body_of(event: AuditEvent) -> dict[str, Any]:
    """What the hash of an event covers, its predecessor's hash with it."""
    return {
        "id": str(event.id),
        "clinic": str(event.clinic_id),
        "number": event.number,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),  # as the database gives it back
        "actor": str(event.actor_id),
        "action": event.action,
        "subject_type": event.subject_type,
        "subject_id": str(event.subject_id),
        "patient_id": str(event.patient_id) if event.patient_id else None,
        "detail": event.detail,
        "previous_hash": event.previous_hash,
    }


def hash_of(event: AuditEvent) -> str:
    return digest_of(body_of(event))


def breaks_in(clinic: Clinic) -> Iterator[Break]:
    """Yield every place where the clinic's chain does not hold; nothing when it is whole.

    A chain that lost its newest events still holds: its seals show that (`checking.py`).
    """
    for _, found in walk(clinic):
        yield from found


def walk(clinic: Clinic) -> Iterator[tuple[AuditEvent, list[Break]]]:
    """Each event of the clinic in the order of the chain, with what is wrong with it."""
    expected, previous = 1, FIRST_HASH
    for event in AuditEvent.objects.filter(clinic=clinic).order_by("number").iterator():
        found = []
        if event.number != expected:
            found.append(Break(event.number, f"event {expected} is missing"))
        elif event.previous_hash != previous:
            found.append(Break(event.number, "does not follow the event before it"))
        if event.hash != hash_of(event):
            found.append(Break(event.number, "was changed after it was written"))
        yield event, found
        expected, previous = event.number + 1, event.hash
