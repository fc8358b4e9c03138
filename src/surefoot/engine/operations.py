"""What each operation over answers means. The nine-case tables in tests/spec/operations hold both readers to this."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from surefoot.values import Interval, Tri
from surefoot.values.tri import all_of, any_of, first_known, riskier_of

ANSWERS: Mapping[str, Callable[[Iterable[Tri]], Tri]] = {
    "any_of": any_of,
    "all_of": all_of,
    "riskier_of": riskier_of,
    "first_known": first_known,
}


def at_least(left: Interval, right: Interval) -> Tri:
    return left.at_least(right)


def above(left: Interval, right: Interval) -> Tri:
    return left.above(right)


def at_most(left: Interval, right: Interval) -> Tri:
    return right.at_least(left)


def below(left: Interval, right: Interval) -> Tri:
    return right.above(left)


COMPARISONS: Mapping[str, Callable[[Interval, Interval], Tri]] = {
    "at_least": at_least,
    "above": above,
    "at_most": at_most,
    "below": below,
}

SIGNS: Mapping[str, tuple[str, str]] = {  # when it holds, when it does not
    "at_least": ("≥", "<"),
    "above": (">", "≤"),
    "at_most": ("≤", ">"),
    "below": ("<", "≥"),
}


def counted(answers: Iterable[Tri]) -> Interval:
    """How many are yes: at least those known to be, at most those not known to be no."""
    listed = list(answers)
    yes = sum(answer is Tri.YES for answer in listed)
    return Interval(yes, yes + sum(answer is Tri.NOT_KNOWN for answer in listed))
