"""A part of the trail as a file that somebody else can check: without the database, and without Django.

JSON lines: a line that says what was asked for, one line for each event with the hashes of the chain, and a last line signed by the
sealing key over all lines before it. CSV: the same columns for a spreadsheet; hashes and neighbours can be checked, nothing is signed.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .seals import fits, key_id, sign

KIND = "surefoot-trail/1"
COLUMNS = (
    "number", "at", "actor", "action", "subject_type", "subject_id", "patient_id", "detail", "id", "clinic", "previous_hash", "hash",
)  # fmt: skip


class NoExport(Exception):
    """A file that holds no part of a trail."""


@dataclass
class Looked:
    """How many events a file holds, how often events between them are not part of it, whether it is signed, and what is wrong."""

    events: int = 0
    breaks: int = 0
    signed_by: str = ""
    faults: list[tuple[str, str]] = field(default_factory=list)


def digest_of(body: dict[str, Any]) -> str:
    """SHA-256, in hex, over the canonical JSON of an event without its own hash."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def json_lines(head: dict[str, Any], bodies: Iterable[dict[str, Any]], private: Ed25519PrivateKey) -> Iterator[str]:
    """The lines of a signed file: `head`, each event with its hash, and the end that signs them."""
    seen, count = hashlib.sha256(), 0
    first = _line({"kind": KIND, **head})
    seen.update(first.encode())
    yield first
    for body in bodies:
        line = _line(body)
        seen.update(line.encode())
        count += 1
        yield line
    end: dict[str, object] = {"kind": f"{KIND} end", "events": count, "sha256": seen.hexdigest()}
    end["key"] = key_id(private.public_key())
    yield _line(end | {"signature": sign(private, end)})


def csv_lines(bodies: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One row for each event; the detail as JSON. No cell can begin like a formula: ids, numbers, codes and moments."""
    write = csv.writer(_Echo())
    yield write.writerow(COLUMNS)
    for body in bodies:
        yield write.writerow([_cell(body[name]) for name in COLUMNS])


def look(path: Path, keys: dict[str, Ed25519PublicKey]) -> Looked:
    """Check a file that `json_lines` or `csv_lines` made. Raises `NoExport` where it is none."""
    try:
        text = path.read_text("utf-8")
        is_csv = text.startswith(",".join(COLUMNS[:3]))
        return _looked(_rows(text), Looked()) if is_csv else _look_signed(text, keys)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
        raise NoExport(f"SF-W205  {path.name} holds no part of an audit trail.") from fault


def _look_signed(text: str, keys: dict[str, Ed25519PublicKey]) -> Looked:
    lines = text.splitlines(keepends=True)
    told = [json.loads(line) for line in lines]
    if told[0]["kind"] != KIND:
        raise NoExport("SF-W205  This is no audit trail.")
    looked, end = Looked(), told[-1]
    if end.get("kind") != f"{KIND} end":
        looked.faults.append(("the end of the file", "is missing: it was cut off"))
        return _looked(told[1:], looked)
    if not fits(end, keys):
        looked.faults.append(("the file", "has no signature of a known key"))
    elif end["sha256"] != hashlib.sha256("".join(lines[:-1]).encode()).hexdigest() or end["events"] != len(told) - 2:
        looked.faults.append(("the file", "was changed after it was signed"))
    else:
        looked.signed_by = end["key"]
    return _looked(told[1:-1], looked)


def _looked(rows: Iterable[dict[str, Any]], looked: Looked) -> Looked:
    before: dict[str, Any] | None = None
    for row in rows:
        body = {name: value for name, value in row.items() if name != "hash"}
        what = f"audit event {row['number']}"
        if digest_of(body) != row["hash"]:
            looked.faults.append((what, "was changed after it was written"))
        if before and row["number"] != before["number"] + 1:
            looked.breaks += 1
            if row["number"] <= before["number"]:
                looked.faults.append((what, "is not in its place"))
        elif before and row["previous_hash"] != before["hash"]:
            looked.faults.append((what, "does not follow the event before it"))
        looked.events += 1
        before = row
    return looked


def _rows(text: str) -> Iterator[dict[str, Any]]:
    for row in csv.DictReader(text.splitlines()):
        read = {
            "number": int(row["number"]),
            "detail": json.loads(row["detail"]),
            "patient_id": row["patient_id"] or None,
        }
        yield {**row, **read}


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return json.dumps(value, sort_keys=True)
    return "" if value is None else str(value)


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told, sort_keys=True, ensure_ascii=True) + "\n"


class _Echo:
    """A file that gives back what is written, so that rows can be sent as they are made."""

    def write(self, text: str) -> str:
        return text
