"""The physical performance test report, section by section."""

from __future__ import annotations

from surefoot.knowledge import Knowledge
from surefoot.note.anchors import anchored
from surefoot.note.document import Document
from surefoot.note.material import Data, Material, gather
from surefoot.note.references import number_references
from surefoot.note.sections.close import close
from surefoot.note.sections.data import data
from surefoot.note.sections.factors import factors
from surefoot.note.sections.head import TITLE, head
from surefoot.note.sections.plan import plan
from surefoot.note.sections.report import report
from surefoot.note.sections.tests import tests
from surefoot.note.sections.time import time
from surefoot.note.wording import day

SECTIONS = (head, tests, data, report, factors, plan, time, close)


def build_note(
    case: Data, assessment: Data, *, names: Data | None = None, knowledge: Knowledge | None = None
) -> Document:
    """Build the report of one visit as data.

    `case` is a `surefoot-case/1` that was accepted, `assessment` its `surefoot-assessment/1`. `names` fills what the case
    lacks: `{"patient": str, "clinic": str, "providers": {id: {"name": str, "credential": str}}}`. `knowledge` gives the
    protocol texts; the installed one serves when it is the one the assessment used.

    Everything in the report comes from these; what they lack is called not documented.
    """
    material = gather(case, assessment, names, knowledge)
    blocks = anchored([block for section in SECTIONS for block in section(material)])
    patient, visited = material.patient_id, day(material.visit["date"])
    return Document(
        kind="note",
        title=TITLE,
        language="en",
        day=material.visit["date"],
        patient=patient,
        stamp="" if material.signed else "NOT SIGNED",
        footer=f"Patient {patient} · visit of {visited}",
        blocks=blocks,
        references=number_references(blocks, _sources(material)),
    )


def _sources(material: Material) -> dict[str, Data]:
    known = material.knowledge.sources if material.knowledge is not None else {}
    return {name: source.as_json() for name, source in known.items()} | dict(material.assessment.get("sources", {}))
