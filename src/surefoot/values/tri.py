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
        return None if self is Tri.NOT_KNOWN else self is Tri.YES

    def __bool__(self) -> bool:
        raise TypeError("a three-valued answer has no truth value: compare it with Tri.YES, Tri.NO or Tri.NOT_KNOWN")

    def __and__(self, other: Tri) -> Tri:
        return all_of((self, other))

    def __or__(self, other: Tri) -> Tri:
        return any_of((self, other))

    def __invert__(self) -> Tri:
        if self is Tri.NOT_KNOWN:
            return self
        return Tri.NO if self is Tri.YES else Tri.YES


def any_of(answers: Iterable[Tri]) -> Tri:
    """Yes if any is yes; no if all are no; else not known."""
    found = Tri.NO
    for answer in answers:
        if answer is Tri.YES:
            return Tri.YES
        if answer is Tri.NOT_KNOWN:
            found = Tri.NOT_KNOWN
    return found


def all_of(answers: Iterable[Tri]) -> Tri:
    """No if any is no; yes if all are yes; else not known."""
    found = Tri.YES
    for answer in answers:
        if answer is Tri.NO:
            return Tri.NO
        if answer is Tri.NOT_KNOWN:
            found = Tri.NOT_KNOWN
    return found


def riskier_of(answers: Iterable[Tri]) -> Tri:
    """Several ways to learn one fact: yes if any says yes; else no if any says no; else not known."""
    found = Tri.NOT_KNOWN
    for answer in answers:
        if answer is Tri.YES:
            return Tri.YES
        if answer is Tri.NO:
            found = Tri.NO
    return found


def first_known(answers: Iterable[Tri]) -> Tri:
    """The first answer that is known, in the order of preference given; else not known."""
    return next((answer for answer in answers if answer is not Tri.NOT_KNOWN), Tri.NOT_KNOWN)
