"""Tests and protocols: what was done, how, and every trial as it was recorded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surefoot.note.document import Block, Cell, Column, Heading, Paragraph, Sentence, Table
from surefoot.note.material import Data, Material
from surefoot.note.wording import amount, closed, moment, words
from surefoot.units import UNITS

_SUFFIXES = sorted(
    ((unit.suffix, unit.name) for unit in UNITS.values() if unit.suffix.startswith("_") and unit.name != "count"),
    key=lambda pair: -len(pair[0]),
)
_IDS = {"stage": "stage ", "side": "side ", "ends_at": "ends at ", "event": "", "outcome": ""}  # their values are ids
_OUTCOMES = {"unable": "attempted and unable"}
_TIMING = {  # why no one clock counted a trial from start to stop
    "across_reload": "timed across a reload of the page",
    "across_devices": "started on one device and stopped on another",
    "server_clock": "timed by the server's clock",
}
INTERRUPTED = "timing was interrupted by a reload"
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
    activity = str(entry["activity"])  # a verb or a noun may come first, so it stands by itself
    parts = [activity[:1].upper() + activity[1:], *protocol["setup"], *protocol["steps"], aids]
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
    left_out = {"interrupted_timing"} if trial.get("timing") or not trial.get("interrupted_timing") else set()
    parts = [_part(key, value) for key, value in trial.items() if key not in left_out]
    return f"Trial {number}: {', '.join(parts) or 'nothing recorded'}"


def _part(key: str, value: object) -> str:
    """One recorded value with its unit, read off the key's suffix (`time_s`: 14.2 gives "time 14.2 s")."""
    if key == "interrupted_timing" and value:
        return INTERRUPTED
    if key == "timing":
        return _TIMING.get(str(value), words(str(value)))
    if value is None or isinstance(value, bool):
        return f"{_name(key)} {'not recorded' if value is None else 'yes' if value else 'no'}"
    if isinstance(value, int | float):
        suffix, unit = next(((suffix, unit) for suffix, unit in _SUFFIXES if key.endswith(suffix)), ("", ""))
        name = _name(key.removesuffix(suffix))
        return amount(value, unit) if name == unit else f"{name} {amount(value, unit)}"
    if key == "at":
        return moment(str(value))
    if key in _IDS:
        return _OUTCOMES.get(str(value), words(value)) if key == "outcome" else f"{_IDS[key]}{words(value)}"
    return "no aid" if (key, value) == ("aid", "none") else f"{words(key)}: {value}"


def timing_says(trials: Sequence[Data]) -> str:
    """Why the time of one of the trials was not counted through by one clock; empty where each was."""
    marked = next((trial for trial in trials if trial.get("interrupted_timing")), None)
    return _TIMING.get(str(marked.get("timing")), INTERRUPTED) if marked else ""


def _name(key: str) -> str:
    """A field's name as words: `standing_1min_systolic` is "standing 1 min, systolic".

    >>> _name("standing_1min_systolic"), _name("supine_diastolic"), _name("stage")
    ('standing 1 min, systolic', 'supine, diastolic', 'stage')
    """
    spaced = re.sub(r"(\d)min\b", r"\1 min", words(key))
    return re.sub(r" (systolic|diastolic)$", r", \1", spaced)
