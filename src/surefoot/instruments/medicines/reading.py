"""One written entry: known names by whole words, the longest first; directions and reasons are read past, the rest is unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from surefoot.instruments.medicines.lexicon import Lexicon, classes_of, lexicon, longest
from surefoot.instruments.medicines.model import Medicine
from surefoot.instruments.medicines.similar import resembles
from surefoot.instruments.medicines.text import ASIDE, SIGN, Words, seen, tokens, words
from surefoot.knowledge import Knowledge

_NUMBER = re.compile(r"\d[\d.,/]*[^\W\d_]*|x\d+|q\d+[^\W\d_]*")


def recognise(written: str, knowledge: Knowledge, evidence: str = "", taken: str = "") -> Medicine:
    """Find every known name in one written entry; doses, forms, times and reasons are passed over.

    Words that leave open whether the medicine is taken ("stopped", "allergic") leave the entry unrecognised: a person has to
    read it. A medicine that acts on the skin or in the eye is recognised and belongs to no class.
    """
    lex = lexicon(knowledge)
    given = read_as(lex, written)
    reading = Reading(lex, knowledge).read(given)
    doubts = (*reading.doubts, *(word for word in read_as(lex, taken) if lex.role(word, "leaves_open")))
    if doubts:
        return Medicine(written, (), (), given, evidence, doubts=doubts)
    ingredients = tuple(dict.fromkeys(reading.found))
    route = local_route(lex, ingredients, reading.route)
    classes = () if route else classes_of(lex, ingredients)
    return Medicine(written, ingredients, classes, tuple(reading.unknown), evidence, route)


def read_as(lex: Lexicon, text: str) -> Words:
    """The words of a text, with signs and directions where the knowledge reads them."""
    return tuple(token.word for token in tokens(seen(text))) if lex.directions else words(text)


def is_number(word: str) -> bool:
    """A number with what is written onto it: 81, 10/325, 50mg, q6h."""
    return bool(_NUMBER.fullmatch(word))


def route_label(medicine: Medicine, knowledge: Knowledge) -> str | None:
    """Where a medicine acts that does not reach the whole body, in words: "in the eye"."""
    return lexicon(knowledge).routes[medicine.route].label if medicine.route else None


def local_route(lex: Lexicon, ingredients: tuple[str, ...], route: str | None) -> str | None:
    """The route, unless an ingredient reaches the whole body by it."""
    if route is None or (lex.routes[route].may_reach and lex.whole_body.intersection(ingredients)):
        return None
    return route


@dataclass
class Reading:
    """Where the reader stands: right after a name (`beside`), in the reason for a medicine (`why`), in an `aside` on it.

    `clause` are the reasons and nouns since the last sign: together they may stand for a medicine without its name.
    """

    lex: Lexicon
    knowledge: Knowledge
    found: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    route: str | None = None
    beside: bool = True
    why: bool = False
    aside: bool = False
    clause: dict[str, Words] = field(default_factory=dict)
    last: Words = ()

    def read(self, given: Words) -> Reading:
        start = 0
        while start < len(given):
            piece = longest(self.lex, given, start)
            self.last = self._take(piece or given[start : start + 1])
            start += len(piece) or 1
        return self

    def _take(self, piece: Words) -> Words:
        roles = self.lex.roles.get(piece, frozenset())
        if piece in self.lex.names:
            self._name(piece)
        elif "unnamed" in roles:
            self.unknown += () if self.aside else piece
        elif "nouns" in roles:
            self._noun(piece)
        elif self.why and "reasons" in roles:
            self._reason(piece)
        elif "leaves_open" in roles:
            self.doubts += piece
        elif piece in self.lex.route_words and not self.why:
            self.route, self.beside = self.route or self.lex.route_words[piece], False
        elif piece in ((SIGN,), (ASIDE,)):
            self.beside, self.why, self.aside, self.clause = False, False, piece == (ASIDE,), {}
        elif "times" in roles or (is_number(piece[0]) if self.lex.directions else piece[0].isdigit()):
            self.beside, self.why = False, False
        elif "reason_cues" in roles:
            self.beside, self.why = False, True
        elif "joins" in roles:
            self.beside, self.why = True, False
        elif "reasons" in roles and not self.beside:
            self._reason(piece)
        elif not ("passed_over" in roles or self._in_a_reason(piece)):
            self.unknown += piece
        return piece

    def _reason(self, piece: Words) -> None:
        self.clause["reason"] = piece
        self._unnamed()

    def _noun(self, piece: Words) -> None:
        """“Pain pill” stands for a medicine without its name; “1 pill” is a dose."""
        counted = self.last and (is_number(self.last[0]) or "quantities" in self.lex.roles.get(self.last, ()))
        if not counted:
            self.clause["noun"] = piece
            self._unnamed()

    def _unnamed(self) -> None:
        if len(self.clause) > 1 and not self.aside:
            self.unknown += [word for part in self.clause.values() for word in part]

    def _name(self, piece: Words) -> None:
        name = self.lex.names[piece]
        self.found += name.ingredients
        self.route = self.route or name.route
        self.beside, self.why = True, False

    def _in_a_reason(self, piece: Words) -> bool:
        """A word of a reason, unless it is so like a name that it may be one."""
        return self.why and not resembles(piece[0], self.knowledge)
