"""The catalogue's part on CPT 97750: requirements and same-day edits."""

from __future__ import annotations

from collections.abc import Iterator

from surefoot.knowledge.markdown import cited, section, table
from surefoot.knowledge.model import Data
from surefoot.knowledge.pack import Knowledge
from surefoot.knowledge.uses import rule_text


def requirements(knowledge: Knowledge) -> Iterator[str]:
    """What has to be met before CPT 97750 may be reported."""
    if knowledge.requirements:
        yield from section("Requirements for CPT 97750")
    heads = ("requirement", "says", "layer", "kind", "rule", "source", "how sure")
    yield from table(heads, (_requirement(entry.data) for entry in knowledge.requirements.values()))


def _requirement(data: Data) -> tuple[str, ...]:
    name, rule = f"**{data['id']}** `{data['name']}`", f"`{rule_text(data['met'])}`"
    return name, data["says"], data["group"].replace("_", " "), data["kind"], rule, cited(data), data["confidence"]


def edits(knowledge: Knowledge) -> Iterator[str]:
    """Codes that may not stand beside 97750 on one day, and the most units of a day."""
    if knowledge.edits:
        yield from section("Same-day edits and limits of units")
    heads = ("edition", "setting", "from", "until", "units a day", "codes", "source", "how sure")
    yield from table(heads, (_edition(entry.data) for entry in knowledge.edits.values()))


def _edition(data: Data) -> tuple[str, ...]:
    name, days, most = f"**{data['title']}** `{data['id']}`", (data["from"], data["until"]), str(data["units_limit"])
    return name, data["setting"].replace("_", " "), *days, most, _codes(data), cited(data), data["confidence"]


def _codes(data: Data) -> str:
    """The other codes by modifier indicator."""
    by_indicator: dict[str, list[str]] = {}
    for pair in data["pairs"]:
        by_indicator.setdefault(pair["modifier_indicator"], []).append(pair["other"])
    return "; ".join(f"indicator {one}: {', '.join(codes)}" for one, codes in sorted(by_indicator.items()))
