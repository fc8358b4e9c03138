"""How hard a text is to read: Flesch-Kincaid grade in English, Fernández-Huerta ease in Spanish.

Syllables are counted by rule, not from a dictionary: near enough for short plain texts, off by one for some words.
"""

from __future__ import annotations

import re
from itertools import pairwise

_WORD = re.compile(r"[a-záéíóúüñ]+(?:'[a-z]+)?", re.IGNORECASE)
_END = re.compile(r"[.!?:]+")


def words(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return [word.lower() for word in _WORD.findall(text)]


def sentences(text: str) -> int:
    """How many sentences; a text without a full stop is one."""
    return max(1, sum(1 for part in _END.split(text) if words(part)))


def english_syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end or in -ed and -es.

    >>> [english_syllables(word) for word in ("shoe", "balance", "medicine", "table", "walked", "toes")]
    [1, 2, 3, 2, 1, 1]
    """
    stem = re.sub(r"'.*", "", word)
    stem = re.sub(r"(?<=[^laeiouy])es$|(?<=[^tdaeiouy])ed$", "", stem) or stem
    groups = len(re.findall(r"[aeiouy]+", stem))
    if stem.endswith("e") and not re.search(r"([^aeiouy]l|[aeiouy])e$", stem):
        groups -= 1
    return max(1, groups)


def spanish_syllables(word: str) -> int:
    """Groups of vowels, where two strong vowels or a stressed weak one stand apart.

    >>> [spanish_syllables(word) for word in ("pie", "caída", "equilibrio", "médico", "guía", "que")]
    [1, 3, 4, 3, 2, 1]
    """
    text = re.sub(r"(?<=[qg])u(?=[eéií])", "", word)
    text = re.sub(r"y$", "i", text)
    count = 0
    for group in re.findall(r"[aeiouáéíóúü]+", text):
        count += 1
        for first, second in pairwise(group):
            if (first in "aeoáéó" and second in "aeoáéó") or first in "íú" or second in "íú":
                count += 1
    return max(1, count)


def flesch_kincaid_grade(text: str) -> float:
    """The United States school grade a text needs (Kincaid 1975)."""
    found = words(text)
    syllables = sum(map(english_syllables, found))
    return 0.39 * len(found) / sentences(text) + 11.8 * syllables / len(found) - 15.59


def fernandez_huerta(text: str) -> float:
    """Reading ease of a Spanish text; 70 and above reads as fairly easy (Fernández Huerta 1959)."""
    found = words(text)
    syllables = sum(map(spanish_syllables, found))
    return 206.84 - 60 * syllables / len(found) - 1.02 * len(found) / sentences(text)
