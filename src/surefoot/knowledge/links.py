"""What the files say of each other: ids once only, sources that exist, rules whose names and types fit, no circle of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from typing import Any

from surefoot.errors import Fault
from surefoot.knowledge.expression import ExpressionFault, check, parse, references, unit_faults
from surefoot.knowledge.names import Names, collect
from surefoot.knowledge.yaml_reader import Path, YamlFile

_RULE_KEYS = ("rule", "met", "applies", "offer_when", "ask_when", "when", "if", "ask_if")


def link_faults(files: Iterable[YamlFile]) -> Iterator[Fault]:
    """Every fault between files that each have the right shape."""
    files = list(files)
    names = collect(files)
    yield from names.faults
    for file in files:
        yield from _source_faults(file, names)
        yield from _rule_faults(file, names)
        yield from _target_faults(file, names)
        yield from _screen_faults(file)
    yield from _circles(files)


def places(data: Any, path: Path = ()) -> Iterator[tuple[Path, str, Any]]:
    """Every key in a file with its path and value, rules left whole."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key), key, value
            if key not in _RULE_KEYS:
                yield from places(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from places(value, (*path, index))


def _source_faults(file: YamlFile, names: Names) -> Iterator[Fault]:
    for path, key, value in places(file.data):
        if key not in ("source", "strict_source") or not isinstance(value, list):
            continue
        for source in value:
            if source not in names.sources:
                near = get_close_matches(source, names.sources, n=1)
                do = f"Nearest: {near[0]}." if near else "List it under sources/."
                yield Fault("SF-K007", file.where(path), f'The source "{source}" is not in sources/.', do)


def _rule_faults(file: YamlFile, names: Names) -> Iterator[Fault]:
    for path, key, value in places(file.data):
        if key not in _RULE_KEYS:
            continue
        try:
            node = parse(value)
        except ExpressionFault as fault:
            yield _fault(file, path, fault)
            continue
        for wrong in (*check(node, names.types, names.choices), *unit_faults(node, names.units)):
            yield _fault(file, path, wrong)
        if names.type_of(node) not in ("yes_no", None):
            yield Fault(
                "SF-K008",
                file.where(path),
                "A rule must answer yes, no or not known.",
                "Compare the number with a value.",
            )


def _fault(file: YamlFile, path: Path, fault: ExpressionFault) -> Fault:
    return Fault("SF-K008", file.where((*path, *fault.where)), fault.says, fault.do)


def _target_faults(file: YamlFile, names: Names) -> Iterator[Fault]:
    data = file.data
    for index, item in enumerate(data.get("interventions", ())):
        for factor in item["for"]:
            if factor not in names.factors:
                yield Fault(
                    "SF-K009",
                    file.where(("interventions", index, "for")),
                    f'"{factor}" is no factor.',
                    "Name a factor from factors/.",
                )
    if data["kind"] == "algorithm":
        levels = {level["id"] for level in data["levels"]}
        for path, key, value in places(data):
            if key == "then" and value not in levels:
                yield Fault(
                    "SF-K009",
                    file.where(path),
                    f'"{value}" is no level of this algorithm.',
                    f"Use one of: {', '.join(levels)}.",
                )


def _screen_faults(file: YamlFile) -> Iterator[Fault]:
    """Items that are asked on a screen their questionnaire does not have, or that are no yes/no question."""
    screens = {screen["id"] for screen in file.data.get("screens", ())}
    for index, item in enumerate(file.data.get("items", ())):
        where = file.where(("items", index))
        if item.get("screen", None) not in (None, *screens):
            do = f"Use one of: {', '.join(sorted(screens)) or 'none listed under screens'}."
            yield Fault("SF-K009", where, f'"{item["screen"]}" is no screen of this questionnaire.', do)
        elif "screen" in item and item["type"] != "yes_no":
            yield Fault("SF-K009", where, "Only a yes/no item can be a line of a screen.", "Give it its own question.")


def _circles(files: Iterable[YamlFile]) -> Iterator[Fault]:
    graph: dict[str, set[str]] = {}
    for file in files:
        for id_, needs in needed(file.data):
            graph.setdefault(id_, set()).update(needs)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        says = f"These rules need each other in a circle: {' -> '.join(error.args[1])}."
        yield Fault("SF-K010", "rules", says, "Break the circle.")


def needed(data: Any) -> Iterator[tuple[str, set[str]]]:
    """The findings, factors and levels of one file, each with the ids its rules name. Rules that cannot be read name none."""
    for key in ("findings", "factors"):
        yield from ((item["id"], _named_in(item["rule"])) for item in data.get(key, ()))
    if data["kind"] == "algorithm":
        rules = [data["applies"], *(row["if"] for row in data["table"])]
        yield data["id"], {id_ for rule in rules for id_ in _named_in(rule)}


def _named_in(rule: Any) -> set[str]:
    try:
        return set(references(parse(rule)))
    except ExpressionFault:
        return set()
