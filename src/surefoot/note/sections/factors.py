"""Fall-risk factors: those found with what shows them, those looked for and not found, those not known."""

from __future__ import annotations

from collections.abc import Iterator

from surefoot.note.document import Block, Cell, Column, Heading, Listing, Paragraph, Sentence, Table
from surefoot.note.material import Data, Material
from surefoot.note.strength import strengths
from surefoot.note.wording import closed, words
from surefoot.wording import rests_on_unsure

_HEADER = (
    Column("Factor", share=1.1),
    Column("What shows it", share=2.4),
    Column("Published strength", share=1.6),
    Column("Can change", share=0.6),
)
_NOT_ADDED = (
    "Published strengths describe groups; they are not added up and give no probability for one person. "
    "OR is an odds ratio, RR a risk ratio, RaR and IRR a ratio of rates; brackets hold the interval the source gives."
)


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
    name = Sentence(f"{factor['label']}{rests_on_unsure(factor.get('confidence'))}", (factor["id"],))
    shown = _shown(material, factor)
    strength = strengths(material, factor, (line.text for line in shown))
    if factor.get("rests_on"):
        shown = (*shown, Sentence(factor["rests_on"], (factor["id"],), tone="caution"))
    return Cell((name,)), Cell(shown), Cell(strength), Cell((Sentence(words(factor["modifiable"])),))


def _shown(material: Material, factor: Data) -> tuple[Sentence, ...]:
    steps = list(_steps(factor.get("trace") or {}))
    bottom = [str(step["says"]) for step in steps if step.get("says") and not _below(step)]
    grounds = dict.fromkeys(str(ground) for ground in factor.get("grounds") or bottom)
    if grounds:
        return tuple(Sentence(ground, _sources(ground, steps, factor)) for ground in grounds)
    labels = {item["id"]: item["label"] for item in material.assessment.get("findings", ())}
    shown = [Sentence(str(labels.get(item, words(item))), tuple(factor["sources"])) for item in factor["findings"]]
    return tuple(shown) or (Sentence("not recorded", tuple(factor["sources"]), tone="missing"),)


def _steps(node: Data) -> Iterator[Data]:
    """The steps of a trace that led to yes, from the top down."""
    if node.get("answer") == "yes":
        yield node
        for child in _below(node):
            yield from _steps(child)


def _below(node: Data) -> list[Data]:
    return [child for child in node.get("because") or () if child.get("answer") == "yes"]


def _sources(ground: str, steps: list[Data], factor: Data) -> tuple[str, ...]:
    """The sources of the steps that a ground names; those of the whole factor where it names none."""
    said = ground.casefold()
    named = [step for step in steps[1:] if any(_in(step.get(key), said) for key in ("label", "says"))]
    found = dict.fromkeys(source for step in named for source in step.get("source") or ())
    return tuple(found) or tuple(factor.get("sources", ()))


def _in(part: object, said: str) -> bool:
    return bool(part) and str(part).casefold() in said


def _rest(says: str, group: list[Data]) -> Sentence | None:
    if not group:
        return None
    names = "; ".join(str(item["label"]) for item in group)
    return Sentence(closed(f"{says}: {names}"), tuple(item["id"] for item in group))


def _levels(material: Material) -> list[Block]:
    levels = material.assessment.get("levels", {})
    if not levels:
        return []
    items = tuple(_level(name, level) for name, level in levels.items())
    return [Heading("Levels of the published algorithms", level=2), Listing(items)]


def _level(name: str, level: Data) -> Sentence:
    title, label = level.get("title") or words(name), level.get("label") or words(level["level"])
    version = f" ({level['version']})" if level.get("version") else ""
    sure = rests_on_unsure(level.get("confidence"), level.get("trace"))
    says = f" – {level['says']}" if level.get("says") else ""
    says += f" {level['standing']['says']}" if level.get("standing") else ""
    says += f" {level['unverified_says']}" if level.get("unverified_says") else ""
    sources = (level.get("trace") or {}).get("source") or level.get("sources", ())
    return Sentence(closed(f"{title}{version}: {label}{sure}{says}"), (name, *sources))
