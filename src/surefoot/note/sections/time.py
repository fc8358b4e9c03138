"""Direct contact time by activity, in minutes and seconds. What the time means for a code is no part of the note."""

from __future__ import annotations

from collections.abc import Iterable

from surefoot.note.document import Block, Cell, Column, Heading, Paragraph, Sentence, Table
from surefoot.note.material import Data, Material
from surefoot.note.wording import clock, duration, listed, words, zone

_HEADER = (
    Column("Activity", share=2.0),
    Column("Clock time", share=1.6),
    Column("Time", share=1.0),
    Column("Direct contact for the tests", share=1.2),
)


def time(material: Material) -> list[Block]:
    """One row for each activity and answer, then the total of what counts as direct contact for the tests."""
    heading = Heading("Direct contact time")
    spans = (material.assessment.get("billing") or {}).get("time", {}).get("spans", ())
    if not spans:
        return [heading, Paragraph((Sentence("Not documented.", ("ledger",), tone="missing"),))]
    groups: dict[tuple[str, str], list[Data]] = {}
    for span in spans:
        groups.setdefault((span["activity"], span["counts"]), []).append(span)
    rows = tuple(_row(material, activity, counts, group) for (activity, counts), group in groups.items())
    told = Paragraph((_total(spans), *_zones(material), *_changed(material)))
    return [heading, Table("Time by activity", _HEADER, rows), told]


def _row(material: Material, activity: str, counts: str, spans: list[Data]) -> tuple[Cell, ...]:
    known = material.knowledge.activities if material.knowledge is not None else {}
    label = str(known[activity]["label"]) if activity in known else words(activity).capitalize()
    sources = tuple(dict.fromkeys(source for span in spans for source in _sources(span)))
    return (
        Cell((Sentence(label, sources),)),
        Cell((Sentence(_clock_times(material, activity), ("ledger",)),)),
        Cell((Sentence(duration(sum(span["time_s"] for span in spans)), ("ledger",)),)),
        Cell((Sentence(words(counts), ("billing.time.spans",)),)),
    )


def _sources(span: Data) -> Iterable[str]:
    source = span.get("source") or ()
    return (source,) if isinstance(source, str) else source


def _clock_times(material: Material, activity: str) -> str:
    spans = (span for span in material.case.get("ledger", ()) if span.get("activity") == activity)
    times = [f"{clock(span['start'])}–{clock(span['end'])}" for span in spans if span.get("start") and span.get("end")]
    return ", ".join(times) or "not recorded"


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
