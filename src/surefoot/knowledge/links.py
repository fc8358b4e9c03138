"""What the files say of each other: ids once only, sources that exist, rules whose names and types fit, no circle of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from typing import Any

from surefoot.errors import Fault
from surefoot.knowledge.expression import ExpressionFault, check, parse, references, unit_faults
from surefoot.knowledge.links_care import care_faults
from surefoot.knowledge.names import Names, collect
from surefoot.knowledge.yaml_reader import Path, YamlFile

_RULE_KEYS = ("rule", "met", "applies", "offer_when", "ask_when", "when", "if", "alone", "positive", "ask_if")


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
    yield from _domain_faults(files)
    yield from care_faults(files, names)
    yield from _circles(files)
    yield from _policy_faults(files)


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
    yield from _error_faults(file)
    if data["kind"] == "test":
        yield from _made_of_faults(file)
    for path, key, value in places(data):
        if key == "preference":
            for id_ in (*value["of"], *value["over"]):
                if id_ not in names.types:
                    near = get_close_matches(id_, names.types, n=1)
                    do = f"Nearest: {near[0]}." if near else "Name what the rule reads."
                    yield Fault("SF-K009", file.where(path), f'"{id_}" is nothing a rule can read.', do)
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


def _domain_faults(files: Iterable[YamlFile]) -> Iterator[Fault]:
    """Tests that are said to tell of a component of balance that is not listed."""
    files = list(files)
    known = {item["id"] for file in files for item in file.data.get("domains", ())}
    for file in files:
        for index, one in enumerate(file.data.get("domain", ())):
            if one["of"] not in known:
                near = get_close_matches(one["of"], known, n=1)
                do = f"Nearest: {near[0]}." if near else "List it in a file of the kind domains."
                yield Fault("SF-K009", file.where(("domain", index)), f'"{one["of"]}" is no component of balance.', do)


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


def _error_faults(file: YamlFile) -> Iterator[Fault]:
    """A measurement error belongs to a score of its own test, and its band of first scores is one."""
    scores = [score["id"] for score in file.data.get("scores", ())]
    for index, error in enumerate(file.data.get("errors", ())):
        where = file.where(("errors", index))
        if error.get("score", scores[0]) not in scores:
            yield Fault("SF-K009", where, f'"{error["score"]}" is no score of this test.', f"Use: {', '.join(scores)}.")
        low, high = error.get("first_score", (0, 0))
        if low > high:
            yield Fault("SF-K009", where, "The band of first scores ends before it begins.", "Write the lowest first.")


def _made_of_faults(file: YamlFile) -> Iterator[Fault]:
    """A score is made of scores that stand before it, so that each can be worked out in one pass."""
    before: set[str] = set()
    for index, score in enumerate(file.data["scores"]):
        parts = [part["of"] for part in score.get("bands", {}).get("parts", ())]
        for part in score.get("sum_of", {}).get("parts", ()):
            parts += [part] if isinstance(part, str) else part
        for part in parts:
            if part not in before:
                says = f'"{part}" is no score of this test that stands before "{score["id"]}".'
                yield Fault("SF-K009", file.where(("scores", index)), says, "List the parts first.")
        before.add(score["id"])


def _policy_faults(files: Iterable[YamlFile]) -> Iterator[Fault]:
    """A policy stands on one that is there, and on none that stands on it; a clinic's reading is for policies that are there."""
    files = list(files)
    policies = {file.data["id"]: file for file in files if file.data["kind"] == "payer_policy"}
    for file in policies.values():
        passed, base = {file.data["id"]}, file.data.get("on_top_of")
        while base is not None:
            if base in passed or base not in policies:
                says = f'"{base}" is no policy that this one can stand on.'
                do = f"Use one of: {', '.join(sorted(set(policies) - passed))}."
                yield Fault("SF-K009", file.where(("on_top_of",)), says, do)
                break
            passed.add(base)
            base = policies[base].data.get("on_top_of")
    for file in files:
        for index, setting in enumerate(file.data.get("chosen", ())):
            for policy in set(setting.get("policies", ())) - set(policies):
                do = f"Use one of: {', '.join(sorted(policies))}."
                where = file.where(("chosen", index, "policies"))
                yield Fault("SF-K009", where, f'"{policy}" is no policy.', do)


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
