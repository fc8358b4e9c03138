"""Names that a word nobody knows may stand for. They are offered to a person; nothing is ever matched by likeness."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from surefoot.instruments.medicines.lexicon import Lexicon, Name, classes_of, lexicon, longest
from surefoot.instruments.medicines.model import Medicine
from surefoot.instruments.medicines.text import words
from surefoot.knowledge import Knowledge, once_per_knowledge

OFFERED = 5
SHORTEST, LONGEST = 4, 40  # letters: shorter words resemble too much, longer ones are no names
ALIKE = 0.85  # Jaro-Winkler, which weighs the beginning of a word
FEW_LETTERS_OFF = 0.6  # optimal string alignment, for short names
RESEMBLES = 0.8  # from here a word in a reason may be a medicine


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known name offered for a word as written, with what confirming it would mean."""

    name: str
    instead_of: str
    ingredients: tuple[str, ...]
    classes: tuple[str, ...]


def candidates(medicine: Medicine, knowledge: Knowledge) -> tuple[Candidate, ...]:
    """What the unknown words of an entry may stand for, the likeliest first; look-alike names come along.

    Of an entry that may not be taken any more, the names that stand in it: a person may say that it is.
    """
    lex = lexicon(knowledge)
    if medicine.doubts:
        return tuple(_standing(medicine, lex))
    found: dict[tuple[str, Name], Candidate] = {}  # of two names for one thing, the likelier
    for word in _questioned(medicine):
        for name in _near(knowledge)(word):
            known = lex.names[words(name)]
            classes = () if known.route else classes_of(lex, known.ingredients)
            found.setdefault((word, known), Candidate(name, word, known.ingredients, classes))
    return tuple(found.values())


def _standing(medicine: Medicine, lex: Lexicon) -> Iterator[Candidate]:
    given, start = medicine.unknown_words, 0
    while start < len(given):
        piece = longest(lex, given, start)
        if piece in lex.names:
            known = lex.names[piece]
            name = " ".join(piece)
            yield Candidate(name, name, known.ingredients, () if known.route else classes_of(lex, known.ingredients))
        start += len(piece) or 1


def resembles(word: str, knowledge: Knowledge) -> bool:
    """Whether a word is so like a known name that it may be one, misspelt."""
    return len(word) <= LONGEST and _closest(knowledge)(word) >= RESEMBLES


def _questioned(medicine: Medicine) -> Iterable[str]:
    """Each unknown word, and two that stand side by side as one ("zolpi dem")."""
    unknown = medicine.unknown_words
    joined = (first + second for first, second in pairwise(unknown))
    return [word for word in dict.fromkeys((*unknown, *joined)) if SHORTEST <= len(word) <= LONGEST and word.isalpha()]


@once_per_knowledge
def _single_names(knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(key[0] for key in lexicon(knowledge).names if len(key) == 1 and len(key[0]) >= SHORTEST)


@once_per_knowledge
def _look_alikes(knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    rows: dict[str, tuple[str, ...]] = {}
    for row in knowledge.look_alikes:
        for name in row:
            rows[name] = (*rows.get(name, ()), *(other for other in row if other != name))
    return rows


@once_per_knowledge
def _near(knowledge: Knowledge) -> Callable[[str], tuple[str, ...]]:
    names, alike = _single_names(knowledge), _look_alikes(knowledge)

    @lru_cache(maxsize=OFFERED * 1000)
    def near(word: str) -> tuple[str, ...]:
        scored: dict[str, float] = {}
        for scorer, least in ((JaroWinkler.normalized_similarity, ALIKE), (OSA.normalized_similarity, FEW_LETTERS_OFF)):
            for name, score, _ in process.extract(word, names, scorer=scorer, score_cutoff=least, limit=OFFERED):
                scored[name] = max(scored.get(name, 0), score)
        ranked = sorted(scored, key=lambda name: (-_likeness(word, name), name))
        mixed = _of_other_classes_first(
            knowledge, ranked, [name for first in ranked[:2] for name in alike.get(first, ())]
        )
        return tuple(dict.fromkeys((*ranked[:2], *mixed[:2], *ranked[2:], *mixed[2:])))[:OFFERED]

    return near


def _of_other_classes_first(knowledge: Knowledge, ranked: list[str], mixed: list[str]) -> list[str]:
    """Look-alikes that would mean something else go before those that mean the same."""
    lex = lexicon(knowledge)
    meant = {classes_of(lex, lex.names[words(name)].ingredients) for name in ranked[:1]}
    return sorted(mixed, key=lambda name: classes_of(lex, lex.names[words(name)].ingredients) in meant)


def _likeness(word: str, name: str) -> float:
    return JaroWinkler.normalized_similarity(word, name) + OSA.normalized_similarity(word, name)


@once_per_knowledge
def _closest(knowledge: Knowledge) -> Callable[[str], float]:
    names = _single_names(knowledge)

    @lru_cache(maxsize=OFFERED * 1000)
    def closest(word: str) -> float:
        found = process.extractOne(word, names, scorer=OSA.normalized_similarity, score_cutoff=RESEMBLES)
        return found[1] if found else 0

    return closest
