"""Three answers: yes, no, not known. Nothing missing ever turns into a no."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Tri(Enum):
    """An answer with three states. Kleene's strong logic: a missing side decides nothing the other side has not decided."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"

    @classmethod
    def of(cls, value: bool | None) -> Tri:
        """Read True, False or None (not known)."""
        if value is None:
            return cls.NOT_KNOWN
        return cls.YES if value else cls.NO

    @property
    def bool_or_none(self) -> bool | None:
        """The same answer as True, False or None."""
        return {Tri.YES: True, Tri.NO: False, Tri.NOT_KNOWN: None}[self]

    def __bool__(self) -> bool:
        raise TypeError("a three-valued answer has no truth value: compare it with Tri.YES, Tri.NO or Tri.NOT_KNOWN")

    def __and__(self, other: Tri) -> Tri:
        return all_of((self, other))

    def __or__(self, other: Tri) -> Tri:
        return any_of((self, other))

    def __invert__(self) -> Tri:
        return {Tri.YES: Tri.NO, Tri.NO: Tri.YES, Tri.NOT_KNOWN: Tri.NOT_KNOWN}[self]


def any_of(answers: Iterable[Tri]) -> Tri:
    """Yes if any is yes; no if all are no; else not known."""
    seen = set(answers)
    if Tri.YES in seen:
        return Tri.YES
    return Tri.NOT_KNOWN if Tri.NOT_KNOWN in seen else Tri.NO


def all_of(answers: Iterable[Tri]) -> Tri:
    """No if any is no; yes if all are yes; else not known."""
    seen = set(answers)
    if Tri.NO in seen:
        return Tri.NO
    return Tri.NOT_KNOWN if Tri.NOT_KNOWN in seen else Tri.YES


def riskier_of(answers: Iterable[Tri]) -> Tri:
    """Several ways to learn one fact: yes if any says yes; else no if any says no; else not known."""
    seen = set(answers)
    if Tri.YES in seen:
        return Tri.YES
    return Tri.NO if Tri.NO in seen else Tri.NOT_KNOWN


def first_known(answers: Iterable[Tri]) -> Tri:
    """The first answer that is known, in the order of preference given; else not known."""
    return next((answer for answer in answers if answer is not Tri.NOT_KNOWN), Tri.NOT_KNOWN)
