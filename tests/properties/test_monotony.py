"""A worse value never lowers risk: no answer goes down, no level goes down, no suggestion is lost for lack of a factor.

One input at a time is moved to its worse side, in random cases. `SUREFOOT_EXAMPLES=50` draws that many times as many.
"""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from surefoot.engine.table_border import fact_columns
from surefoot.knowledge import Knowledge, load
from surefoot.knowledge.expression import references
from tests.properties.moves import DRAWS, Move, Moved, Mover, directions, fell, level_fell, worse

CASES = 200
# Findings that are a class between two limits: whoever gets worse leaves it for the class below, which is another finding.
BETWEEN_TWO_LIMITS = {
    "functional_reach_6_to_10in": "functional_reach_6in_or_less",
    "poma_class_medium": "poma_class_high",
}


@DRAWS
@given(st.integers(0, 2**32))
def test_a_worse_value_never_lowers_risk(seed: int) -> None:
    mover = Mover(load(), seed, CASES, (0.3, 0.6, 0.9, 1.0))
    assert not sorted(set(_lowered(mover.knowledge, mover.moved(list(_to_the_worse(mover))))))


def _to_the_worse(mover: Mover) -> Iterator[Move]:
    """Every known input of every case, moved to its worse side."""
    sides = directions(mover.knowledge)
    for row, case in enumerate(mover.cases):
        for fact, known in case.items():
            value = worse(sides[fact], known.value, mover.limits.get(fact, []), mover.chance) if fact in sides else None
            if value is not None:
                yield Move(row, fact, value)


def _lowered(knowledge: Knowledge, moved: Moved) -> Iterator[str]:
    """What went down although an input got worse, one line each."""
    for id_ in _answered(knowledge):
        below = BETWEEN_TWO_LIMITS.get(id_)
        for row, old, new in moved.changed(id_):
            if fell(old, new) and not (below and moved.after[below][row]):
                yield f"{id_}: {old} to {new} by {moved.moves[row].fact}"
    for id_, algorithm in knowledge.algorithms.items():
        for row, old, new in moved.changed(id_):
            if "not_applicable" in (old, new) or level_fell(algorithm, moved, row):
                yield f"{id_}: {old} to {new} by {moved.moves[row].fact}"
    for id_, entry in knowledge.interventions.items():
        for row, old, _ in moved.changed(id_):
            if old and not any(moved.after[factor][row] for factor in entry["for"]):
                yield f"suggestion {id_} lost by {moved.moves[row].fact}"


def _answered(knowledge: Knowledge) -> Iterator[str]:
    """Every finding and factor; not those that say that two answers cannot both be right: a worse answer may fit again."""
    for id_, rule in knowledge.rules.items():
        contradiction = id_ in knowledge.findings and knowledge.findings[id_].get("contradiction")
        if rule.kind in ("finding", "factor") and not contradiction:
            yield id_


def test_every_class_between_two_limits_is_one() -> None:
    """An exception that is none any more is to be taken out."""
    mover = Mover(load(), 1, 600, (1.0,))
    for id_, below in BETWEEN_TWO_LIMITS.items():
        assert mover.answers[id_].any()
        assert not (mover.answers[id_] & mover.answers[below]).any()
        assert mover.knowledge.findings[id_]["rule"]["all_of"][1] == {"not": below}


def test_every_input_that_a_rule_counts_has_a_worse_side() -> None:
    """What has none is named here, with the reason."""
    knowledge = load()
    named = {id_ for rule in knowledge.rules.values() for id_ in references(rule.node)}
    assert (named & fact_columns(knowledge).keys()) - directions(knowledge).keys() <= NO_WORSE_SIDE.keys()


NO_WORSE_SIDE = {
    "patient.age_years": "limits by age lie lower for the older, so age has no one direction",
    "patient.sex": "only chooses the limit",
    "visit.setting": "says whether a screen is made for the person",
    "feet.footwear_indoors": "a choice of shoes, some of them unsuitable",
    "feet.any_problem": "asked to spare the questions on each problem",
    "home.has_stairs": "asked to spare the questions on stairs",
}
