"""What rules read of a list: how many medicines, each class, and the sets that are counted or paired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from surefoot.instruments.medicines.listed import medicines
from surefoot.instruments.medicines.model import Medicine
from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.values import Fact

Case = Mapping[str, Any]
_LIST = "answers.medications"


def medicine_facts(case: Case, knowledge: Knowledge) -> dict[str, Fact]:
    """`medications.count`, each class, each group: yes where a medicine belongs to it; no only where every entry was recognised."""
    listed = medicines(case, knowledge)
    if listed is None:
        return {}
    taken = [medicine for medicine in listed if not medicine.not_taken]
    unknown = [medicine.written for medicine in taken if not medicine.recognised]
    facts = _counts(taken, knowledge)
    for id_ in knowledge.medication_classes:
        member = next((medicine for medicine in taken if id_ in medicine.classes), None)
        facts[f"medication_class.{id_}"] = _member(member, unknown)
    for id_, members in group_members(knowledge).items():
        facts |= _group(f"medication_group.{id_}", taken, members, unknown)
    return facts


def _counts(taken: Sequence[Medicine], knowledge: Knowledge) -> dict[str, Fact]:
    """Entries are counted; one that may not be taken any more counts only as perhaps."""
    if "medications.least" not in knowledge.facts:
        return {"medications.count": Fact(float(len(taken)), evidence=_LIST)}
    sure = [medicine for medicine in taken if not medicine.doubts]
    doubted = ", ".join(medicine.written for medicine in taken if medicine.doubts)
    whole = (
        Fact(None, f"not clear whether taken: {doubted}", _LIST) if doubted else Fact(float(len(taken)), evidence=_LIST)
    )
    return {"medications.count": whole, "medications.least": Fact(float(len(sure)), evidence=_LIST)}


def _member(member: Medicine | None, unknown: Sequence[str]) -> Fact:
    if member is not None:
        return Fact(True, evidence=member.evidence)
    if unknown:
        return Fact(None, f"not recognised: {', '.join(unknown)}", _LIST)
    return Fact(False, evidence=_LIST)


def _group(id_: str, taken: Sequence[Medicine], members: frozenset[str], unknown: Sequence[str]) -> dict[str, Fact]:
    """Different ingredients are counted, so that two entries of one medicine count once."""
    found = {part for medicine in taken for part in counted(medicine, members)}
    first = next((medicine for medicine in taken if counted(medicine, members)), None)
    count = float(len(found))
    whole = Fact(None, f"not recognised: {', '.join(unknown)}", _LIST) if unknown else Fact(count, evidence=_LIST)
    return {id_: _member(first, unknown), f"{id_}.count": whole, f"{id_}.least": Fact(count, evidence=_LIST)}


def counted(medicine: Medicine, members: frozenset[str]) -> tuple[str, ...]:
    """The ingredients of a medicine that belong to a group; none where it acts only where it is put."""
    return () if medicine.route else tuple(part for part in medicine.ingredients if part in members)


@once_per_knowledge
def group_members(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """The ingredients of each group: its own, and those of its classes."""
    classes = knowledge.medication_classes
    return {
        id_: frozenset(group.get("ingredients", ()))
        | {part for class_ in group.get("classes", ()) for part in classes[class_]["ingredients"]}
        for id_, group in knowledge.medication_groups.items()
    }
