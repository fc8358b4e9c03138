"""How hard a text is to read: Flesch-Kincaid grade for English, Fernández-Huerta ease for Spanish.

Formulas: Kincaid and others 1975 (grade = 0.39 words per sentence + 11.8 syllables per word - 15.59); Fernández Huerta 1959 in
the form 206.84 - 60 syllables per word - 1.02 words per sentence. Syllables are counted by rules, so results are estimates.
"""

from __future__ import annotations

import re

_STRONG, _WEAK = "aeoáéíóú", "iuü"


def english_grade(text: str) -> float:
    """The US school grade at which an English text can be read."""
    words, sentences = _words(text), _sentences(text)
    syllables = sum(english_syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def spanish_ease(text: str) -> float:
    """The ease of a Spanish text: 70 to 80 is fairly easy, above 80 easy."""
    words, sentences = _words(text), _sentences(text)
    syllables = sum(spanish_syllables(word) for word in words)
    return 206.84 - 60 * syllables / len(words) - 1.02 * len(words) / sentences


def english_syllables(word: str) -> int:
    """Groups of vowels, less a silent e at the end and a silent e in -ed and -es.

    >>> [english_syllables(word) for word in ("step", "table", "moved", "balance", "medicine")]
    [1, 2, 1, 2, 3]
    """
    word = word.lower().strip("'’")
    groups = len(re.findall(r"[aeiouy]+", word))
    if (
        re.search(r"[^aeiouyl]e$", word)
        or re.search(r"[aeiouy]le$", word)
        or re.search(r"[^aeioutd]ed$", word)
        or re.search(r"[^aeiousxz]es$", word)
    ):
        groups -= 1
    return max(groups, 1)


def spanish_syllables(word: str) -> int:
    """Vowels that form a beat: strong vowels stand apart, weak ones join a neighbour.

    >>> [spanish_syllables(word) for word in ("caída", "bien", "clínica", "escalera", "que")]
    [3, 1, 3, 4, 1]
    """
    word = re.sub(r"([qg])u(?=[eiéí])", r"\1", word.lower())
    count, before = 0, ""
    for sign in word:
        if sign in _STRONG:
            joins = before in _WEAK and before != "" and sign not in "íú"
            count += 0 if joins else 1
        elif sign in _WEAK:
            joins = before != "" and before in "aeoáéóiuü"
            count += 0 if joins else 1
        before = sign
    return max(count, 1)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)


def _sentences(text: str) -> int:
    return max(len([part for part in re.split(r"[.!?]+(?:\s|$)", text) if part.strip()]), 1)
