"""Fall-risk factors: those found with what shows them, those looked for and not found, those not known."""

from __future__ import annotations

from collections.abc import Iterator

from surefoot.note.document import Block, Cell, Column, Heading, Listing, Paragraph, Sentence, Table
from surefoot.note.material import Data, Material
from surefoot.note.wording import closed, listed, words

_HEADER = (
    Column("Factor", share=1.2),
    Column("What shows it", share=2.2),
    Column("Published strength", share=1.5),
    Column("Can change", share=0.7),
)
_NOT_ADDED = "Published strengths describe groups; they are not added up and give no probability for one person."


def factors(material: Material) -> list[Block]:
    """All factors of the assessment under the three answers, then the levels of the published algorithms."""
    found = material.assessment.get("factors", ())
    by_answer = {answer: [item for item in found if item["answer"] == answer] for answer in ("yes", "no", "not_known")}
    blocks: list[Block] = [Heading("Fall-risk factors")]
    if by_answer["yes"]:
        rows = tuple(_row(material, factor) for factor in by_answer["yes"])
        blocks += [Table("Factors found", _HEADER, rows), Paragraph((Sentence(_NOT_ADDED),))]
    else:
        blocks.append(Paragraph((Sentence("No factor was established."),)))
    rest = [_rest("Looked for and not found", by_answer["no"]), _rest("Not known", by_answer["not_known"])]
    said = tuple(sentence for sentence in rest if sentence)
    return [*blocks, *([Paragraph(said)] if said else []), *_levels(material)]


def _row(material: Material, factor: Data) -> tuple[Cell, ...]:
    name = Sentence(str(factor["label"]), (factor["id"],))
    effects = tuple(
        Sentence(f"{effect['says']} ({effect['confidence']})", tuple(effect["source"]))
        for effect in factor.get("effects", ())[:1]
    )
    strength = effects or (Sentence("none on record", tone="missing"),)
    return Cell((name,)), Cell(_shown(material, factor)), Cell(strength), Cell((Sentence(words(factor["modifiable"])),))


def _shown(material: Material, factor: Data) -> tuple[Sentence, ...]:
    sources = tuple(factor.get("sources", ()))
    grounds = dict.fromkeys(
        factor.get("grounds") or [str(leaf["says"]) for leaf in _deciding(factor.get("trace") or {})]
    )
    if grounds:
        return tuple(Sentence(str(ground), sources) for ground in grounds)
    labels = {item["id"]: item["label"] for item in material.assessment.get("findings", ())}
    shown = [Sentence(str(labels.get(item, words(item))), sources) for item in factor.get("findings", ())]
    return tuple(shown) or (Sentence("not recorded", sources, tone="missing"),)


def _deciding(node: Data) -> Iterator[Data]:
    """The comparisons at the bottom of a trace that answered yes."""
    if node.get("answer") != "yes" or not node.get("says"):
        return
    below = [child for child in node.get("because") or () if child.get("answer") == "yes"]
    if not below:
        yield node
    for child in below:
        yield from _deciding(child)


def _rest(says: str, group: list[Data]) -> Sentence | None:
    if not group:
        return None
    names = (str(item["label"])[:1].lower() + str(item["label"])[1:] for item in group)
    return Sentence(closed(f"{says}: {listed(names)}"), tuple(item["id"] for item in group))


def _levels(material: Material) -> list[Block]:
    levels = material.assessment.get("levels", {})
    if not levels:
        return []
    items = tuple(_level(name, level) for name, level in levels.items())
    return [Heading("Levels of the published algorithms", level=2), Listing(items)]


def _level(name: str, level: Data) -> Sentence:
    title, label = level.get("title") or words(name), level.get("label") or words(level["level"])
    says = f" ({level['says'].rstrip('.')})" if level.get("says") else ""
    return Sentence(closed(f"{title}: {label}{says}"), (name, *level.get("sources", ())))
