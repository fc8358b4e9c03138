"""Read a decision table with three answers: every outcome that is still reachable counts; one outcome is the level, several are not known."""

from __future__ import annotations

from dataclasses import dataclass

from surefoot.engine import CaseReader, Trace, weakest
from surefoot.knowledge.model import Algorithm, Step
from surefoot.risk.resting import rests_on_unverified
from surefoot.values import Fact, Tri

NOT_KNOWN, NOT_APPLICABLE = "not_known", "not_applicable"
BESIDE = ("advice", "legacy")


@dataclass(frozen=True, slots=True)
class Level:
    """What one algorithm makes of a case: a level of its own, `not_known` or `not_applicable`.

    `rests_on_unverified`: nothing that was read in a publication carries the level.
    """

    algorithm: Algorithm
    level: str
    trace: Trace
    rests_on_unverified: bool = False

    @property
    def known(self) -> bool:
        """It is one of the algorithm's own levels."""
        return self.level in self.algorithm.levels

    @property
    def asks_for(self) -> str | None:
        """general, more, tailored or full; None while not known, and in knowledge that does not say it."""
        return self.algorithm.asks_for(self.level)

    @property
    def rank(self) -> int:
        """Where it stands among the algorithms: those in use as published first, then proposals, advice, what is kept for old records."""
        return (None, "proposal", *BESIDE).index(self._standing)

    @property
    def beside(self) -> bool:
        """It stands beside the levels: a guideline that advises and gives none, or a table kept for old records."""
        return self._standing in BESIDE

    @property
    def _standing(self) -> str | None:
        return str(self.algorithm.standing["kind"]) if self.algorithm.standing else None

    @property
    def row(self) -> Step | None:
        """The row that gave the level; None while it is not known."""
        return self.rows[-1][0] if self.known and self.rows else None

    @property
    def rows(self) -> tuple[tuple[Step, Trace], ...]:
        """The rows of the table that were read, in order; the last of a known level is the one that ended it."""
        return rows_of(self.algorithm, self.trace)

    @property
    def says(self) -> str:
        if self.known:
            return str(self.algorithm.levels[self.level]["says"])
        if self.level == NOT_APPLICABLE:
            return "This algorithm is not made for this person or setting."
        labels = [str(self.algorithm.levels[id_]["label"]) for id_ in self.open_levels]
        if not labels:
            return "Not known whether this algorithm is made for this person or setting."
        return f"Not known: {', '.join(labels[:-1])} or {labels[-1]}, depending on what is missing."

    @property
    def open_levels(self) -> tuple[str, ...]:
        """The levels that what is missing could still lead to; none for a level that is settled."""
        if self.level != NOT_KNOWN:
            return ()
        return tuple(dict.fromkeys(step.then for step, row in self.rows if row.answer is not Tri.NO))


def read_levels(reader: CaseReader) -> dict[str, Level]:
    """Every algorithm's level; each becomes a fact that later rules may read."""
    found: dict[str, Level] = {}
    for algorithm in reader.knowledge.algorithms.values():
        level, trace = read_level(algorithm, reader)
        resting = level in algorithm.levels and rests_on_unverified(level, rows_of(algorithm, trace), reader.knowledge)
        found[algorithm.id] = Level(algorithm, level, trace, resting)
        reader.facts[algorithm.id] = Fact(None if level == NOT_KNOWN else level, "level not known")
    return found


def rows_of(algorithm: Algorithm, trace: Trace) -> tuple[tuple[Step, Trace], ...]:
    """The rows of a table that were read, each with its trace."""
    return tuple(zip(algorithm.steps, trace.because[1:], strict=False))


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
