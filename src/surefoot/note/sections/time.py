"""Direct contact time by activity, in minutes and seconds. What the time means for a code is no part of the note."""

from __future__ import annotations

from collections.abc import Iterable

from surefoot.note.document import Block, Cell, Column, Heading, Paragraph, Sentence, Table
from surefoot.note.material import Data, Material
from surefoot.note.wording import clock, duration, listed, words, zone

TITLE = "Direct contact time"
_HEADER = (
    Column("Activity", share=1.6),
    Column("When, by whom, with whom", share=3.6),
    Column("Time", share=0.7),
    Column("Direct contact for the tests", share=1.0),
)


def time(material: Material) -> list[Block]:
    """One row for each activity and answer, then the total of what counts as direct contact for the tests."""
    heading = Heading(TITLE)
    spans = (material.assessment.get("billing") or {}).get("time", {}).get("spans", ())
    if not spans:
        return [heading, Paragraph((Sentence("Not documented.", ("ledger",), tone="missing"),))]
    groups: dict[tuple[str, str], list[Data]] = {}
    for index, span in enumerate(spans):
        placed = {"evidence": f"ledger[{index}]"} | dict(span)
        groups.setdefault((span["activity"], span["counts"]), []).append(placed)
    rows = tuple(_row(material, activity, counts, group) for (activity, counts), group in groups.items())
    told = Paragraph((_total(spans), *_zones(material), *_changed(material)))
    return [heading, Table("Time by activity", _HEADER, rows), told]


def _row(material: Material, activity: str, counts: str, spans: list[Data]) -> tuple[Cell, ...]:
    known = material.knowledge.activities if material.knowledge is not None else {}
    label = str(known[activity]["label"]) if activity in known else words(activity).capitalize()
    sources = tuple(dict.fromkeys(source for span in spans for source in _sources(span)))
    return (
        Cell((Sentence(label, sources),)),
        Cell(tuple(_line(material, span["evidence"]) for span in spans)),
        Cell((Sentence(duration(sum(span["time_s"] for span in spans)), ("ledger",)),)),
        Cell((Sentence(words(counts), ("billing.time.spans",)),)),
    )


def _sources(span: Data) -> Iterable[str]:
    source = span.get("source") or ()
    return (source,) if isinstance(source, str) else source


def _line(material: Material, path: str) -> Sentence:
    """One line of the ledger: its clock times, who was with the patient and how, and whether it was entered later."""
    ledger = material.case.get("ledger") or ()
    index = int(path.removeprefix("ledger[").removesuffix("]"))
    span: Data = ledger[index] if index < len(ledger) else {}
    whole = span.get("start") and span.get("end")
    times = f"{clock(span['start'])}–{clock(span['end'])}" if whole else "clock times not recorded"
    who = material.signer(span["provider"]) if span.get("provider") else "provider not recorded"
    parts = [times, who, *(_said(span, key, *words_) for key, words_ in _CONTACT.items()), *_later(span)]
    return Sentence("; ".join(parts), (path,))


_CONTACT = {
    "one_on_one": ("one on one", "not one on one", "one on one not recorded"),
    "patient_present": ("patient present", "patient not present", "presence of the patient not recorded"),
}


def _said(span: Data, key: str, yes: str, no: str, open_: str) -> str:
    return open_ if span.get(key) is None else yes if span[key] else no


def _later(span: Data) -> list[str]:
    return (
        [f"entered later{': ' + span['reason'] if span.get('reason') else ''}"]
        if span.get("entered") == "later"
        else []
    )


def _total(spans: Iterable[Data]) -> Sentence:
    counted = sum(span["time_s"] for span in spans if span["counts"] == "yes")
    return Sentence(f"Total direct contact time for the tests: {duration(counted)}.", ("billing.time.spans",))


def _zones(material: Material) -> list[Sentence]:
    stamps = (span["start"] for span in material.case.get("ledger", ()) if span.get("start"))
    zones = [found for found in dict.fromkeys(zone(stamp) for stamp in stamps) if found]
    return [Sentence(f"Clock times are in {listed(zones)}.", ("ledger",))] if zones else []


def _changed(material: Material) -> list[Sentence]:
    """That a person changed the units, and why: it shows wherever the record does."""
    changed = (material.assessment.get("billing") or {}).get("units_changed")
    if not changed:
        return []
    why = f": {changed['reason']}" if changed["reason"] else "; no reason is on record"
    return [Sentence(f"The units were changed by {changed['by'] or 'a person not named'}{why}.", ("units_override",))]
