"""Random rule sets over the closed operations, and random cases with much missing."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

from surefoot.engine.table_border import FactColumn
from surefoot.knowledge import Knowledge, View
from surefoot.knowledge.expression import Node, Op, Ref, references
from surefoot.values import Fact, Facts
from tests.spec.tiny import Data

YES_NO = ("p", "q", "r")
NUMBERS = ("x", "y")
AGES = (59.0, 60.0, 64.0, 64.5, 69.0, 70.0, 79.9, 80.0, 94.0, 95.0)
SMALL = (-1.0, 0.0, 1.0, 2.0, 2.5, 3.0, 4.0)
SETTINGS = ("office", "home", "facility")
SEXES = ("female", "male", "other", "unknown")
WORDS = ("low", "middle", "high")
FACTS: Data = {
    **dict.fromkeys(YES_NO, "yes_no"),
    **dict.fromkeys(NUMBERS, "number"),
    "setting": list(SETTINGS),
    "patient.age_years": "number",
    "patient.sex": list(SEXES),
}
ITEMS = ("a", "b", "c")
POINTED = ("never", "sometimes", "often")

small_numbers = st.sampled_from(SMALL)


@st.composite
def tables(draw: st.DrawFn) -> list[Data]:
    """A table by age band: for everybody, by sex, or with one sex left out."""
    rows = []
    for first in (60, 70, 80):
        if draw(st.integers(0, 4)) == 0:
            continue
        who = draw(st.sampled_from((("all",), ("female", "male"), ("female", "male"), ("female",), ("male",))))
        rows.append({"age": [first, first + 9], **{sex: draw(small_numbers) for sex in who}})
    return rows or [{"age": [60, 94], "all": draw(small_numbers)}]


@st.composite
def numbers(draw: st.DrawFn, known: Mapping[str, str], depth: int) -> Any:
    """A number inside a rule."""
    kind = draw(st.sampled_from(("fact", "value", "score", "lookup", "difference", "count")))
    if kind == "lookup":
        return {"lookup": "norm"}
    if kind == "difference" and depth > 0:
        return {"difference": [draw(numbers(known, depth - 1)), draw(numbers(known, depth - 1))]}
    if kind == "count" and depth > 0:
        return {"count_of": draw(st.lists(answers(known, depth - 1), min_size=1, max_size=3))}
    return draw(st.sampled_from({"value": ("v1", "v2"), "score": ("form.score",)}.get(kind, NUMBERS)))


@st.composite
def answers(draw: st.DrawFn, known: Mapping[str, str], depth: int) -> Any:
    """A rule that answers yes, no or not known. `known` are the ids it may name, with their types."""
    named = [id_ for id_, type_ in known.items() if type_ == "yes_no"]
    if depth == 0:
        return draw(st.sampled_from(named))
    number, answer = numbers(known, depth - 1), answers(known, depth - 1)
    kind = draw(st.sampled_from(("compare", "compare", "between", "is", "many", "many", "not", "known", "named")))
    if kind == "compare":
        return {draw(st.sampled_from(("at_least", "above", "at_most", "below"))): [draw(number), draw(number)]}
    if kind == "between":
        return {"between": [draw(number), draw(number), draw(number)]}
    if kind == "is":
        return draw(choices(known))
    if kind == "many":
        name = draw(st.sampled_from(("any_of", "all_of", "riskier_of", "first_known")))
        return {name: draw(st.lists(answer, min_size=1, max_size=4))}
    if kind == "not":
        return {"not": draw(answer)}
    return (
        {"known": draw(st.one_of(number, answer, st.sampled_from(sorted(known))))} if kind == "known" else draw(answer)
    )


@st.composite
def choices(draw: st.DrawFn, known: Mapping[str, str]) -> Data:
    """A choice against some of its words."""
    id_ = draw(st.sampled_from([id_ for id_, type_ in known.items() if type_ in ("choice", "level")]))
    words = {"setting": SETTINGS, "patient.sex": SEXES, "form.d": POINTED}.get(id_, ("not_applicable", "low"))
    return {"is": [id_, *draw(st.lists(st.sampled_from(words), min_size=1, max_size=2, unique=True))]}


@st.composite
def rule_sets(draw: st.DrawFn) -> Data:
    """A page of rules that build on each other, decision tables between them and an offer."""
    known = {id_: "choice" if isinstance(type_, list) else type_ for id_, type_ in FACTS.items()}
    known |= {**{f"form.{item}": "yes_no" for item in ITEMS}, "form.score": "number", "v1": "number", "v2": "number"}
    known |= {"form.d": "choice"}
    rules: Data = {}
    levels: Data = {}
    for round_ in ("one", "two"):
        for number in range(draw(st.integers(1, 4))):
            id_ = f"rule_{round_}_{number}"
            rules[id_] = draw(answers(known, 3))
            known[id_] = "yes_no"
        levels[f"level_{round_}"] = draw(decision_tables(known))
        known[f"level_{round_}"] = "level"
    offer = {"for": draw(st.lists(st.sampled_from(sorted(rules)), min_size=1, max_size=3, unique=True))}
    offer |= {"offer_when": draw(answers(known, 2))} if draw(st.booleans()) else {}
    score = {item: draw(st.sampled_from((1, 2, 0.1, 0.2, 0.7))) for item in ITEMS}
    values = {"v1": draw(small_numbers), "v2": draw(small_numbers)}
    points = {"d": {word: draw(st.sampled_from((-1, 0, 1, 3, 0.1, 0.7))) for word in POINTED}}
    parts = {"facts": FACTS, "values": values, "score": score, "points": points, "table": draw(tables())}
    return {**parts, "rules": rules, "levels": levels, "offer": offer}


@st.composite
def decision_tables(draw: st.DrawFn, known: Mapping[str, str]) -> Data:
    """Up to four rows; outcomes repeat, so that missing parts can leave one outcome or several."""
    rows = draw(st.lists(st.tuples(answers(known, 1), st.sampled_from(WORDS)), min_size=1, max_size=4))
    return {"applies": draw(answers(known, 1)), "rows": [list(row) for row in rows], "otherwise": "low"}


_DRAWN = {
    **dict.fromkeys(NUMBERS, small_numbers),
    **dict.fromkeys((*YES_NO, *(f"form.{item}" for item in ITEMS)), st.booleans()),
    "setting": st.sampled_from(SETTINGS),
    "form.d": st.sampled_from(POINTED),
    "patient.sex": st.sampled_from(SEXES),
    "patient.age_years": st.sampled_from(AGES),
}


@st.composite
def tiny_cases(draw: st.DrawFn) -> Facts:
    """A case for `rule_sets`: each fact known or missing."""
    drawn = {id_: draw(st.one_of(st.none(), strategy, strategy)) for id_, strategy in _DRAWN.items()}
    return {id_: Fact(value) for id_, value in drawn.items() if value is not None}


def borders(knowledge: Knowledge, view: View) -> dict[str, list[float]]:
    """For each number that some rule compares, the numbers it is compared with: there the answers turn."""
    found: dict[str, set[float]] = {}
    for rule in knowledge.rules.values():
        for named in _compared(rule.node):
            limits = {view.values[id_].value for id_ in named if id_ in view.values}
            limits |= {number for id_ in named if id_ in view.tables for number in _table_numbers(view, id_)}
            for id_ in named:
                found.setdefault(id_, set()).update(limits)
    return {id_: sorted(limits) for id_, limits in found.items()}


def _compared(node: Node) -> Iterator[list[str]]:
    if isinstance(node, Op):
        if node.name in ("at_least", "above", "at_most", "below", "between"):
            yield list(references(node))
        for part in node.parts:
            yield from _compared(part)
    elif isinstance(node, Ref):
        return


def _table_numbers(view: View, id_: str) -> Iterator[float]:
    for row in view.tables[id_].rows:
        yield from (float(number) for number in (row.all, row.female, row.male) if number is not None)


def packaged_case(
    facts: Mapping[str, FactColumn], limits: Mapping[str, list[float]], chance: random.Random, known: float
) -> Facts:
    """A case over the packaged knowledge: each fact known with this probability, numbers at and beside their borders.

    Yes may be rare or common, and numbers may lie under or over all their borders, so that rare levels are reached too.
    """
    yes, side = chance.choice((0.0, 0.05, 0.4, 0.9)), chance.choice((-1, 0, 0, 1))
    drawn = {id_: _drawn(column, limits.get(id_, []), chance, yes, side) for id_, column in facts.items()}
    return {id_: Fact(value) for id_, value in drawn.items() if chance.random() < known}


def _drawn(column: FactColumn, limits: list[float], chance: random.Random, yes: float, side: int) -> bool | float | str:
    if column.type == "yes_no":
        return chance.random() < yes
    if column.type == "choice":
        return chance.choice(sorted(column.choices))
    if column.id == "patient.age_years":
        return float(chance.randint(45, 101))
    if not limits:
        return round(chance.uniform(0, 40), 1)
    if side:
        return max(limits) + 1 if side > 0 else min(limits) - 1
    return round(chance.choice(limits) + chance.choice((-1.0, -0.1, 0.0, 0.0, 0.1, 1.0)), 3)


def well_case(facts: Mapping[str, FactColumn], limits: Mapping[str, list[float]], knowledge: Knowledge) -> Facts:
    """A person of 70 with nothing wrong: every question no, every score on the good side of all its borders."""
    worse = {score["id"]: score["worse"] for test in knowledge.tests.values() for score in test["scores"]}
    drawn: dict[str, Any] = {id_: False for id_, column in facts.items() if column.type == "yes_no"}
    for id_, borders_ in limits.items():
        if id_ in facts and facts[id_].type == "number" and borders_:
            drawn[id_] = max(borders_) + 1 if worse.get(id_) == "lower" else min(borders_) - 1
    drawn |= {"patient.age_years": 70.0, "visit.setting": "office"}
    return {id_: Fact(value) for id_, value in drawn.items()}
