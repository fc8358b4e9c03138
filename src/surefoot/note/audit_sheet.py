"""The audit sheet: every requirement of the coding decision beside the sentence or ledger line of the report that proves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from surefoot.note.anchors import Place, places
from surefoot.note.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    KeyValue,
    Listing,
    Paragraph,
    Sentence,
    Signature,
    Table,
    Title,
)
from surefoot.note.references import number_references
from surefoot.note.wording import closed, words

Data = Mapping[str, Any]

TITLE = "Audit sheet"
_GROUPS = {
    "code_selection": "Code selection",
    "programme": "The programme of questionnaire, tests and plan",
    "engine": "The rules of the day",
}
_STATES = {"met": "met", "not_met": "not met", "missing": "missing", "not_applicable": "does not apply"}
_HEADER = (
    Column("No.", share=0.45),
    Column("Requirement", share=1.7),
    Column("State", share=0.7),
    Column("What proves it, and where it stands in the report", share=3.2),
    Column("Source, how sure", share=1.3),
)
_MOST = 4  # lines quoted of one section; the others are counted
_LONGEST_QUOTE = 150
_HOW_SURE = (
    "How sure a source is: verified, seen in the original; secondary, as another text quotes it; unverified, not yet checked. "
    "The state of a requirement is the coding decision's own; this sheet adds nothing to it."
)


def build_audit_sheet(note: Document, assessment: Data) -> Document:
    """The sheet for `note`, the report built from the same case and `assessment`; each proof names its place in that report."""
    title = next(block for block in note.blocks if isinstance(block, Title))
    blocks = (Title(TITLE, title.above, title.below), *_sheet(note, assessment, 1))
    references = number_references(blocks, assessment.get("sources", {}))
    return replace(note, kind="audit_sheet", title=TITLE, blocks=blocks, references=references)


def with_audit_sheet(note: Document, assessment: Data) -> Document:
    """The report with its audit sheet behind it; each proof is a link to its place."""
    known = {one.id: {"cite": one.cite, "url": one.link} for one in note.references}
    blocks = (*note.blocks, Heading(TITLE, new_page=True), *_sheet(note, assessment, 2))
    references = number_references(blocks, {**assessment.get("sources", {}), **known})
    return replace(note, blocks=blocks, references=references)


def _sheet(note: Document, assessment: Data, level: int) -> Iterator[Block]:
    billing = assessment["billing"]
    if note.stamp:
        said = ("NOT SIGNED.", "Until the responsible provider signs, nothing here is documented.")
        yield Paragraph(tuple(Sentence(text) for text in said), tone="caution")
    yield KeyValue((*_decision(billing, signed=not note.stamp), *_signers(note)))
    yield Paragraph((Sentence(_HOW_SURE),))
    found = list(places(note.blocks))
    for group, label in _GROUPS.items():
        rows = [one for one in billing["code_selection"]["requirements"] if one["group"] == group]
        if rows:
            yield Heading(label, level)
            yield Table("Requirements", _HEADER, tuple(_row(one, found, assessment) for one in rows))
    yield from _payer(billing["payer"], level)


def _decision(billing: Data, *, signed: bool) -> Iterator[tuple[str, Sentence]]:
    payer = billing["payer"]
    yield "Code", Sentence(str(billing["code"]))
    yield "May be submitted", Sentence(words(billing["may_submit"]))
    if signed and billing["units"] is not None:
        yield "Units", Sentence(str(billing["units"]))
    yield "Payer policy", Sentence(f"{payer['title'] or payer['policy']} – {words(payer['answer'])}")


def _signers(note: Document) -> Iterator[tuple[str, Sentence]]:
    for block in note.blocks:
        if isinstance(block, Signature) and block.signed and not block.evidence[0].startswith("report.later"):
            who = ", ".join((block.name, block.credential, block.at))
            yield block.says, Sentence(who, block.evidence, to=block.anchor)


def _payer(payer: Data, level: int) -> Iterator[Block]:
    gates = [one for one in payer["gates"] if one["gate"] in ("block", "hold")]
    if gates:
        yield Heading("What the payer's policy holds or blocks", level)
        yield Listing(tuple(Sentence(closed(f"{one['gate']}: {one['says']}"), tuple(one["sources"])) for one in gates))


def _row(one: Data, found: Sequence[Place], assessment: Data) -> tuple[Cell, ...]:
    state = Sentence(_STATES[one["state"]], tone="strong" if one["state"] == "met" else "missing")
    cite = str(assessment.get("sources", {}).get(one["source"], {}).get("cite") or one["source"]).rstrip(".")
    source = Sentence(f"{cite} ({one['confidence']})", (one["source"],))
    return (
        Cell((Sentence(one["id"]),)),
        Cell((Sentence(one["says"]),)),
        Cell((state,)),
        Cell(tuple(_proof(one, found))),
        Cell((source,)),
    )


def _proof(one: Data, found: Sequence[Place]) -> Iterator[Sentence]:
    """The places that prove it; of a rule, the comparison that decided it; of what is open, what an honest record could supply."""
    quoted = list(_quotes(one["evidence"], found))
    yield from quoted
    if one["state"] == "not_applicable":
        yield Sentence("Nothing of the kind is on record.")
        return
    if one["kind"] == "rule" or one["state"] != "met" or not quoted:
        yield from (Sentence(f"By the rule: {closed(says)}") for says in dict.fromkeys(_leaves(one["trace"])))
    if one["cure"]:
        yield Sentence(f"Could still be supplied: {one['cure']}", tone="missing")


def _quotes(paths: Sequence[str], found: Sequence[Place]) -> Iterator[Sentence]:
    """One line for each path that proves it, no place twice; of each section so many, the rest counted."""
    shown: dict[str, Sentence] = {}
    sections: dict[str, int] = {}
    for path in paths:
        matches = [place for place in found if place.shows(path)]
        where = matches[0].where if matches else f"in the record under {path}, not printed in the report"
        if where not in shown:
            section = where.partition(",")[0]
            sections[section] = sections.get(section, 0) + 1
            shown[where] = _quote(path, where, matches) if sections[section] <= _MOST else Sentence("")
    yield from (sentence for sentence in shown.values() if sentence.text)
    for section, number in sections.items():
        if number > _MOST:
            yield Sentence(f"and {number - _MOST} more under {section}.")


def _quote(path: str, where: str, matches: Sequence[Place]) -> Sentence:
    if not matches:
        return Sentence(f"{where[0].upper()}{where[1:]}.", (path,))
    row = [place for place in matches if place.where == where]
    head, lines = row[0].head, [place.text for place in row if place.text != place.head]
    text = ": ".join(part for part in (head, "; ".join(lines)) if part)
    clipped = text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1].rstrip()}…"
    return Sentence(f"“{clipped}” – {where}.", (path,), to=row[0].anchor)


def _leaves(node: Data) -> Iterator[str]:
    """The comparisons that decided a rule, in words."""
    below = node.get("because") or ()
    if not below:
        yield (
            str(node["says"])
            if node["op"] == "asked"
            else ": ".join(str(node[key]) for key in ("label", "says") if node.get(key))
        )
    for child in below:
        if node["op"] != "any_of" or child["answer"] == node["answer"]:
            yield from _leaves(child)
