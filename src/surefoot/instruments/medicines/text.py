"""Text that anybody may paste, made plain: lower case, no accents, no marks that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

Words = tuple[str, ...]
SIGN = ","  # stands in the words for a sign that parts: comma, semicolon, the end of a bracket
ASIDE = "("  # stands for a sign after which more is said of the same: bracket, colon, dash

_WORDS = re.compile(r"#\d+|[^\W\d_][^\W_]*|\b\d+\b")
_TOKENS = re.compile(
    r"(?P<dotted>(?:(?<![^\W_])[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?)"  # q.h.s., b.i.d
    r"|#\s?\d+|[^\W\d_][^\W_]*|\d[\d.,/]*[^\W\d_]*|(?P<sign>[(),:;]|(?<=\s)-(?=\s))|[?&+]"
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number with what is written onto it, or a SIGN; `start` and `end` are its place in the text."""

    word: str
    start: int
    end: int


def plain(text: str) -> str:
    """Lower case, without accents."""
    parts = unicodedata.normalize("NFKD", text.lower().replace("_", " "))
    return "".join(part for part in parts if not unicodedata.combining(part))


def seen(text: str) -> str:
    """Only what a reader sees: one form of each letter, no marks of direction, no control signs but line ends and tabs."""
    whole = unicodedata.normalize("NFKC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(one for one in whole if one in "\n\t" or unicodedata.category(one)[0] != "C")
    return _DASHES.sub("-", kept)


def words(text: str) -> Words:
    """Words, numbered products and bare numbers; a dose written onto its unit is passed over."""
    return tuple(_WORDS.findall(plain(text).replace("# ", "#")))


def tokens(text: str) -> tuple[Token, ...]:
    """What stands in a text. `q.h.s.` is read as one word."""
    return tuple(Token(_word(found), found.start(), found.end()) for found in _TOKENS.finditer(_level(text)))


def _word(found: re.Match[str]) -> str:
    if found["sign"]:
        return SIGN if found.group() in ",;)" else ASIDE
    return found.group().replace(".", "") if found["dotted"] else found.group().replace("# ", "#").rstrip(".,/")


def _level(text: str) -> str:
    """The same text letter for letter, each without accent and small."""
    return "".join(_base(one) for one in text)


@cache
def _base(one: str) -> str:
    return (unicodedata.normalize("NFKD", one)[:1].lower() or " ")[:1]
