"""Decision tables and offers, as Polars expressions.

The level is the outcome that every way of filling in what is missing leads to. Row by row: a row can be reached while no earlier row is
a certain yes; a row that is yes or not known and can be reached may give its outcome; `otherwise` may give its own if no row is a certain
yes. One possible outcome is the level; several different ones are "not known".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_

import polars as pl

from surefoot.engine.table_answers import not_no, some_yes
from surefoot.knowledge.model import Algorithm

NOT_KNOWN, NOT_APPLICABLE = "not_known", "not_applicable"


def row_name(algorithm: Algorithm) -> str:
    """The working column that holds which row is the first certain yes."""
    return f"{algorithm.id}:row"


def first_certain(algorithm: Algorithm) -> pl.Expr:
    """The number of the first row that is a certain yes; that of `otherwise` where none is. Never null."""
    named = [(number, step.rule) for number, step in enumerate(algorithm.steps) if step.rule is not None]
    last = pl.lit(len(algorithm.steps) - 1, pl.Int16)
    return pl.coalesce(*(pl.when(pl.col(rule)).then(pl.lit(number, pl.Int16)) for number, rule in named), last)


def level(algorithm: Algorithm) -> pl.Expr:
    """The level as a word; `not_applicable` outside the table's age or setting. Needs the column `row_name`."""
    row, applies = pl.col(row_name(algorithm)), pl.col(algorithm.applies)
    return (
        pl.when(applies.is_null())
        .then(pl.lit(NOT_KNOWN))
        .when(~applies)
        .then(pl.lit(NOT_APPLICABLE))
        .when(reduce(or_, _doubts(algorithm), pl.lit(False)))
        .then(pl.lit(NOT_KNOWN))
        .otherwise(_outcome(algorithm, row))
    )


def _outcome(algorithm: Algorithm, row: pl.Expr) -> pl.Expr:
    """The word of the row that decides. Written out: a lookup (`replace_strict`) would hold all cases in memory until the last."""
    *rows, last = algorithm.steps
    word = pl.lit(last.then)
    for number, step in reversed(list(enumerate(rows))):
        if step.then != last.then:
            word = pl.when(row == number).then(pl.lit(step.then)).otherwise(word)
    return word


def _doubts(algorithm: Algorithm) -> list[pl.Expr]:
    """For each row: it is not known, a later one is the first certain yes, and that one's outcome differs. Never null."""
    found = []
    for number, step in enumerate(algorithm.steps):
        others = [n for n, later in enumerate(algorithm.steps) if n > number and later.then != step.then]
        if step.rule is not None and others:
            found.append(pl.col(step.rule).is_null() & pl.col(row_name(algorithm)).is_in(others))
    return found


def offered(factors: Sequence[str], offer_when: pl.Expr | None) -> pl.Expr:
    """Is an intervention offered: a factor it is for is a certain yes, and `offer_when` is not a certain no. Never null."""
    reason = some_yes([pl.col(factor) for factor in factors])
    return reason if offer_when is None else reason & not_no(offer_when)


def offered_name(intervention: str) -> str:
    """The working column that holds whether an intervention is on offer, before one card covers another."""
    return f"{intervention}:offered"


def certain_name(intervention: str) -> str:
    """The working column that holds whether it is on offer and nothing about that is open."""
    return f"{intervention}:certain"


def certain(factors: Sequence[str], offer_when: pl.Expr | None) -> pl.Expr:
    """Is an intervention on offer, and its `offer_when` a certain yes. Never null."""
    reason = some_yes([pl.col(factor) for factor in factors])
    return reason if offer_when is None else reason & some_yes([offer_when])


def uncovered(intervention: str, coverers: Mapping[str, Sequence[str]]) -> pl.Expr:
    """Is it offered on a card of its own: on offer, and no coverer certainly on offer that acts on every factor behind it.

    `coverers`: by covering intervention the factors behind this one on which that one does not act. Never null.
    """
    covered = [
        pl.col(certain_name(by)) & ~some_yes([pl.lit(False), *(pl.col(factor) for factor in outside)])
        for by, outside in coverers.items()
    ]
    return pl.col(offered_name(intervention)) & ~pl.any_horizontal(pl.lit(False), *covered)
