"""Compares the chain in the database with the seals that stand outside it: what was altered, removed, put in, or put elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from surefoot_web.accounts.models import Clinic

from .chain import walk
from .seals import Seal, clinics_in, fits, kept_file, kept_seals, last_seal

SETTLE_S = 1  # a server that runs seals what it just wrote within this time


@dataclass
class Seals:
    """The seals of one clinic: those whose signature fits, and what is wrong with the others."""

    fit: list[Seal] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def newest(self) -> int:
        return max((seal.number for seal in self.fit), default=0)


@dataclass
class Checked:
    """What a comparison found: how many seals and events were looked at, (what, what is wrong), clinics without a seal."""

    seals: int = 0
    vouched: int = 0
    unsealed: list[str] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)


def check(home: Path, elsewhere: Sequence[Path], keys: dict[str, Ed25519PublicKey]) -> Checked:
    """Hold every clinic's chain to the seals of its home and to copies of them kept elsewhere."""
    checked = Checked()
    known = {str(clinic.pk): clinic for clinic in Clinic.objects.order_by("pk")}
    sealed = clinics_in(home).union(*(clinics_in(folder) for folder in elsewhere))
    for missing in sorted(sealed - set(known)):
        checked.faults.append((f"clinic {missing}", "was sealed and is gone with its whole trail"))
    for name, clinic in known.items():
        for folder in elsewhere:
            if not kept_file(folder, name).exists():
                checked.faults.append((f"clinic {name}", f"has no seal in {folder}"))
        _check_clinic(clinic, [home, *elsewhere], keys, checked)
    return checked


def seals_in(folders: Sequence[Path], clinic: str, keys: dict[str, Ed25519PublicKey]) -> Seals:
    found = Seals()
    for folder in folders:
        lines = list(kept_seals(folder, clinic))
        if (folder / f"{clinic}.last").exists():
            lines.append(last_seal(folder, clinic))
        for seal in lines:
            if seal is None:
                found.faults.append((f"seals of clinic {clinic}", "hold a line that is no seal"))
            elif seal.clinic != clinic or not fits(dict(asdict(seal)), keys):
                found.faults.append(
                    (f"seal of event {seal.number} of clinic {clinic}", "has no signature of a known key")
                )
            else:
                found.fit.append(seal)
    return found


def _check_clinic(clinic: Clinic, folders: Sequence[Path], keys: dict[str, Ed25519PublicKey], checked: Checked) -> None:
    name = str(clinic.pk)
    seals = seals_in(folders, name, keys)
    last, faults = _held(clinic, seals.fit)
    if seals.fit and seals.newest < last:
        time.sleep(SETTLE_S)
        seals = seals_in(folders, name, keys)
    checked.seals += len(seals.fit)
    checked.vouched += sum(seal.vouched for seal in seals.fit)
    checked.faults += [*seals.faults, *faults, *_gaps(name, seals.fit, last)]
    if not seals.fit and last:
        checked.unsealed.append(name)


def _held(clinic: Clinic, seals: Sequence[Seal]) -> tuple[int, list[tuple[str, str]]]:
    """The number of the last event there is, and where the chain does not hold or is not the one that was sealed."""
    wanted: dict[int, set[str]] = {}
    for seal in seals:
        wanted.setdefault(seal.number, set()).add(seal.hash)
    last, faults = 0, []
    for event, broken in walk(clinic):
        last, what = event.number, f"audit event {event.number} of clinic {clinic.pk}"
        faults += [(what, one.says) for one in broken]
        if wanted.get(last, {event.hash}) != {event.hash}:
            faults.append((what, "is not the event that was sealed under this number"))
    newest = max(wanted, default=0)
    if newest > last:
        faults.append((f"audit events {last + 1} to {newest} of clinic {clinic.pk}", "were sealed and are gone"))
    return last, faults


def _gaps(name: str, seals: Sequence[Seal], last: int) -> Iterator[tuple[str, str]]:
    """Events that no seal speaks for: put in by another hand, or written just before the machine stopped."""
    if not seals:
        return
    spoken: set[int] = set()
    for seal in seals:
        if seal.gap:
            spoken.update(number for one in seals for number in seal.gap if one.first <= number <= one.number)
    open_ones = {number for seal in seals for number in seal.gap} - spoken
    open_ones.update(range(max(seal.number for seal in seals) + 1, last + 1))
    for number in sorted(open_ones):
        yield (
            f"audit event {number} of clinic {name}",
            "was not sealed when it was written: put in by another hand, or the machine stopped at that moment",
        )
