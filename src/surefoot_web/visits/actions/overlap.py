"""Refuses time that cannot be beside what is on record."""

from __future__ import annotations

from surefoot_web.accounts.models import Clinic
from surefoot_web.records.faults import SpanOverlap

from ..overlaps import Taken, refused_by


def overlap_refuse(one: Taken, *, clinic: Clinic) -> None:
    """Raise `SpanOverlap` when something of the same provider or patient, anywhere in the clinic, excludes `one`."""
    other = refused_by(one, clinic=clinic)
    if other is None:
        return
    same_provider = other.provider_id is not None and other.provider_id == one.provider_id
    who = "This provider" if same_provider else "This patient"
    where = "in this visit" if other.visit_id == one.visit_id else "in another visit"
    if other.service:
        raise SpanOverlap(
            f"{who} has {other.what} on record at this time, {where}.", do="Correct the times of one of the two."
        )
    if one.service:
        says = f"{who} has time in the ledger that this overlaps, {where}: one minute belongs to one service."
        raise SpanOverlap(says, do="Correct the times of one of the two.")
    if other.running:
        raise SpanOverlap(f"{who} already has a one-on-one clock running {where}.", do="Stop that clock first.")
    says = f"{who} already has one-on-one time {where} that overlaps this."
    raise SpanOverlap(says, do="Correct the times of one of the two.")
