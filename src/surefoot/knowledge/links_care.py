"""What factors, interventions and exercises say of each other: every id they point to is of the kind they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from surefoot.errors import Fault
from surefoot.knowledge.names import Names
from surefoot.knowledge.yaml_reader import Path, YamlFile


def care_faults(files: Iterable[YamlFile], names: Names) -> Iterator[Fault]:
    """Every pointer that leads nowhere."""
    files = list(files)
    interventions = {item["id"] for file in files for item in file.data.get("interventions", ())}
    for file in files:
        for path, id_ in _listed(file, "interventions", "for"):
            yield from _fault(file, path, id_, names.factors, "factor")
        for key, inside in (("interventions", "covered_by"), ("reference_only", "shown_with"), ("exercises", "for")):
            for path, id_ in _listed(file, key, inside):
                yield from _fault(file, path, id_, interventions, "intervention")
        yield from _recipient_faults(file, files)
        yield from _effect_faults(file, names)
        yield from _chain_faults(file, files)


def _chain_faults(file: YamlFile, files: Iterable[YamlFile]) -> Iterator[Fault]:
    """What covers a covering one has to be named too, so that one card is always found."""
    by = {item["id"]: item.get("covered_by", []) for each in files for item in each.data.get("interventions", ())}
    for index, item in enumerate(file.data.get("interventions", ())):
        for id_ in by[item["id"]]:
            left = [above for above in by.get(id_, ()) if above not in by[item["id"]] or above == item["id"]]
            if left or id_ == item["id"]:
                says = f'"{id_}" covers it and is itself covered: name {", ".join(left) or "another"} too.'
                yield Fault(
                    "SF-K009", file.where(("interventions", index, "covered_by")), says, "Add it to covered_by."
                )


def _recipient_faults(file: YamlFile, files: list[YamlFile]) -> Iterator[Fault]:
    """Who a letter goes to has to be described, once for all files."""
    known = [item["id"] for each in files for item in each.data.get("recipients", ())]
    for path, id_ in _listed(file, "interventions", "letter"):
        yield from _fault(file, path, id_, known, "recipient")


def _listed(file: YamlFile, key: str, inside: str) -> Iterator[tuple[Path, str]]:
    for index, item in enumerate(file.data.get(key, ())):
        for id_ in item.get(inside, ()):
            yield (key, index, inside), id_


def _effect_faults(file: YamlFile, names: Names) -> Iterator[Fault]:
    """What an effect speaks of has to be something that is answered yes or no."""
    answers = {id_ for id_, type_ in names.types.items() if type_ == "yes_no"}
    for key, inside in (("factors", "effects"), ("interventions", "evidence")):
        for index, item in enumerate(file.data.get(key, ())):
            for number, effect in enumerate(item.get(inside, ())):
                for id_ in effect.get("of", ()):
                    yield from _fault(file, (key, index, inside, number, "of"), id_, answers, "answer of yes or no")


def _fault(file: YamlFile, path: Path, id_: str, known: Iterable[str], what: str) -> Iterator[Fault]:
    known = set(known)
    if id_ in known:
        return
    near = get_close_matches(id_, known, n=1)
    do = f'Nearest: "{near[0]}".' if near else f"Name one that exists, with `surefoot knowledge list`: {what}."
    yield Fault("SF-K009", file.where(path), f'"{id_}" is no {what}.', do)
