"""What stands in the database after a kill, against the outside list. Django is set up on the same home."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any


def faults_after(home: Path, lines: list[dict[str, Any]]) -> list[str]:
    """Everything that is wrong: a write that was acknowledged and is gone, half of a write, a broken chain, a damaged file."""
    found = [*_file(home), *_lost(lines), *_halves(), *_chain()]
    from django.db import connections

    connections.close_all()
    return found


def _file(home: Path) -> Iterator[str]:
    with closing(sqlite3.connect(home / "db.sqlite3")) as database:
        (whole,) = database.execute("PRAGMA integrity_check").fetchone()
        if whole != "ok":
            yield f"integrity check: {whole}"
        if database.execute("PRAGMA foreign_key_check").fetchall():
            yield "a row points at a row that is not there"


def _lost(lines: list[dict[str, Any]]) -> Iterator[str]:
    from surefoot_web.trail.models import AuditEvent, Operation

    kept = {str(one): action for one, action in Operation.objects.values_list("operation_id", "action")}
    counted: Counter[str] = Counter(AuditEvent.objects.values_list("action", flat=True))
    asked: Counter[str] = Counter()
    for line in lines:
        if line["operation"] and line["operation"] not in kept:
            yield f"acknowledged and gone: {line['step']} {line['path']}"
        elif not line["operation"]:
            asked[line["step"]] += 1
    for step, times in asked.items():
        if counted[step] < times:
            yield f"acknowledged {times} times and there {counted[step]} times: {step}"


def _halves() -> Iterator[str]:
    """An operation, its audit event and its subject are written together, a signed visit with its layer: none without the other."""
    from django.apps import apps

    from surefoot_web.notes.models import SignedLayer
    from surefoot_web.trail.models import AuditEvent, Operation
    from surefoot_web.visits.models import Visit

    by_name = {model.__name__.lower(): model for model in apps.get_models()}
    events = Counter(AuditEvent.objects.values_list("action", "subject_id"))
    there: dict[str, set[Any]] = {}
    for action, kind, subject in Operation.objects.values_list("action", "subject_type", "subject_id"):
        if not events[(action, subject)]:
            yield f"an operation without its event: {action}"
        name = kind.rpartition(".")[2].lower()
        if name not in there:
            there[name] = set(by_name[name]._default_manager.values_list("pk", flat=True))
        if subject not in there[name]:
            yield f"an operation without its {kind}"
    signed = set(Visit.objects.filter(state__in=("signed", "amended")).values_list("pk", flat=True))
    layers = set(SignedLayer.objects.values_list("visit_id", flat=True))
    if signed != layers:
        yield f"{len(signed ^ layers)} visits are signed without a layer, or the other way"


def _chain() -> Iterator[str]:
    from surefoot_web.accounts.models import Clinic
    from surefoot_web.trail.chain import breaks_in

    for clinic in Clinic.objects.all():
        yield from (f"event {one.number}: {one.says}" for one in breaks_in(clinic))
