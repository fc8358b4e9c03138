"""surefoot knowledge diff: what changed between two states of the knowledge, who reads it, and whose answers change."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from surefoot.assessment.differing import DifferingAnswer, differing_answers
from surefoot.cases import read_cases
from surefoot.cases.read import Read
from surefoot.cli.files import today
from surefoot.cli.knowledge_diff_text import diff_text
from surefoot.errors import CaseRefused, Fault, KnowledgeRefused
from surefoot.knowledge import Knowledge, load
from surefoot.knowledge.compare import compare
from surefoot.knowledge.stored import Stored, read_stored

PACKAGED = "packaged"


def add_diff(actions: Any) -> None:
    """Add `diff` to the parts of the knowledge command."""
    parser = actions.add_parser(
        "diff",
        help="what changed between two states of the knowledge, who reads it, and whose answers change",
        epilog="Example: surefoot knowledge diff packs/1f0c….json packaged --cases examples/cases/contract.json",
    )
    place = f"a folder of knowledge files, a stored pack (.json), or the word {PACKAGED}"
    parser.add_argument("before", metavar="A", help=place)
    parser.add_argument("after", metavar="B", help="the same, for the later state")
    parser.add_argument("--cases", type=Path, metavar="FILE", help="also tell whose answers change; no patient data")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--check", action="store_true", help="exit with 1 when anything differs")
    parser.set_defaults(run=run_diff)


def run_diff(args: argparse.Namespace) -> int:
    before, after = _state(args.before), _state(args.after)
    comparison = compare(before.files, after.files)
    told: dict[str, Any] = {
        "before": _side(args.before, before),
        "after": _side(args.after, after),
        **comparison.as_json(),
    }
    if args.cases:
        told["cases"] = _cases(read_cases(args.cases), _whole(before), _whole(after))
    print(json.dumps(told, ensure_ascii=False, indent=1) if args.format == "json" else diff_text(told))
    if args.cases and told["cases"]["refused"]:
        return 2
    return 1 if args.check and comparison.differs else 0


def _state(place: str) -> Stored:
    if place != PACKAGED:
        return read_stored(Path(place))
    knowledge = load()
    return Stored(knowledge.files, knowledge.digest, knowledge)


def _side(place: str, state: Stored) -> dict[str, Any]:
    return {"from": place, "knowledge": state.digest, "faults": len(state.faults)}


def _whole(state: Stored) -> Knowledge:
    """The knowledge that cases can be assessed with. Raises KnowledgeRefused where the state has another form."""
    if state.knowledge is None:
        raise KnowledgeRefused(state.faults)
    return state.knowledge


def _cases(reads: Iterable[Read], before: Knowledge, after: Knowledge) -> dict[str, Any]:
    """By place in the file: the answers that differ, and the codes of the faults of cases that neither side reads.

    One case is held at a time. `totals` counts each difference, the most frequent first.
    """
    compared = 0
    totals: Counter[DifferingAnswer] = Counter()
    changed: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for read in reads:
        compared += 1
        answers = _differing(read, before, after)
        if isinstance(answers, CaseRefused):
            refused.append({"where": read.where, "codes": sorted({fault.code for fault in answers.faults})})
        elif answers:
            totals.update(answers)
            changed.append({"where": read.where, "answers": [answer.as_json() for answer in answers]})
    if not compared:
        raise CaseRefused([Fault("SF-C001", "--cases", "The file holds no case.", "See `surefoot schema case`.")])
    counted = [{**answer.as_json(), "cases": count} for answer, count in totals.most_common()]
    return {"compared": compared, "totals": counted, "changed": changed, "refused": refused}


def _differing(read: Read, before: Knowledge, after: Knowledge) -> list[DifferingAnswer] | CaseRefused:
    if read.faults:
        return CaseRefused(read.faults)
    try:
        return differing_answers(read.case, before, after, today=today())
    except CaseRefused as refused:
        return refused
