"""surefoot knowledge: what is known, since when, from where, how sure."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from surefoot.cli.knowledge_catalogue import add_catalogue
from surefoot.cli.knowledge_diff import add_diff
from surefoot.errors import Fault, Refused
from surefoot.knowledge import Knowledge, load
from surefoot.knowledge.certainty import OURS, SURENESS, sure_by_kind
from surefoot.knowledge.loader import Text, load_texts, packaged_texts
from surefoot.knowledge.parts import Part, parts


class KnowledgeCommand:
    name = "knowledge"
    help = "what is known, since when, from where, how sure"
    example = (
        "Examples: surefoot knowledge list tug; surefoot knowledge show tug.limit_steadi; surefoot knowledge check; "
        "surefoot knowledge diff old/ packaged"
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        actions = parser.add_subparsers(metavar="WHAT", required=True)
        listing = actions.add_parser("list", help="every id with its kind and first words")
        listing.add_argument("beginning", nargs="?", default="", help="only ids that begin so")
        listing.add_argument("--format", choices=("text", "json"), default="text")
        listing.set_defaults(run=_list)
        showing = actions.add_parser("show", help="one entry whole, with its sources in full")
        showing.add_argument("id")
        showing.add_argument("--format", choices=("text", "json"), default="text")
        showing.set_defaults(run=_show)
        checking = actions.add_parser("check", help="read every file strictly; print every fault, or the counts")
        checking.add_argument("folder", nargs="?", type=Path, help="check this folder together with what is packaged")
        checking.set_defaults(run=_check)
        add_diff(actions)
        add_catalogue(actions)

    def run(self, args: argparse.Namespace) -> int:
        raise AssertionError("a part of this command runs, never the command itself")


def _list(args: argparse.Namespace) -> int:
    found = (part for part in parts(load().files) if part.id.startswith(args.beginning))
    listed = sorted(found, key=lambda part: (part.id, part.kind))
    if args.format == "json":
        print(
            json.dumps(
                [{"id": part.id, "kind": part.kind, "label": part.label} for part in listed],
                ensure_ascii=False,
                indent=1,
            )
        )
        return 0
    for part in listed:
        print(f"{part.id:<52} {part.kind:<16} {part.label}")
    return 0


def _show(args: argparse.Namespace) -> int:
    knowledge = load()
    found = [part for part in parts(knowledge.files) if part.id == args.id]
    if not found:
        near = get_close_matches(args.id, {part.id for part in parts(knowledge.files)}, n=1)
        do = f"Nearest: {near[0]}." if near else "See `surefoot knowledge list`."
        raise Refused([Fault("SF-X004", args.id, f'Nothing known is called "{args.id}".', do)])
    if args.format == "json":
        print(json.dumps([_whole(knowledge, part) for part in found], ensure_ascii=False, indent=1, default=dict))
        return 0
    for part in found:
        print(f"{part.id}  ({part.kind})")
        print(json.dumps(part.data, ensure_ascii=False, indent=1, default=dict))
        for source in dict.fromkeys(_sources(part.data)):
            print(f"source {source}: {knowledge.sources[source].cite}")
    return 0


def _whole(knowledge: Knowledge, part: Part) -> dict[str, Any]:
    sources = {source: knowledge.sources[source].as_json() for source in _sources(part.data)}
    return {"id": part.id, "kind": part.kind, "label": part.label, "entry": part.data, "sources": sources}


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


def _check(args: argparse.Namespace) -> int:
    texts = list(packaged_texts())
    if args.folder:
        if not args.folder.is_dir():
            raise Refused([Fault("SF-X005", str(args.folder), "This is no folder.", "Name a folder of YAML files.")])
        texts += [Text(str(path), path.read_text("utf-8")) for path in sorted(args.folder.rglob("*.yaml"))]
    knowledge = load_texts(texts)
    kinds = Counter(part.kind for part in parts(knowledge.files))
    print(f"{len(knowledge.files)} files, no fault; content hash {knowledge.digest}")
    print(", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items())))
    for line in _sure(sure_by_kind(knowledge.files)):
        print(line)
    return 0


def _sure(by_kind: Mapping[str, Counter[str]]) -> Iterator[str]:
    """How many statements are how sure: of all, then a line for each kind."""
    total = sum(by_kind.values(), Counter[str]())
    columns = (*SURENESS, OURS)
    yield f"{', '.join(f'{sure} {total[sure]}' for sure in SURENESS)} ({OURS} {total[OURS]})"
    yield f"{'of them':<20}{''.join(f'{column:>12}' for column in columns)}"
    for kind, counts in by_kind.items():
        yield f"{kind.replace('_', ' '):<20}{''.join(f'{counts[column]:>12}' for column in columns)}"
