"""Whether a level rests on anything that was read in a publication, or on unverified rows and numbers alone."""

from __future__ import annotations

from collections.abc import Sequence

from surefoot.engine import Trace
from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Step
from surefoot.values import Tri

UNVERIFIED = "unverified"
_ONE_IS_ENOUGH = {("any_of", Tri.YES), ("riskier_of", Tri.YES), ("all_of", Tri.NO)}

Rows = Sequence[tuple[Step, Trace]]


def rests_on_unverified(level: str, rows: Rows, knowledge: Knowledge) -> bool:
    """True where the row that gave the level is carried by nothing verified or secondary.

    Reached by no row of its own (`otherwise`), a level also needs the rows that turned other levels away: one of them that is
    carried is enough. How sure it is that the table applies to the person is another question and does not count here.
    """
    *above, (step, last) = rows
    if not _row_is_carried(step, last, knowledge):
        return True
    turned = [(one, row) for one, row in above if row.answer is Tri.NO and one.then != level]
    return step.rule is None and bool(turned) and not any(_row_is_carried(*one, knowledge) for one in turned)


def _row_is_carried(step: Step, row: Trace, knowledge: Knowledge) -> bool:
    return step.cited.confidence != UNVERIFIED and _carried(row, knowledge)


def _carried(trace: Trace, knowledge: Knowledge) -> bool:
    """An answer is carried where what it takes to reach it is: of parts that each suffice one, of parts all needed every one."""
    rule = knowledge.rules.get(trace.id or "")
    if rule is not None and rule.basis == "published" and rule.cited.confidence == UNVERIFIED:
        return False
    parts = [part for part in trace.because if part.answer is trace.answer or trace.op in ("not", "is")]
    if not parts:
        return trace.confidence != UNVERIFIED or trace.op == "known" or bool(trace.because)
    enough = any if (trace.op, trace.answer) in _ONE_IS_ENOUGH else all
    return enough(_carried(part, knowledge) for part in parts)
