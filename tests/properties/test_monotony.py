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
from tests.properties.moves import DRAWS, LEAST, Move, Moved, Mover, directions, fell, level_fell, sense, worse

CASES = 200


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
    for id_ in (*knowledge.findings, *knowledge.factors):
        for row, old, new in moved.changed(id_):
            if fell(sense(knowledge, id_), old, new):
                yield f"{id_}: {old} to {new} by {moved.moves[row].fact}"
    for id_, algorithm in knowledge.algorithms.items():
        for row, old, new in moved.changed(id_):
            if "not_applicable" in (old, new) or level_fell(algorithm, moved, row):
                yield f"{id_}: {old} to {new} by {moved.moves[row].fact}"
    for id_, entry in knowledge.interventions.items():
        for row, old, _ in moved.changed(id_):
            if old and not any(moved.after[factor][row] for factor in entry["for"]):
                yield f"suggestion {id_} lost by {moved.moves[row].fact}"


def test_a_finding_whose_yes_is_neither_risk_nor_safe_says_why(knowledge: Knowledge) -> None:
    """It is not held to what is worse, so whoever reads the knowledge is told the reason beside it."""
    apart = [entry for entry in knowledge.findings.values() if entry.get("yes_is") == "neither"]
    assert apart
    assert not [entry.id for entry in apart if not entry.get("note")]


def test_every_input_that_a_rule_counts_has_a_worse_side(knowledge: Knowledge) -> None:
    """What has none is named here, with the reason."""
    named = {id_ for rule in knowledge.rules.values() for id_ in references(rule.node)}
    without = (named & fact_columns(knowledge).keys()) - directions(knowledge).keys() - NO_WORSE_SIDE.keys()
    assert not [id_ for id_ in without if not id_.endswith(LEAST)]  # how many at least moves with how many


NO_WORSE_SIDE = {
    "patient.age_years": "limits by age lie lower for the older, so age has no one direction",
    "patient.sex": "only chooses the limit",
    "visit.setting": "says whether a screen is made for the person",
    "feet.footwear_indoors": "a choice of shoes, some of them unsuitable",
    "feet.any_problem": "asked to spare the questions on each problem",
    "feet.shoe_fastening": "a choice of shoes, some of them unsuitable",
    "feet.shoe_heel": "a choice of shoes, some of them unsuitable",
    "feet.shoe_sole": "a choice of shoes, some of them unsuitable",
    "fall_history.last_fall_date": "a day",
    "fall_history.worst_injury": "a choice of injuries; the rules ask for some of them",
    "orthostatic_bp.supine_systolic_mmhg": "high and low may both matter; the fall on standing is a score of its own",
    "orthostatic_bp.supine_diastolic_mmhg": "high and low may both matter; the fall on standing is a score of its own",
    "urgent_signs.last_fall_when": "a choice of times",
    "form.order": "says which questions were the screen",
    "home.has_stairs": "asked to spare the questions on stairs",
}
