"""A written medicine becomes ingredients and classes by whole words. What is not recognised is said, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.values import Fact

Case = Mapping[str, Any]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Medicine:
    """One entry of a list: as written, its ingredients, the classes they belong to, and words that nobody knows.

    An entry with such words, or without an ingredient, is not wholly recognised: it may say yes to a class, never no.
    """

    written: str
    ingredients: tuple[str, ...]
    classes: tuple[str, ...]
    unknown_words: tuple[str, ...]
    evidence: str

    @property
    def recognised(self) -> bool:
        return bool(self.ingredients) and not self.unknown_words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names as word sequences, and the classes of each ingredient."""

    names: Mapping[Words, tuple[str, ...]]
    classes: Mapping[str, tuple[str, ...]]
    passed_over: frozenset[str]
    leaves_open: frozenset[str]
    longest: int


@once_per_knowledge
def lexicon(knowledge: Knowledge) -> Lexicon:
    """Every name that is known, in one table."""
    classes: dict[str, tuple[str, ...]] = {}
    for entry in knowledge.medication_classes.values():
        for ingredient in entry["ingredients"]:
            classes[ingredient] = (*classes.get(ingredient, ()), entry.id)
    names: dict[Words, tuple[str, ...]] = {_words(ingredient): (ingredient,) for ingredient in classes}
    for data in knowledge.medication_names:
        names |= {_words(ingredient): (ingredient,) for ingredient in data["other_ingredients"]}
        names |= {_words(name["name"]): tuple(name["ingredients"]) for name in data["names"]}
    passed_over = frozenset(_plain(word) for data in knowledge.medication_names for word in data["passed_over"])
    leaves_open = frozenset(_plain(word) for data in knowledge.medication_names for word in data["leaves_open"])
    return Lexicon(names, classes, passed_over, leaves_open, max(map(len, names), default=0))


def _plain(text: str) -> str:
    """Lower case, without accents."""
    parts = unicodedata.normalize("NFKD", text.lower().replace("_", " "))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _words(text: str) -> Words:
    """Words, numbered products and bare numbers; a dose written onto its unit is passed over."""
    return tuple(re.findall(r"#\d+|[^\W\d_][^\W_]*|\b\d+\b", _plain(text).replace("# ", "#")))


def recognise(written: str, knowledge: Knowledge, evidence: str = "", taken: str = "") -> Medicine:
    """Find every known name in one written entry, the longest first, by whole words; doses and forms are passed over.

    Words that leave open whether the medicine is taken, or acts beyond the skin ("stopped", "allergic", "cream"), leave the
    entry unrecognised: a person has to read it.
    """
    words, lex = _words(written), lexicon(knowledge)
    found: list[str] = []
    left: list[str] = []
    start = 0
    while start < len(words):
        length = _longest_name(words, start, lex)
        if length:
            found += lex.names[words[start : start + length]]
        else:
            left.append(words[start])
        start += length or 1
    if lex.leaves_open.intersection((*left, *_words(taken))):
        return Medicine(written, (), (), words, evidence)
    unknown = [word for word in left if word not in lex.passed_over and not word.isdigit()]
    ingredients = tuple(dict.fromkeys(found))
    classes = tuple(dict.fromkeys(one for ingredient in ingredients for one in lex.classes.get(ingredient, ())))
    return Medicine(written, ingredients, classes, tuple(unknown), evidence)


def _longest_name(words: Words, start: int, lex: Lexicon) -> int:
    """How many words from here make the longest known name; none gives 0."""
    most = min(lex.longest, len(words) - start)
    return next((length for length in range(most, 0, -1) if words[start : start + length] in lex.names), 0)


def medicines(case: Case, knowledge: Knowledge) -> tuple[Medicine, ...] | None:
    """The case's list; empty when it is known to be none, None when it is not known."""
    listed = (case.get("answers") or {}).get("medications")
    if not isinstance(listed, list):
        return None
    path = "answers.medications[{}]"
    return tuple(
        recognise(entry["name"], knowledge, path.format(index), entry.get("taken") or "")
        for index, entry in enumerate(listed)
    )


def medicine_facts(case: Case, knowledge: Knowledge) -> dict[str, Fact]:
    """`medications.count`, and each class: yes where a medicine belongs to it; no only where every medicine was recognised."""
    listed = medicines(case, knowledge)
    if listed is None:
        return {}
    facts = {"medications.count": Fact(float(len(listed)), evidence="answers.medications")}
    unknown = [medicine.written for medicine in listed if not medicine.recognised]
    for id_ in knowledge.medication_classes:
        facts[f"medication_class.{id_}"] = _class_fact(id_, listed, unknown)
    return facts


def _class_fact(id_: str, listed: tuple[Medicine, ...], unknown: list[str]) -> Fact:
    member = next((medicine for medicine in listed if id_ in medicine.classes), None)
    if member is not None:
        return Fact(True, evidence=member.evidence)
    if unknown:
        return Fact(None, f"not recognised: {', '.join(unknown)}", "answers.medications")
    return Fact(False, evidence="answers.medications")
