"""Signs that a page can carry: what is dropped from any text, and what the bundled font cannot print."""

from __future__ import annotations

import unicodedata

from surefoot.note.fonts import covered

_LONGEST_WORD = 24
_ZERO_WIDTH_SPACE = "\u200b"
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # controls, writing direction, halves, private, unassigned


def clean(text: str) -> str:
    """Drop control signs and signs that turn the writing direction; make line breaks and tabs single spaces.

    >>> clean("a\\u202eb\\x00 c\\n d")
    'ab c d'
    """
    kept = (sign for sign in text if sign.isspace() or unicodedata.category(sign) not in UNSEEN)
    return " ".join("".join(kept).split())


def printable(text: str) -> str:
    """Write each sign the bundled font lacks as its Unicode number, so that nothing vanishes from paper in silence.

    >>> printable("≥ 12 s"), printable("☃")
    ('≥ 12 s', '[U+2603]')
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign if ord(sign) in covered() else f"[U+{ord(sign):04X}]" for sign in composed)


def breakable(text: str) -> str:
    """Allow a break inside words too long for a column."""
    return " ".join(_split(word) for word in text.split(" "))


def _split(word: str) -> str:
    if len(word) <= _LONGEST_WORD:
        return word
    half = _LONGEST_WORD // 2
    return _ZERO_WIDTH_SPACE.join(word[start : start + half] for start in range(0, len(word), half))
