"""Signs that come before everything: which are there, what each asks for, and which staff have to ask about now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from surefoot.engine import CaseReader, Trace
from surefoot.knowledge.expression import parse
from surefoot.knowledge.model import Entry
from surefoot.knowledge.schema.rules import ACTS
from surefoot.values import Tri

Words = Mapping[str, str]
WITHOUT_ACTS: tuple[Mapping[str, Any], ...] = ({"act": "call_clinic_now"},)  # a pack of before signs named their acts


@dataclass(frozen=True, slots=True)
class UrgentSign:
    """A sign that is there. `staff`, `patient` and `ask` are words in both languages; a sign measured by staff has none for the patient.

    `act` is the first act that is not ruled out; `certain` says whether it is also established. `ask` settles it.
    """

    id: str
    label: str
    act: str
    certain: bool
    staff: Words
    patient: Words | None
    ask: Words | None
    trace: Trace

    @property
    def key(self) -> str:
        """The sign with its act: a sign that asks for more is a new one."""
        return f"{self.id}:{self.act}"

    @property
    def evidence(self) -> tuple[str, ...]:
        """Places in the case that the sign rests on."""
        return tuple(dict.fromkeys(path for step in self.trace.walk() for path in step.evidence))


@dataclass(frozen=True, slots=True)
class OpenSign:
    """A sign that is neither there nor ruled out, and that something in the case speaks of."""

    id: str
    label: str
    ask: Words
    trace: Trace


def urgency(act: str) -> int:
    """The place of an act: 0 is the most urgent."""
    return ACTS.index(act)


def urgent_signs(reader: CaseReader) -> list[UrgentSign]:
    """The signs that are there, the most urgent first."""
    found = [sign for entry in _marked(reader) for sign in _sign(entry, reader)]
    return sorted(found, key=lambda sign: urgency(sign.act))


def signs_to_ask(reader: CaseReader) -> list[OpenSign]:
    """The signs that are not known because somebody was not sure, or because only a part of them was told."""
    return [
        OpenSign(entry.id, entry["label"], entry["urgent"]["ask"], reader.answer(entry.id))
        for entry in _marked(reader)
        if "ask" in entry["urgent"] and _is_open(entry, reader)
    ]


def _marked(reader: CaseReader) -> Iterator[Entry]:
    return (entry for entry in reader.knowledge.findings.values() if entry.get("urgent"))


def _sign(entry: Entry, reader: CaseReader) -> Iterator[UrgentSign]:
    trace = reader.answer(entry.id)
    if trace.answer is not Tri.YES:
        return
    urgent = entry["urgent"]
    for row in urgent.get("acts", WITHOUT_ACTS):
        held = reader.read(parse(row["if"])).answer if "if" in row else Tri.YES
        if held is not Tri.NO:
            staff = {language: urgent[language] for language in ("en", "es")}
            words = {"staff": staff, "patient": row.get("patient"), "ask": urgent.get("ask")}
            yield UrgentSign(entry.id, entry["label"], row["act"], held is Tri.YES, **words, trace=trace)
            return


def _is_open(entry: Entry, reader: CaseReader) -> bool:
    """Not known, and everything that is missing was asked; or what `ask_if` names is there, or was asked and not answered."""
    trace = reader.answer(entry.id)
    if trace.answer is not Tri.NOT_KNOWN:
        return False
    told = reader.read(parse(entry["urgent"]["ask_if"])) if "ask_if" in entry["urgent"] else None
    return _asked(trace, reader) or (told is not None and (told.answer is Tri.YES or _asked(told, reader)))


def _asked(trace: Trace, reader: CaseReader) -> bool:
    return trace.answer is Tri.NOT_KNOWN and all(reader.fact(id_).evidence for id_ in trace.missing)
