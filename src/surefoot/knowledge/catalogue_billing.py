"""The catalogue's part on CPT 97750: requirements, same-day edits, what the record shows, codes of acknowledgements."""

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


def quality(knowledge: Knowledge) -> Iterator[str]:
    """What the record shows for a quality report."""
    shown = [line for data in knowledge.files.values() if data["kind"] == "quality" for line in data["shows"]]
    if shown:
        yield from section("What the record shows for a quality report")
    heads = ("line", "rule", "note", "source", "how sure")
    yield from table(heads, (_shown(line) for line in shown))


def _shown(data: Data) -> tuple[str, ...]:
    name, rule = f"{data['says']} `{data['id']}`", f"`{rule_text(data['when'])}`"
    return name, rule, data.get("note", ""), cited(data), data["confidence"]


def acknowledgements(knowledge: Knowledge) -> Iterator[str]:
    """What a code in an answer to a file of claims means."""
    listed = [one for data in knowledge.files.values() if data["kind"] == "acknowledgements" for one in data["answers"]]
    if listed:
        yield from section("Codes of acknowledgements")
    heads = ("place", "code", "result", "says", "source", "how sure")
    yield from table(heads, (_answered(one) for one in listed))


def _answered(data: Data) -> tuple[str, ...]:
    return data["place"], f"`{data['code']}`", data["result"], data["says"], cited(data), data["confidence"]


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
