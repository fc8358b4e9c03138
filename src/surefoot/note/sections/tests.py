"""Tests and protocols: what was done, how, and every trial as it was recorded."""

from __future__ import annotations

from surefoot.note.document import Block, Cell, Column, Heading, Paragraph, Sentence, Table
from surefoot.note.material import Data, Material
from surefoot.note.wording import amount, closed, words
from surefoot.units import UNITS

_SUFFIXES = sorted(
    ((unit.suffix, unit.name) for unit in UNITS.values() if unit.suffix.startswith("_") and unit.name != "count"),
    key=lambda pair: -len(pair[0]),
)
_HEADER = (Column("Test", share=1.0), Column("Protocol", share=3.6), Column("As recorded", share=1.2))


def tests(material: Material) -> list[Block]:
    """One row for each test of the case, those not done among them."""
    found = material.case.get("tests") or ()
    heading = Heading("Tests and protocols")
    if not found:
        return [heading, Paragraph((Sentence("No test is documented.", ("tests",), tone="missing"),))]
    rows = tuple(_row(material, index, test) for index, test in enumerate(found))
    return [heading, Table("What was done, and how", _HEADER, rows)]


def _row(material: Material, index: int, test: Data) -> tuple[Cell, ...]:
    path = f"tests[{index}]"
    name = Sentence(material.test_label(test["test"]), (path,))
    return Cell((name,)), Cell((_protocol(material, test["test"]),)), Cell(tuple(_recorded(path, test)))


def _protocol(material: Material, test: str) -> Sentence:
    if material.knowledge is None:
        kept = str(material.assessment.get("knowledge", ""))[:12]
        return Sentence(f"As kept in knowledge {kept}; that text is not at hand here.", tone="missing")
    if test not in material.knowledge.tests:
        return Sentence("No protocol is known for this test.", tone="missing")
    entry = material.knowledge.tests[test]
    protocol = entry["protocol"]
    aids = f"Aids: {protocol['aids']}" if protocol.get("aids") else ""
    parts = [f"The person {entry['activity']}", *protocol["setup"], *protocol["steps"], aids]
    return Sentence(" ".join(closed(part) for part in parts if part), tuple(protocol["source"]))


def _recorded(path: str, test: Data) -> list[Sentence]:
    lines = [
        Sentence(_trial(number, trial), (f"{path}.trials[{number - 1}]",))
        for number, trial in enumerate(test.get("trials") or (), start=1)
    ]
    if "not_done" in test:
        said = test["not_done"].get("says")
        text = f"not done: {words(test['not_done'].get('reason') or 'no reason recorded')}"
        lines.append(Sentence(f"{text} ({said})" if said else text, (f"{path}.not_done",), tone="missing"))
    if test.get("device"):
        lines.append(Sentence(f"device: {test['device']}", (f"{path}.device",)))
    return lines or [Sentence("nothing recorded", (path,), tone="missing")]


def _trial(number: int, trial: Data) -> str:
    return f"Trial {number}: " + ", ".join(_part(key, value) for key, value in trial.items())


def _part(key: str, value: object) -> str:
    """One recorded value with its unit, read off the key's suffix (`time_s`: 14.2 gives "time 14.2 s")."""
    if value is None or isinstance(value, bool):
        return f"{words(key)} {'not recorded' if value is None else 'yes' if value else 'no'}"
    if isinstance(value, int | float):
        suffix, unit = next(((suffix, unit) for suffix, unit in _SUFFIXES if key.endswith(suffix)), ("", ""))
        name = words(key.removesuffix(suffix))
        return amount(value, unit) if name == unit else f"{name} {amount(value, unit)}"
    if key == "aid":
        return "no aid" if value == "none" else f"aid: {words(value)}"
    return f"{words(key)} {words(value)}" if key in {"stage", "side", "outcome"} else f"{words(key)}: {value}"
