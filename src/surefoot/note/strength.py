"""The published strength printed beside a factor: only of what was found in this person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from surefoot.note.document import Sentence
from surefoot.note.material import Data, Material
from surefoot.note.wording import effect

_CLASS = "medication_class."
_NONE = Sentence("none on record for what was found", tone="missing")
_JOINTS = re.compile(
    r" and | ahead\b| treated | without |[;,:]"
)  # behind them stands the outcome, or how it was studied
_GENERAL = {"any", "use", "problem", "loss", "measured", "the"}  # words that name no exposure


def strengths(material: Material, factor: Data, grounds: Iterable[str]) -> tuple[Sentence, ...]:
    """The effects on record that fit what shows the factor, each with its sources; else the words that none does.

    A factor shown by medicines takes the effects of the classes found. Any other takes, for each thing found, the first effect
    that speaks of it (`of`, answered in `applies`). Knowledge without that field is matched by words.
    """
    effects = list(factor.get("effects") or ())
    if not effects:
        return (Sentence("none on record", tone="missing"),)
    classes = _classes(material, factor)
    if classes:
        return tuple(line for one in classes for line in _class_strengths(material, one))
    bound = any("applies" in item for item in effects)
    fitting = _bound(effects) if bound else _by_words(effects, factor, grounds)
    return tuple(_said(item) for item in fitting) or (_NONE,)


def _bound(effects: Iterable[Data]) -> list[Data]:
    """The first effect of each thing it speaks of, where that was found."""
    found: list[Data] = []
    told: set[str] = set()
    for item in effects:
        if item.get("applies") == "yes" and not told.issuperset(item["of"]):
            found.append(item)
            told.update(item["of"])
    return found


def _by_words(effects: Iterable[Data], factor: Data, grounds: Iterable[str]) -> list[Data]:
    """The first effect whose exposure the grounds name, else the first that the factor's own name names."""
    for said in (" ".join(grounds), str(factor["label"])):
        fitting = [item for item in effects if _names(said, item)]
        if fitting:
            return fitting[:1]
    return []


def _classes(material: Material, factor: Data) -> list[Data]:
    """The trace steps of the medicine classes found, once each."""
    traces = [
        item.get("trace") or {} for item in material.assessment.get("findings", ()) if item["id"] in factor["findings"]
    ]
    steps = (step for trace in (*traces, factor.get("trace") or {}) for step in _steps(trace))
    found = {
        step["id"]: step for step in steps if str(step.get("id") or "").startswith(_CLASS) and step["answer"] == "yes"
    }
    return list(found.values())


def _steps(node: Data) -> Iterator[Data]:
    yield node
    for child in node.get("because") or ():
        yield from _steps(child)


def _class_strengths(material: Material, step: Data) -> list[Sentence]:
    label = step.get("label") or step["id"].removeprefix(_CLASS)
    if material.knowledge is None:
        kept = str(material.assessment.get("knowledge", ""))[:12]
        return [Sentence(f"{label}: as kept in knowledge {kept}; that text is not at hand here", tone="missing")]
    entry = material.knowledge.medication_classes[step["id"].removeprefix(_CLASS)]
    lines = [_said(item) for item in entry.get("effects") or ()]
    return lines or [Sentence(f"{label}: none on record for this class", tone="missing")]


def _said(item: Data) -> Sentence:
    return Sentence(effect(item), tuple(item["source"]))


def _names(said: str, item: Data) -> bool:
    """Whether each word of the effect's exposure begins a word that was said ("Weak legs": "Leg weakness")."""
    exposure = _words(_JOINTS.split(str(item["says"]), maxsplit=1)[0]) - _GENERAL
    spoken = _words(said)
    return bool(exposure) and all(any(word.startswith(part) for word in spoken) for part in exposure)


def _words(text: str) -> set[str]:
    return {re.sub(r"(?<!s)s$", "", word) for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) > 2}
