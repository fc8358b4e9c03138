"""One line becomes fragments, one for each medicine: at commas, at “and”, and where a new name follows a dose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from surefoot.instruments.medicines.lexicon import Lexicon, longest
from surefoot.instruments.medicines.reading import is_number, read_as
from surefoot.instruments.medicines.text import ASIDE, SIGN, Token, tokens

_SENTENCE = re.compile(r"(?<=[^\W_]{2})\.\s+(?=[A-Z])")
_TOLD = frozenset(
    {"passed_over", "times", "joins", "reason_cues", "reasons", "leaves_open", "unnamed", "nouns", "quantities"}
)
_DIRECT = frozenset({"number", "times", "reason_cues"})
_LOOSE = frozenset(
    {"with", "w", "con"}
)  # “with” may name what a medicine is taken with: only after a time does it part


def fragments(line: str, lex: Lexicon) -> Iterator[str]:
    """The fragments of one line, without the word that joined them."""
    for sentence in _SENTENCE.split(line):
        for clause in _clauses(sentence):
            for part in _by_names(clause, lex):
                bare = _unjoined(part, lex)
                if bare:
                    yield bare


def only_directions(text: str, lex: Lexicon) -> bool:
    """Whether every word is a dose, a form, a time, a reason or a route: no name, nothing unknown, and no kind of medicine.

    A reason alone ("cholesterol") may stand for a medicine; only with a dose, a time or "for" is it a direction.
    """
    given = read_as(lex, text)
    told: set[str] = set()
    start = 0
    while start < len(given):
        piece = longest(lex, given, start) or given[start : start + 1]
        kinds = _kinds(piece, lex)
        if piece in lex.names or not kinds:
            return False
        told |= kinds
        start += len(piece)
    return bool(given) and not _stands_for_a_medicine(told)


def _stands_for_a_medicine(told: set[str]) -> bool:
    """“Water pill”, “pill for sleep”, “cholesterol”; not “1 pill for sleep”."""
    counted = told & {"number", "quantities"}
    kind = "unnamed" in told or ({"nouns", "reasons"} <= told and not counted)
    return kind or bool(told & {"nouns", "reasons"} and not told & _DIRECT)


def _kinds(piece: tuple[str, ...], lex: Lexicon) -> frozenset[str]:
    """What a piece tells of how a medicine is taken; empty where it tells nothing."""
    if piece in ((SIGN,), (ASIDE,)):
        return frozenset({"sign"})
    if is_number(piece[0]):
        return frozenset({"number"})
    route = frozenset({"route"}) if piece in lex.route_words else frozenset()
    return route | (lex.roles.get(piece, frozenset()) & _TOLD)


def _clauses(sentence: str) -> Iterator[str]:
    """Parts at commas and semicolons that stand outside brackets and numbers."""
    depth, start = 0, 0
    for place, sign in enumerate(sentence):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        between_digits = (
            sign == "," and sentence[place - 1 : place].isdigit() and sentence[place + 1 : place + 2].isdigit()
        )
        if (sign == ";" or (sign == "," and not between_digits)) and depth <= 0:
            yield sentence[start:place]
            start = place + 1
    yield sentence[start:]


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in a clause: what it stands for, and the places of its first and last word."""

    ingredients: frozenset[str]
    first: int
    last: int


def _by_names(clause: str, lex: Lexicon) -> Iterator[str]:
    """Cut before each name that begins a medicine of its own."""
    given = tokens(clause)
    start, so_far, before = 0, frozenset[str](), -1
    for name in _names(given, lex):
        cut = _cut(given, before, name, so_far, lex) if before >= 0 else None
        if cut is not None:
            yield clause[start : given[cut].start]
            start, so_far = given[cut].start, frozenset()
        so_far, before = so_far | name.ingredients, name.last
    yield clause[start:]


def _names(given: tuple[Token, ...], lex: Lexicon) -> Iterator[_Found]:
    said = tuple(token.word for token in given)
    start = 0
    while start < len(said):
        piece = longest(lex, said, start)
        if piece in lex.names:
            yield _Found(frozenset(lex.names[piece].ingredients), start, start + len(piece) - 1)
        start += len(piece) or 1


def _cut(given: tuple[Token, ...], before: int, name: _Found, so_far: frozenset[str], lex: Lexicon) -> int | None:
    """The token at which a new medicine begins, or None where the name belongs to the one before."""
    between = [token.word for token in given[before + 1 : name.first]]
    if name.ingredients <= so_far or _in_brackets(between):
        return None
    joined = next((place for place in range(len(between) - 1, -1, -1) if lex.role(between[place], "joins")), None)
    timed = any("times" in lex.roles.get((word,), ()) for word in between)
    dosed = timed or any(is_number(word) for word in between)
    loose = joined is not None and between[joined] in _LOOSE
    if (dosed and not loose) or (timed and loose) or (joined is not None and not loose and _apart(so_far, name, lex)):
        return name.first
    return None


def _in_brackets(between: list[str]) -> bool:
    return bool(between) and between[-1] == ASIDE and not any(is_number(word) for word in between)


def _apart(so_far: frozenset[str], name: _Found, lex: Lexicon) -> bool:
    """Whether the two are no product that is sold as one."""
    return (so_far | name.ingredients) not in lex.combinations


def _unjoined(part: str, lex: Lexicon) -> str:
    """Without the joining words at either end."""
    given = tokens(part)
    kept = [
        place for place, token in enumerate(given) if not (lex.role(token.word, "joins") or token.word in (SIGN, ASIDE))
    ]
    if not kept:
        return ""
    first, last = given[kept[0]], given[kept[-1]]
    tail = ")" if part[last.end :].lstrip().startswith(")") else ""
    return f"{part[first.start : last.end]}{tail}".strip()
