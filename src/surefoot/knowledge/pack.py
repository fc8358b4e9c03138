"""The whole knowledge, immutable, under one content hash; `as_of` gives what was in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from graphlib import TopologicalSorter
from types import MappingProxyType
from typing import Any

from surefoot.knowledge.expression import Node, WeightedSum, parse
from surefoot.knowledge.links import needed
from surefoot.knowledge.model import Algorithm, Cited, Data, Entry, Rule, Source, Step
from surefoot.knowledge.resolve import View, resolve

Files = Mapping[str, Data]


@dataclass(frozen=True)
class Knowledge:
    """Everything that was read. `values` and `tables` hold every dated state; `as_of(day)` picks the ones in force."""

    digest: str
    files: Files
    sources: Mapping[str, Source]
    questionnaires: Mapping[str, Entry]
    tests: Mapping[str, Entry]
    domains: Mapping[str, Entry]  # components of balance, in their order
    facts: Mapping[str, Entry]
    medication_classes: Mapping[str, Entry]
    medication_names: tuple[Data, ...]
    medication_groups: Mapping[str, Entry]
    medication_questions: Mapping[str, Entry]
    look_alikes: tuple[tuple[str, ...], ...]
    values: Mapping[str, Data]
    tables: Mapping[str, Data]
    rules: Mapping[str, Rule]
    factors: Mapping[str, Entry]
    findings: Mapping[str, Entry]
    algorithms: Mapping[str, Algorithm]
    interventions: Mapping[str, Entry]
    references: Mapping[str, Entry]
    exercises: Mapping[str, Entry]
    recipients: Mapping[str, Entry]
    activities: Mapping[str, Entry]
    credentials: Mapping[str, Entry]
    requirements: Mapping[str, Entry]
    policies: Mapping[str, Entry]
    edits: Mapping[str, Entry]
    likelihoods: Mapping[str, Entry]  # by the id of the file; each holds its ratios under `likelihoods`
    readings: Mapping[str, Entry]
    _views: dict[date, View] = field(default_factory=dict, compare=False, repr=False)

    def as_of(self, day: date) -> View:
        """What was in force on a day."""
        if day not in self._views:
            self._views[day] = resolve(self.values, self.tables, day)
        return self._views[day]


def build(files: Files, digest: str) -> Knowledge:
    """Build from files that have passed every check."""
    by_kind: dict[str, list[Data]] = {}
    for name in sorted(files):
        by_kind.setdefault(files[name]["kind"], []).append(files[name])
    questionnaires = _whole(by_kind, "questionnaire")
    tests = _whole(by_kind, "test")
    parts: dict[str, Any] = {
        "sources": {item["id"]: Source(**item) for item in _listed(by_kind, "sources", "sources")},
        "questionnaires": questionnaires,
        "tests": tests,
        "domains": _ordered(_entries(by_kind, "domains", "domains")),
        "facts": _entries(by_kind, "facts", "facts"),
        "medication_classes": _entries(by_kind, "medication_classes", "classes"),
        "medication_groups": _entries(by_kind, "medication_groups", "groups"),
        "medication_questions": _entries(by_kind, "medication_questions", "questions"),
        "values": {value["id"]: value for value in all_values(by_kind)},
        "tables": {table["id"]: table for test in tests.values() for table in test.get("tables", ())},
        "rules": _rules(by_kind, questionnaires),
        "findings": _entries(by_kind, "findings", "findings"),
        "factors": _entries(by_kind, "factors", "factors"),
        "algorithms": _algorithms(files, by_kind.get("algorithm", ())),
        "interventions": _entries(by_kind, "interventions", "interventions"),
        "references": _entries(by_kind, "interventions", "reference_only"),
        "exercises": _entries(by_kind, "exercises", "exercises"),
        "recipients": _entries(by_kind, "recipients", "recipients"),
        "activities": _entries(by_kind, "activities", "activities"),
        "credentials": _entries(by_kind, "credentials", "credentials"),
        "requirements": _entries(by_kind, "requirements", "requirements"),
        "policies": _whole(by_kind, "payer_policy"),
        "edits": _whole(by_kind, "edits"),
        "likelihoods": _whole(by_kind, "likelihood"),
        "readings": _entries(by_kind, "readings", "readings"),
    }
    frozen: dict[str, Any] = {name: MappingProxyType(part) for name, part in parts.items()}
    return Knowledge(
        digest=digest,
        files=MappingProxyType(dict(files)),
        medication_names=tuple(by_kind.get("medication_names", ())),
        look_alikes=tuple(tuple(row) for row in _listed(by_kind, "look_alikes", "rows")),
        **frozen,
    )


def all_values(by_kind: Mapping[str, list[Data]]) -> list[Data]:
    """Every dated value, wherever a file may hold one."""
    found = list(_listed(by_kind, "values", "values"))
    for kind in ("questionnaire", "factors", "payer_policy"):
        found += _listed(by_kind, kind, "values")
    for key in ("limits", "errors"):
        found += _listed(by_kind, "test", key)
    return found


def _listed(by_kind: Mapping[str, list[Data]], kind: str, key: str) -> list[Data]:
    return [item for data in by_kind.get(kind, ()) for item in data.get(key, ())]


def _entries(by_kind: Mapping[str, list[Data]], kind: str, key: str) -> dict[str, Entry]:
    return {item["id"]: Entry(item["id"], kind, item, _nodes(item)) for item in _listed(by_kind, kind, key)}


def _whole(by_kind: Mapping[str, list[Data]], kind: str) -> dict[str, Entry]:
    entries = [Entry(data["id"], kind, data) for data in by_kind.get(kind, ())]
    return {entry.id: entry for entry in sorted(entries, key=lambda entry: (entry.get("order", 0), entry.id))}


def _ordered(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    return {entry.id: entry for entry in sorted(entries.values(), key=lambda entry: (entry["order"], entry.id))}


def _nodes(item: Data) -> dict[str, Node]:
    return {key: parse(item[key]) for key in ("rule", "met", "applies", "offer_when", "alone", "when") if key in item}


def _rules(by_kind: Mapping[str, list[Data]], questionnaires: Mapping[str, Entry]) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for entry in questionnaires.values():
        if "score" in entry.data:
            score = entry["score"]
            rules[score["id"]] = Rule(score["id"], "score", score["label"], weighted_sum(entry.data), Cited.of(score))
    for data in by_kind.get("algorithm", ()):
        rules |= {rule.id: rule for rule in _table_rules(data)}
    for kind, key, word in (("findings", "findings", "finding"), ("factors", "factors", "factor")):
        for item in _listed(by_kind, kind, key):
            rules[item["id"]] = Rule(
                item["id"], word, item["label"], parse(item["rule"]), Cited.of(item), item["basis"]
            )
    return rules


def weighted_sum(questionnaire: Data) -> WeightedSum:
    """A questionnaire's score as a rule over its items."""
    form, items = questionnaire["id"], questionnaire["items"]
    weighted = ((f"{form}.{item['id']}", float(item["weight"])) for item in items if "weight" in item)
    chosen = ((f"{form}.{item['id']}", points) for item in items if (points := _points(item)))
    return WeightedSum(tuple(weighted), tuple(chosen))


