"""Levels, what parts the algorithms, and the share after single tests, as they are published."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from surefoot.engine import CaseReader
from surefoot.knowledge import Knowledge
from surefoot.risk import Difference, Level, PostTest, Withheld, differences, post_tests

UNVERIFIED_SAYS = "This level rests on rows that nobody has checked against a publication (unverified)."
_PERCENT = 100


def published_levels(levels: Mapping[str, Level], findings: Collection[str]) -> dict[str, Any]:
    """Every algorithm under its own name, those in use first; they may disagree, and all show."""
    ordered = sorted(levels.items(), key=lambda pair: pair[1].rank)
    return {id_: _level(level, findings) for id_, level in ordered}


def _level(level: Level, findings: Collection[str]) -> dict[str, Any]:
    algorithm = level.algorithm
    known = algorithm.levels.get(level.level)
    return {
        "level": level.level,
        "label": known["label"] if known else level.level.replace("_", " "),
        "title": algorithm.title,
        "version": algorithm.version,
        "standing": dict(algorithm.standing) if algorithm.standing else None,
        "says": level.says,
        "asks_for": level.asks_for,
        "open_levels": list(level.open_levels),
        "row": level.row.id if level.row else None,
        "row_confidence": level.row.cited.confidence if level.row else None,
        "rests_on_unverified": level.rests_on_unverified,
        "unverified_says": UNVERIFIED_SAYS if level.rests_on_unverified else None,
        "caution": algorithm.caution,
        "note": algorithm.note,
        "confidence": level.trace.confidence,
        "trace": level.trace.as_json(findings),
        "sources": list(level.trace.sources()),
    }


def published_disagreements(levels: Mapping[str, Level], reader: CaseReader) -> list[dict[str, Any]]:
    """Where the algorithms part, and on which inputs."""
    return [_disagreement(one) for one in differences(levels, reader)]


def _disagreement(one: Difference) -> dict[str, Any]:
    more, less = ([level.algorithm.id for level in side] for side in (one.more, one.less))
    return {"more": more, "less": less, "inputs": list(one.inputs), "says": one.says}


def published_post_tests(reader: CaseReader, day: date) -> dict[str, Any]:
    """The share after each single test, those not given and why, and what must be said beside them."""
    found = list(post_tests(reader, day))
    read = [_post_test(one) for one in found if isinstance(one, PostTest)]
    withheld = [_withheld(one) for one in found if isinstance(one, Withheld)]
    return {"readings": read, "withheld": withheld, "cautions": _cautions(reader.knowledge) if found else []}


def _post_test(one: PostTest) -> dict[str, Any]:
    entry, pretest, ratio = one.entry, one.entry["pretest"], one.ratio
    return {
        "id": entry["id"],
        "label": entry["label"],
        "result": "positive" if one.positive else "negative",
        "cut": entry["cut"],
        "pretest_percent": pretest["percent"],
        "pretest_says": pretest["says"],
        "pretest_population": pretest["population"],
        "ratio": ratio.value,
        "ratio_ci": [ratio.low, ratio.high],
        "posttest_percent": _percent(one.after),
        "posttest_ci_percent": [_percent(one.low), _percent(one.high)],
        "population": entry["population"],
        "outcome": entry["outcome"],
        "basis": entry["basis"],
        "note": entry.get("note"),
        "says": _says(one),
        "source": list(dict.fromkeys((*entry["source"], *pretest["source"]))),
        "confidence": entry["confidence"],
    }


def _says(one: PostTest) -> str:
    entry, yes_or_no = one.entry, "yes" if one.positive else "no"
    after, low, high = (f"{share * _PERCENT:.0f}" for share in (one.after, one.low, one.high))
    ours = (
        "" if entry["basis"] == "published" else " Ratio and share come from two publications; joining them is our own."
    )
    return (
        f"Among people like those studied: {entry['pretest']['says']}; of those with “{entry['label']}: {entry['cut']}” "
        f"{yes_or_no}, {after}% ({low} to {high}%) {entry['outcome']}. It is not a chance for this person.{ours}"
    )


def _percent(share: float) -> float:
    return round(share * _PERCENT, 1)


def _withheld(one: Withheld) -> dict[str, Any]:
    entry = one.entry
    cited = {"source": list(entry["source"]), "confidence": entry["confidence"]}
    return {"id": entry["id"], "label": entry["label"], "why": one.why, **cited}


def _cautions(knowledge: Knowledge) -> list[dict[str, Any]]:
    files: Iterable[Any] = knowledge.likelihoods.values()
    return [dict(caution) for file in files for caution in file["cautions"]]
