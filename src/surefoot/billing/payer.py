"""The payer's layer: a named, dated policy adds blocks, holds, warnings, modifiers and reviews. It never adds a yes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from surefoot.billing.record import Record
from surefoot.engine import CaseReader, Trace
from surefoot.knowledge.expression import parse
from surefoot.knowledge.model import Data
from surefoot.values import Tri

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Payer:
    """What the policy makes of one case."""

    answer: Tri
    gates: tuple[dict[str, Any], ...]
    modifiers: tuple[dict[str, Any], ...]
    reviews: tuple[dict[str, Any], ...]
    notes: tuple[dict[str, Any], ...]


def read_payer(reader: CaseReader, record: Record, names: Names) -> Payer:
    """Read the policy of the case. One that is not known, or not in force on the day, is held."""
    policy = record.policy
    if policy is None:
        return Payer(Tri.NOT_KNOWN, (_no_policy(record),), (), (), ())
    gates = (*_gates(reader, policy["gates"], names), *_gates(reader, _every_payers(reader), names))
    return Payer(
        answer=_answer({gate["gate"] for gate in gates}, record.earned.units),
        gates=gates,
        modifiers=tuple(_once(ruled(reader, policy["modifiers"], names))),
        reviews=tuple(ruled(reader, policy["reviews"], names)),
        notes=tuple(ruled(reader, policy.get("notes", ()), names)),
    )


def _every_payers(reader: CaseReader) -> Iterator[Data]:
    """The gates that stand under every policy: those of the readings of the time."""
    for data in reader.knowledge.files.values():
        yield from data.get("gates", ()) if data["kind"] == "readings" else ()


def _once(modifiers: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Each modifier once, and one of each group, by the first rule that asks for it."""
    found: dict[str, dict[str, Any]] = {}
    groups: set[str] = set()
    for one in modifiers:
        group = one.pop("group", None)
        if group is None or group not in groups:
            found.setdefault(one["modifier"], one)
        groups.add(group)
    return found.values()


def _answer(gates: set[str], units: int | None) -> Tri:
    if "block" in gates or units == 0:
        return Tri.NO
    return Tri.NOT_KNOWN if "hold" in gates or units is None else Tri.YES


def _gates(reader: CaseReader, rules: Iterable[Data], names: Names) -> Iterator[dict[str, Any]]:
    """Every gate that stands. A block or a hold that cannot be ruled out stands as a hold."""
    for rule in rules:
        trace = reader.read(parse(rule["when"]))
        if trace.answer is Tri.YES:
            yield {**_said(rule, trace, rule["says"], names), "gate": rule["gate"], "cure": rule.get("cure")}
        elif trace.answer is Tri.NOT_KNOWN and rule["gate"] != "warn":
            open_ = _said(rule, trace, rule.get("open", rule["says"]), names)
            yield {**open_, "gate": "hold", "cure": rule.get("cure")}


def ruled(reader: CaseReader, rules: Iterable[Data], names: Names) -> Iterator[dict[str, Any]]:
    """Every modifier, review or note whose rule says yes."""
    for rule in rules:
        trace = reader.read(parse(rule["when"]))
        if trace.answer is Tri.YES:
            extra = {key: rule[key] for key in ("modifier", "units", "group") if key in rule}
            yield _said(rule, trace, rule["says"], names) | extra


def _said(rule: Data, trace: Trace, says: str, names: Names) -> dict[str, Any]:
    for name, value in names.items():
        says = says.replace(f"{{{name}}}", value)
    return {
        "id": rule["id"],
        "says": says,
        "source": rule["source"][0],
        "sources": list(rule["source"]),
        "confidence": rule["confidence"],
        "trace": trace.as_json(),
    }


def _no_policy(record: Record) -> dict[str, Any]:
    return {
        "id": "policy_not_known",
        "gate": "hold",
        "says": f'The payer policy "{record.policy_id}" is not known here, or not in force on the day of the visit.',
        "source": None,
        "sources": [],
        "confidence": None,
        "cure": None,
        "trace": None,
    }