def _points(item: Data) -> tuple[tuple[str, float], ...]:
    """What each choice of an item adds to the score."""
    choices = item.get("choices", ())
    return tuple((choice["id"], float(choice["points"])) for choice in choices if "points" in choice)


def _table_rules(data: Data) -> list[Rule]:
    rules = [Rule(f"{data['id']}.applies", "row", f"{data['title']} applies", parse(data["applies"]), Cited.of(data))]
    for row in data["table"]:
        rules.append(Rule(f"{data['id']}.{row['id']}", "row", row["id"], parse(row["if"]), Cited.of(row)))
    return rules


def _algorithms(files: Files, tables: Iterable[Data]) -> dict[str, Algorithm]:
    """The decision tables, each after those whose levels its rules read."""
    graph = {id_: needs for data in files.values() for id_, needs in needed(data)}
    by_id = {data["id"]: data for data in tables}
    return {id_: _algorithm(by_id[id_]) for id_ in TopologicalSorter(graph).static_order() if id_ in by_id}


def _algorithm(data: Data) -> Algorithm:
    steps = [Step(row["id"], f"{data['id']}.{row['id']}", row["then"], Cited.of(row)) for row in data["table"]]
    steps.append(Step(data["otherwise"]["id"], None, data["otherwise"]["then"], Cited.of(data["otherwise"])))
    levels = {level["id"]: level for level in data["levels"]}
    return Algorithm(
        data["id"],
        data["title"],
        data["version"],
        levels,
        f"{data['id']}.applies",
        tuple(steps),
        Cited.of(data),
        data.get("caution"),
        data.get("name") or f"{data['title']} {data['version']}",
        data.get("standing"),
        data.get("note"),
    )
