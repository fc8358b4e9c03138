"""Segments and elements: how text gets into an X12 file without breaking it."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from surefoot.errors import CaseRefused, Fault

ELEMENT, COMPONENT, REPETITION, SEGMENT = "*", ":", "^", "~"
_RESERVED = frozenset((ELEMENT, COMPONENT, REPETITION, SEGMENT))


def segment(*elements: str) -> str:
    """One segment; empty elements at its end are left out."""
    kept = list(elements)
    while kept and not kept[-1]:
        kept.pop()
    return ELEMENT.join(kept) + SEGMENT


def composite(*components: str) -> str:
    """One composite element; empty components at its end are left out."""
    return COMPONENT.join(components).rstrip(COMPONENT)


def word(text: str, where: str) -> str:
    """Text in the basic characters: capitals, accents taken off.

    Raises CaseRefused for a sign the file keeps for itself, or one that has no basic form.
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ß", "ss"))
    kept = " ".join("".join(one for one in plain if not unicodedata.combining(one)).upper().split())
    bad = sorted({one for one in kept if one in _RESERVED or not (one.isascii() and one.isprintable())})
    if bad or not kept:
        says = f"An X12 file cannot hold {' '.join(bad)} in “{text}”." if bad else "Nothing is left to write here."
        raise CaseRefused([Fault("SF-B021", where, says, "Write it in plain letters and digits.")])
    return kept


def amount(money: Decimal) -> str:
    """An amount of money, without zeros that say nothing.

    >>> amount(Decimal("67.90")), amount(Decimal("150.00")), amount(Decimal("0.05"))
    ('67.9', '150', '.05')
    """
    text = f"{money:.2f}".rstrip("0").rstrip(".")
    return text.removeprefix("0") if text.startswith("0.") else text
