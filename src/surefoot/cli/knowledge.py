"""surefoot knowledge: what is known, since when, from where, how sure."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from surefoot.errors import Fault, Refused
from surefoot.knowledge import Knowledge, load
from surefoot.knowledge.loader import Text, load_texts, packaged_texts


class KnowledgeCommand:
    name = "knowledge"
    help = "what is known, since when, from where, how sure"
    example = (
        "Examples: surefoot knowledge list tug; surefoot knowledge show tug.limit_steadi; surefoot knowledge check"
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parts = parser.add_subparsers(metavar="WHAT", required=True)
        listing = parts.add_parser("list", help="every id with its kind and first words")
        listing.add_argument("beginning", nargs="?", default="", help="only ids that begin so")
        listing.add_argument("--format", choices=("text", "json"), default="text")
        listing.set_defaults(run=_list)
        showing = parts.add_parser("show", help="one entry whole, with its sources in full")
        showing.add_argument("id")
        showing.add_argument("--format", choices=("text", "json"), default="text")
        showing.set_defaults(run=_show)
        checking = parts.add_parser("check", help="read every file strictly; print every fault, or the counts")
        checking.add_argument("folder", nargs="?", type=Path, help="check this folder together with what is packaged")
        checking.set_defaults(run=_check)

    def run(self, args: argparse.Namespace) -> int:
        raise AssertionError("a part of this command runs, never the command itself")


Listed = tuple[str, str, str, Any]


def entries(knowledge: Knowledge) -> Iterator[Listed]:
    """Every entry: id, kind, label, data."""
    for id_, value in knowledge.values.items():
        yield id_, "value", value["label"], value
    for id_, table in knowledge.tables.items():
        yield id_, "table", table["label"], table
    for test in knowledge.tests.values():
        yield test.id, "test", test["label"], test.data
        yield from ((norm["id"], "norm", norm["label"], norm) for norm in test.get("norms", ()))
    for form in knowledge.questionnaires.values():
        yield form.id, "questionnaire", form["label"], form.data
        yield from ((f"{form.id}.{item['id']}", "item", item["text"]["en"], item) for item in form["items"])
    kinds = (
        "facts",
        "medication_classes",
        "findings",
        "factors",
        "interventions",
        "activities",
        "credentials",
        "requirements",
    )
    for kind in kinds:
        for entry in getattr(knowledge, kind).values():
            label = entry.get("label") or entry.get("says") or entry.id
            yield (
                entry.id,
                kind.rstrip("s").replace("classe", "class").replace("activitie", "activity"),
                label,
                entry.data,
            )
    for algorithm in knowledge.algorithms.values():
        yield algorithm.id, "algorithm", f"{algorithm.title} {algorithm.version}", _file_of(knowledge, algorithm.id)
    for kind in ("policies", "edits"):
        for entry in getattr(knowledge, kind).values():
            yield entry.id, "policy" if kind == "policies" else "edits", entry["title"], entry.data
    for source in knowledge.sources.values():
        yield source.id, "source", source.cite, source.as_json()


def _file_of(knowledge: Knowledge, id_: str) -> Any:
    return next(data for data in knowledge.files.values() if data.get("id") == id_)


def _list(args: argparse.Namespace) -> int:
    listed = sorted(
        (entry for entry in entries(load()) if entry[0].startswith(args.beginning)), key=lambda entry: entry[:2]
    )
    if args.format == "json":
        print(
            json.dumps(
                [{"id": id_, "kind": kind, "label": label} for id_, kind, label, _ in listed],
                ensure_ascii=False,
                indent=1,
            )
        )
        return 0
    for id_, kind, label, _ in listed:
        print(f"{id_:<52} {kind:<16} {label}")
    return 0


def _show(args: argparse.Namespace) -> int:
    knowledge = load()
    found = [entry for entry in entries(knowledge) if entry[0] == args.id]
    if not found:
        near = get_close_matches(args.id, {entry[0] for entry in entries(knowledge)}, n=1)
        do = f"Nearest: {near[0]}." if near else "See `surefoot knowledge list`."
        raise Refused([Fault("SF-X004", args.id, f'Nothing known is called "{args.id}".', do)])
    if args.format == "json":
        print(json.dumps([_whole(knowledge, *entry) for entry in found], ensure_ascii=False, indent=1, default=dict))
        return 0
    for id_, kind, _, data in found:
        print(f"{id_}  ({kind})")
        print(json.dumps(data, ensure_ascii=False, indent=1, default=dict))
        for source in dict.fromkeys(_sources(data)):
            print(f"source {source}: {knowledge.sources[source].cite}")
    return 0


def _whole(knowledge: Knowledge, id_: str, kind: str, label: str, data: Any) -> dict[str, Any]:
    sources = {source: knowledge.sources[source].as_json() for source in _sources(data)}
    return {"id": id_, "kind": kind, "label": label, "entry": data, "sources": sources}


def _sources(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("source", "strict_source") and isinstance(value, list):
                yield from value
            else:
                yield from _sources(value)
    elif isinstance(data, list):
        for part in data:
            yield from _sources(part)


def confidences(data: Any) -> Iterator[str]:
    """How sure each cited statement inside an entry is."""
    if isinstance(data, dict):
        if isinstance(data.get("confidence"), str):
            yield data["confidence"]
        for value in data.values():
            yield from confidences(value)
    elif isinstance(data, list):
        for part in data:
            yield from confidences(part)


def _check(args: argparse.Namespace) -> int:
    texts = list(packaged_texts())
    if args.folder:
        if not args.folder.is_dir():
            raise Refused([Fault("SF-X005", str(args.folder), "This is no folder.", "Name a folder of YAML files.")])
        texts += [Text(str(path), path.read_text("utf-8")) for path in sorted(args.folder.rglob("*.yaml"))]
    knowledge = load_texts(texts)
    counts = Counter(one for data in knowledge.files.values() for one in confidences(data))
    kinds = Counter(kind for _, kind, _, _ in entries(knowledge))
    print(f"{len(knowledge.files)} files, no fault; content hash {knowledge.digest}")
    print(", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items())))
    print(", ".join(f"{sure} {counts[sure]}" for sure in ("verified", "secondary", "unverified")))
    return 0
