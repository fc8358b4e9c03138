"""Read a decision table with three answers: every outcome that is still reachable counts; one outcome is the level, several are not known."""

from __future__ import annotations

from dataclasses import dataclass

from surefoot.engine import CaseReader, Trace, weakest
from surefoot.knowledge.model import Algorithm, Step
from surefoot.values import Fact, Tri

NOT_KNOWN, NOT_APPLICABLE = "not_known", "not_applicable"


@dataclass(frozen=True, slots=True)
class Level:
    """What one algorithm makes of a case: a level of its own, `not_known` or `not_applicable`."""

    algorithm: Algorithm
    level: str
    trace: Trace

    @property
    def says(self) -> str:
        if self.level in self.algorithm.levels:
            return str(self.algorithm.levels[self.level]["says"])
        if self.level == NOT_APPLICABLE:
            return "This algorithm is not made for this person or setting."
        return "Not known: what is missing would decide between the levels still open."


def read_levels(reader: CaseReader) -> dict[str, Level]:
    """Every algorithm's level; each becomes a fact that later rules may read."""
    found: dict[str, Level] = {}
    for algorithm in reader.knowledge.algorithms.values():
        level, trace = read_level(algorithm, reader)
        found[algorithm.id] = Level(algorithm, level, trace)
        reader.facts[algorithm.id] = Fact(None if level == NOT_KNOWN else level, "level not known")
    return found


def read_level(algorithm: Algorithm, reader: CaseReader) -> tuple[str, Trace]:
    """The level and why. Rows in order; a certain yes ends the table; a row not known leaves its outcome open."""
    applies = reader.answer(algorithm.applies)
    if applies.answer is not Tri.YES:
        level = NOT_APPLICABLE if applies.answer is Tri.NO else NOT_KNOWN
        return level, _trace(algorithm, level, (applies,))
    rows: list[Trace] = [applies]
    open_levels: list[str] = []
    for step in algorithm.steps:
        row = _row(step, reader)
        rows.append(row)
        if row.answer is not Tri.NO:
            open_levels.append(step.then)
        if row.answer is Tri.YES:
            break
    level = open_levels[0] if len(set(open_levels)) == 1 else NOT_KNOWN
    return level, _trace(algorithm, level, tuple(rows))


def _row(step: Step, reader: CaseReader) -> Trace:
    if step.rule is None:
        return Trace(
            "otherwise",
            Tri.YES,
            f"none of the rows above: {step.then}",
            id=step.id,
            source=step.cited.source,
            confidence=step.cited.confidence,
        )
    return reader.answer(step.rule)


def _trace(algorithm: Algorithm, level: str, rows: tuple[Trace, ...]) -> Trace:
    known = Tri.NOT_KNOWN if level == NOT_KNOWN else Tri.YES
    missing = tuple(dict.fromkeys(id_ for row in rows if row.answer is Tri.NOT_KNOWN for id_ in row.missing))
    cited = algorithm.cited
    return Trace(
        "table",
        known,
        level.replace("_", " "),
        id=algorithm.id,
        label=algorithm.title,
        source=cited.source,
        confidence=weakest(cited.confidence, *(row.confidence for row in rows)),
        missing=missing if level == NOT_KNOWN else (),
        because=rows,
    )
