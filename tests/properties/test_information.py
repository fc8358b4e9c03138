"""More information never takes back a settled answer, except by a preference that the knowledge names.

Two kinds of turning are looked at apart:
- away from risk (yes to no or not known, a level down): only by a named `preference`, once the preferred input is known;
- towards risk (no to yes or not known, a level up): only where several ways to learn one fact differ (`riskier_of`), or the record
  newly shows something (`known`). Answers that contradict each other stay side by side, and the riskier counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from surefoot.knowledge import Knowledge, load
from surefoot.knowledge.expression import Node, Op, references
from tests.engine.generate import _drawn
from tests.properties.moves import COUNT, DRAWS, LEAST, Move, Moved, Mover, fell, level_fell, sense

CASES, ADDED = 500, 30


@DRAWS
@given(st.integers(0, 2**32))
def test_more_information_never_takes_back_a_settled_answer(seed: int) -> None:
    mover = Mover(load(), seed, CASES, (0.05, 0.2, 0.5, 0.8, 0.95))
    assert not sorted(set(_taken_back(mover.knowledge, mover.moved(list(_learnt(mover))))))


def _learnt(mover: Mover) -> Iterator[Move]:
    """Some of the facts a case does not know, each known now. Those of the coding decision are not read by these rules."""
    read = {id_ for rule in mover.knowledge.rules.values() for id_ in references(rule.node)} & mover.facts.keys()
    for row, case in enumerate(mover.cases):
        open_ = sorted(read - case.keys())
        for fact in mover.chance.sample(open_, min(ADDED, len(open_))):
            yes, side = mover.chance.choice((0.0, 1.0)), mover.chance.choice((-1, 0, 1))
            value = _drawn(mover.facts[fact], mover.limits.get(fact, []), mover.chance, yes, side)
            least = case.get(fact.replace(COUNT, LEAST))
            yield Move(row, fact, value if least is None or not isinstance(value, float) else max(value, least.value))


def _taken_back(knowledge: Knowledge, moved: Moved) -> Iterator[str]:
    """What turned although nothing names why it may, one line each."""
    below = {id_: under(knowledge, id_) for id_ in (*knowledge.rules, *knowledge.algorithms)}
    for id_ in (*knowledge.findings, *knowledge.factors):
        for row, old, new in moved.changed(id_):
            fact = moved.moves[row].fact
            if old is not None and not _may_turn(
                knowledge, below[id_], fact, away=fell(sense(knowledge, id_), old, new)
            ):
                yield f"{id_}: {old} to {new} by {fact}"
    for id_, algorithm in knowledge.algorithms.items():
        for row, old, new in moved.changed(id_):
            fact = moved.moves[row].fact
            if "not_applicable" in (old, new):
                assert old == "not_known" or fact in under(knowledge, algorithm.applies)
            elif old != "not_known" and not _may_turn(
                knowledge, below[id_], fact, away=level_fell(algorithm, moved, row)
            ):
                yield f"{id_}: {old} to {new} by {fact}"


def _may_turn(knowledge: Knowledge, below: set[str], fact: str, *, away: bool) -> bool:
    if away:
        preferred = [id_ for one in below for id_ in preference_of(knowledge, one)]
        return any(fact == id_ or fact in under(knowledge, id_) for id_ in preferred)
    nodes = [knowledge.rules[id_].node for id_ in below if id_ in knowledge.rules]
    return any(_reads(knowledge, part, fact) for node in nodes for part in _open_ended(node))


def preference_of(knowledge: Knowledge, id_: str) -> list[str]:
    """What a rule prefers, if it does: a finding's own, or that of the row of a level."""
    if id_ in knowledge.findings:
        return list(knowledge.findings[id_].get("preference", {}).get("of", ()))
    rows = (
        row for data in knowledge.files.values() for row in data.get("table", ()) if id_ == f"{data['id']}.{row['id']}"
    )
    return [named for row in rows for named in row.get("preference", {}).get("of", ())]


def under(knowledge: Knowledge, id_: str) -> set[str]:
    """An id and everything its rule rests on, down to the facts."""
    found, waiting = {id_}, [id_]
    while waiting:
        here = waiting.pop()
        rule, algorithm = knowledge.rules.get(here), knowledge.algorithms.get(here)
        named = set(references(rule.node)) if rule else set()
        if algorithm:
            named = {algorithm.applies, *(step.rule for step in algorithm.steps if step.rule)}
        waiting += named - found
        found |= named
    return found


def _open_ended(node: Node) -> Iterator[Op]:
    """The parts of a rule whose no may turn into a yes: several ways to learn one fact, or what the record shows."""
    if isinstance(node, Op):
        if node.name in ("riskier_of", "known", "first_known"):
            yield node
        for part in node.parts:
            yield from _open_ended(part)


def _reads(knowledge: Knowledge, node: Node, fact: str) -> bool:
    return any(fact in under(knowledge, id_) for id_ in references(node))
