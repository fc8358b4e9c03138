"""The hash chain of a clinic's audit events."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from surefoot_web.accounts.models import Clinic

from .models import AuditEvent

FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold: the event's number, and what is wrong with it."""

    number: int
    says: str


def hash_of(event: AuditEvent) -> str:
    """SHA-256, in hex, over the canonical JSON of the event with its predecessor's hash."""
    body: dict[str, Any] = {
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
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def breaks_in(clinic: Clinic) -> Iterator[Break]:
    """Yield every place where the clinic's chain does not hold; nothing when it is whole.

    A chain that lost its newest events still holds: compare its last hash with one kept elsewhere to see that.
    """
    expected_number, previous = 1, FIRST_HASH
    for event in AuditEvent.objects.filter(clinic=clinic).order_by("number").iterator():
        if event.number != expected_number:
            yield Break(event.number, f"event {expected_number} is missing")
        elif event.previous_hash != previous:
            yield Break(event.number, "does not follow the event before it")
        if event.hash != hash_of(event):
            yield Break(event.number, "was changed after it was written")
        expected_number, previous = event.number + 1, event.hash
