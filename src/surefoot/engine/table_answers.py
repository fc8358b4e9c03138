"""The operations over answers, as Polars expressions. A yes is true, a no is false, "not known" is null.

Raw Polars would answer wrongly where something is missing: `any_horizontal` and `max_horizontal` skip what is null or not
depending on the version, and a `when` that is null falls to `otherwise`. Every form here says what null does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import and_, or_

import polars as pl

NOT_KNOWN = pl.lit(None, pl.Boolean)


def any_of(answers: Sequence[pl.Expr]) -> pl.Expr:
    """Kleene's or: `|` of Polars keeps null unless one side is true."""
    return reduce(or_, answers)


def all_of(answers: Sequence[pl.Expr]) -> pl.Expr:
    """Kleene's and: `&` of Polars keeps null unless one side is false."""
    return reduce(and_, answers)


def riskier_of(answers: Sequence[pl.Expr]) -> pl.Expr:
    """Yes if any is yes; else no if any is no; else null."""
    return pl.when(some_yes(answers)).then(True).when(some_known(answers)).then(False).otherwise(NOT_KNOWN)


def first_known(answers: Sequence[pl.Expr]) -> pl.Expr:
    """The first that is not null."""
    return pl.coalesce(*answers)


ANSWERS: Mapping[str, Callable[[Sequence[pl.Expr]], pl.Expr]] = {
    "any_of": any_of,
    "all_of": all_of,
    "riskier_of": riskier_of,
    "first_known": first_known,
}


def yes(answer: pl.Expr) -> pl.Expr:
    """Is the answer a certain yes? Never null."""
    return answer.fill_null(False)


def not_no(answer: pl.Expr) -> pl.Expr:
    """Is the answer yes or not known? Never null."""
    return answer.fill_null(True)


def some_yes(answers: Sequence[pl.Expr]) -> pl.Expr:
    """Is one of them a certain yes? Never null."""
    return reduce(or_, [yes(answer) for answer in answers])


def some_known(answers: Sequence[pl.Expr]) -> pl.Expr:
    """Is one of them known? Never null."""
    return reduce(or_, [answer.is_not_null() for answer in answers])
