"""The comparison of two states of the knowledge as text for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from surefoot.knowledge.uses import rule_text
from surefoot.units import UNITS, written

Told = Mapping[str, Any]
_ABSENT = "(nothing)"


def diff_text(told: Told) -> str:
    """Lines for a person: both content hashes, then what was added, removed and changed, then the cases."""
    return "\n".join((*_head(told), *_entries(told), *(_cases(told["cases"]) if "cases" in told else ())))


def _head(told: Told) -> Iterator[str]:
    for name, side in (("A", told["before"]), ("B", told["after"])):
        yield f"{name}  {side['from']}  content hash {side['knowledge']}"
        if side["faults"]:
            yield f"   not in the form of this release (faults: {side['faults']}): compared as it stands; it can assess no case"
    counts = {name: len(told[name]) for name in ("added", "removed", "changed")}
    if any(counts.values()):
        yield ", ".join(f"{number} {name}" for name, number in counts.items())
    elif told["before"]["knowledge"] == told["after"]["knowledge"]:
        yield "No difference."
    else:
        yield "No entry differs; entries only stand in other files or in another order."


def _entries(told: Told) -> Iterator[str]:
    for name in ("added", "removed", "changed"):
        if told[name]:
            yield f"\n{name.upper()}"
        for entry in told[name]:
            yield f"  {entry['id']}  ({entry['kind']})  {entry['label']}"
            yield from (f"      {line}" for line in _lines(entry))


def _lines(entry: Told) -> Iterator[str]:
    if "changes" in entry:
        yield from (_change(change, entry.get("unit")) for change in entry["changes"])
    else:
        yield from _whole(entry["entry"])
    read_by = "; ".join(f"{kind} {', '.join(ids)}" for kind, ids in entry["read_by"].items())
    if read_by:
        yield f"read by {read_by}"
    elif entry["kind"] in ("value", "table"):
        yield "named by no rule"


def _whole(data: Told) -> Iterator[str]:
    for state in data.get("values", ()):
        number = _shown(state["value"], data.get("unit")) if "value" in state else "by age and sex"
        yield f"{number}  from {state.get('from')}, {_cited(state)}"
    if "rule" in data:
        yield f"rule {rule_text(data['rule'])}"
    if "source" in data:
        yield _cited(data)


def _cited(data: Told) -> str:
    return ", ".join((*data.get("source", ()), data.get("confidence", "")))


def _change(change: Told, unit: str | None) -> str:
    before, after = change["before"], change["after"]
    if _words(before) and _words(after):
        gone, come = ([word for word in one if word not in other] for one, other in ((before, after), (after, before)))
        what = "; ".join(f"{sign} {', '.join(map(str, words))}" for sign, words in (("+", come), ("−", gone)) if words)
        what = what or f"{_shown(before, None)} → {_shown(after, None)}"
    else:
        number_of = unit if change["at"].endswith("].value") else None
        what = f"{_shown(before, number_of)} → {_shown(after, number_of)}"
    return f"{change['at']}: {what}{_rests_on(change)}"


def _words(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(word, dict | list) for word in value)


def _rests_on(change: Told) -> str:
    since = f"from {change['from']}" if change["from"] else ""
    rests = ", ".join(part for part in (since, *change["source"]) if part)
    return f"  [{rests}]" if rests else ""


def _shown(value: Any, unit: str | None) -> str:
    if value is None:
        return _ABSENT
    if unit in UNITS and isinstance(value, int | float):
        return written(value, unit)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cases(cases: Told) -> Iterator[str]:
    yield (
        f"\nCASES  {cases['compared']} compared, answers of {len(cases['changed'])} change, "
        f"{len(cases['refused'])} refused by both"
    )
    for total in cases["totals"]:
        yield f"  in {total['cases']}: {_differs(total)}"
    for case in cases["changed"]:
        yield f"  {case['where']}"
        yield from (f"      {_differs(answer)}" for answer in case["answers"])
    for case in cases["refused"]:
        yield f"  {case['where']}: refused, {', '.join(case['codes'])}"


def _differs(answer: Told) -> str:
    before, after = (answer[side] or _ABSENT for side in ("before", "after"))
    return f"{answer['what']} {answer['id']}: {before} → {after}"
