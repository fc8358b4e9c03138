"""Seals the trail as it is written: after each commit, never in its way. A seal that fails is logged by its code and fails nothing."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import asdict, replace
from datetime import UTC, timedelta
from functools import lru_cache, partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from surefoot_web.accounts.models import Clinic
from surefoot_web.records.clock import now

from .models import AuditEvent
from .seals import Seal, clinics_in, keep, kept_file, key_id, last_seal, private_key, sign, write_last

log = logging.getLogger("surefoot_web.trail")
KEEP_EVERY = timedelta(minutes=5)  # how old the newest seal that stays, and that is copied elsewhere, may grow
_turn = threading.Lock()


def seal_after_commit(first: AuditEvent, last: AuditEvent) -> None:
    """Seal the events from `first` to `last`, written just now, once the running transaction holds them."""
    transaction.on_commit(partial(_seal_or_log, first, last))


def _seal_or_log(first: AuditEvent, last: AuditEvent) -> None:
    try:
        with _turn:
            _seal_written(first, last)
    except Exception as fault:  # whatever it is, what was saved is saved
        log.error("SF-W202 the audit trail was not sealed: %s", type(fault).__name__)


def _seal_written(first: AuditEvent, last: AuditEvent) -> None:
    """Put the seal of `last` where the seal of its predecessor was; what does not follow on from that stays on record beside it."""
    folder, clinic = seals_folder(), str(last.clinic_id)
    key = sealing_key()
    before = last_seal(folder, clinic)
    fresh = before is None and not kept_file(folder, clinic).exists()
    made = _sealed(last, key, first=1 if fresh else first.number, before=before, vouched=fresh and first.number > 1)
    if before is not None and before.number >= last.number:
        _keep(made)  # another thread was quicker, or events were removed: both seals stay, and only one can be true
        return
    follows_on = before is not None and (first.number - 1, first.previous_hash) == (before.number, before.hash)
    if before is not None and not follows_on:
        _keep(before)
    write_last(folder, made)
    if not follows_on or _kept_long_ago(folder, clinic):
        _keep(made)


def seal_all(*, vouched: bool = False) -> list[Seal]:
    """Seal the chain of every clinic as it is and keep the seal; with `vouched`, events that nobody sealed are vouched for.

    Raises `SealRefused` or `OSError` when that cannot be.
    """
    with _turn:
        made = [_seal_now(clinic, vouched=vouched) for clinic in Clinic.objects.order_by("pk")]
    return [one for one in made if one is not None]


def _seal_now(clinic: Clinic, *, vouched: bool) -> Seal | None:
    folder = seals_folder()
    key = sealing_key()
    before = last_seal(folder, str(clinic.pk))
    last = AuditEvent.objects.filter(clinic=clinic).order_by("-number").first()
    if before is not None and (last is None or last.number < before.number + (0 if vouched else 1)):
        _keep(before)  # nothing is newer, or the newest events are gone: what was sealed stays sealed
        return before
    if last is None:
        return None
    vouched = vouched or (before is None and not kept_file(folder, str(clinic.pk)).exists())
    first = 1 if vouched else last.number + 1
    made = _sealed(last, key, first=first, before=before, vouched=vouched)
    if before is not None:
        _keep(before)
    _keep(made)
    write_last(folder, made)
    return made


def _sealed(last: AuditEvent, private: Ed25519PrivateKey, *, first: int, before: Seal | None, vouched: bool) -> Seal:
    moment = now().astimezone(UTC).isoformat(timespec="seconds")
    follows = min(before.number, first - 1) if before else 0
    named = key_id(private.public_key())
    unsigned = Seal(str(last.clinic_id), last.number, last.hash, moment, first, follows, vouched, named, "")
    return replace(unsigned, signature=sign(private, asdict(unsigned)))


def _keep(seal: Seal) -> None:
    """Among those that stay, here and in the folder elsewhere; when that cannot be reached, here at least."""
    keep(seals_folder(), seal)
    if settings.SUREFOOT_SEALS is not None:
        try:
            keep(settings.SUREFOOT_SEALS, seal)
        except OSError as fault:
            log.error("SF-W203 a seal was not copied to the folder elsewhere: %s", type(fault).__name__)


def _kept_long_ago(folder: Path, clinic: str) -> bool:
    try:
        age = time.time() - kept_file(folder, clinic).stat().st_mtime
    except FileNotFoundError:
        return True
    return not 0 <= age <= KEEP_EVERY.total_seconds()


def last_seal_of(clinic: Clinic) -> Seal | None:
    """The seal after the newest event, for a page to show; None where there is none that can be read."""
    try:
        return last_seal(seals_folder(), str(clinic.pk))
    except OSError:
        return None


def seals_folder() -> Path:
    return Path(settings.SUREFOOT_HOME) / "seals"


def keys_folder() -> Path:
    return Path(settings.SUREFOOT_HOME) / "keys"


def sealing_key() -> Ed25519PrivateKey:
    """The key of the home. One is made when nothing was sealed yet; one that is gone is not quietly replaced."""
    return _key_in(keys_folder(), seals_folder())


@lru_cache(maxsize=4)
def _key_in(keys: Path, seals: Path) -> Ed25519PrivateKey:
    for folder in (keys, seals):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return private_key(keys, new=not clinics_in(seals))


def forget_key() -> None:
    """Read the key again when it is next needed: after it was replaced."""
    _key_in.cache_clear()
