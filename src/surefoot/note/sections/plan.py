"""Impact on the plan of care: the report's words, then which factor led to which intervention and who decided what."""

from __future__ import annotations

from surefoot.note.document import Block, Cell, Column, Heading, Listing, Paragraph, Sentence, Table
from surefoot.note.material import Data, Material
from surefoot.note.sections.report import LABELS, report_text
from surefoot.note.wording import effect, listed, moment, words
from surefoot.wording.goals import goals_said

_HEADER = (
    Column("Factor", share=1.1),
    Column("Suggested intervention", share=2.6),
    Column("Decision", share=0.9),
    Column("By whom, when, why", share=1.7),
)
_NOT_STOPPED = "Drafted from the list of medicines in our own words, which nobody has checked yet; no medicine is stopped or changed without the prescriber."


def plan(material: Material) -> list[Block]:
    """The plan's section: text of the report, one row for each suggestion in the order offered, questions for the prescriber."""
    blocks: list[Block] = [Heading(LABELS["plan_of_care_impact"]), *_goal(material)]
    blocks += report_text(material, "plan_of_care_impact")
    suggestions = sorted(material.assessment.get("suggestions", ()), key=lambda item: item["order"])
    if not suggestions:
        blocks.append(Paragraph((Sentence("No intervention was suggested.", ("suggestions",)),)))
    else:
        rows = tuple(_row(material, suggestion) for suggestion in suggestions)
        blocks.append(Table("From factor to intervention", _HEADER, rows))
    return [*blocks, *_questions(material)]


def _goal(material: Material) -> list[Block]:
    """What matters to the patient, where somebody asked; the plan is held against it."""
    goal = material.case.get("goal")
    said = goals_said(goal)
    if not said:
        return []
    who = "as a caregiver said" if goal and goal.get("said_by") == "caregiver" else "in the patient's choice or words"
    return [Paragraph((Sentence(f"What matters to the patient, {who}: {listed(said)}.", ("goal",)),))]


def _questions(material: Material) -> list[Block]:
    """What to ask the prescriber; an assessment of before these were drafted has none."""
    asked = material.assessment.get("prescriber_questions", ())
    if not asked:
        return []
    items = tuple(Sentence(f"{one['about']}. {one['ask']}", tuple(one["source"])) for one in asked)
    return [Heading("Questions for the prescriber", level=2), Paragraph((Sentence(_NOT_STOPPED),)), Listing(items)]


def _row(material: Material, suggestion: Data) -> tuple[Cell, ...]:
    labels = {item["id"]: item["label"] for item in material.assessment.get("factors", ())}
    factors = listed(str(labels.get(item, words(item))) for item in suggestion.get("factors", ()))
    decision, path = suggestion.get("decision"), _path(material, suggestion)
    return (
        Cell((Sentence(factors or "not recorded", tuple(suggestion.get("factors", ()))),)),
        Cell(_intervention(suggestion, decision, path)),
        Cell((_decided(decision, path),)),
        Cell(_grounds(material, decision, path)),
    )


def _path(material: Material, suggestion: Data) -> str:
    """Where the case holds the decision on it."""
    decisions = enumerate(material.case.get("decisions") or ())
    return next((f"decisions[{at}]" for at, one in decisions if one["suggestion"] == suggestion["id"]), "decisions")


def _intervention(suggestion: Data, decision: Data | None, path: str) -> tuple[Sentence, ...]:
    """Its name and the ways to do it; once taken up, its evidence for and against; once accepted as offered, its dose."""
    lines = [Sentence(str(suggestion["label"]), (path, suggestion["id"]), tone="strong")]
    if suggestion.get("covers"):
        ways = tuple(way["id"] for way in suggestion["covers"])
        lines.append(Sentence(f"Ways to do it: {'; '.join(way['label'] for way in suggestion['covers'])}", ways))
    if (suggestion.get("rests_on") or {}).get("says"):
        lines.append(Sentence(suggestion["rests_on"]["says"], (suggestion["id"],), tone="caution"))
    taken = (decision or {}).get("decision")
    if taken in ("accepted", "changed"):
        lines += [Sentence(effect(item), tuple(item["source"])) for item in _both_ways(suggestion)]
    dose = suggestion.get("dose")
    if dose and taken == "accepted":
        lines.append(Sentence(f"Dose: {dose['says'].rstrip('.')} ({dose['confidence']})", tuple(dose["source"])))
    if taken == "accepted":
        lines += _exercises(suggestion)
    return tuple(lines)


def _exercises(suggestion: Data) -> list[Sentence]:
    """Which exercises were within what the person held in the tests, and that all others are for a therapist's visit only."""
    given = suggestion.get("exercises") or ()
    if not given:
        return []
    alone = [one for one in given if one["alone"] == "yes"]
    if not alone:
        return [
            Sentence("Exercises with a therapist only: none was within what the person safely held", tone="caution")
        ]
    names = "; ".join(one["label"]["en"] for one in alone)
    return [Sentence(f"Exercises that may be done alone: {names}", tuple(one["id"] for one in alone))]


def _both_ways(suggestion: Data) -> list[Data]:
    """The first piece of evidence, and the first that points another way."""
    evidence = list(suggestion.get("evidence", ()))
    other = [item for item in evidence[1:] if item.get("direction") != evidence[0].get("direction")]
    return [*evidence[:1], *other[:1]]


def _decided(decision: Data | None, path: str) -> Sentence:
    if decision is None:
        return Sentence("not decided yet", (path,), tone="missing")
    by = decision.get("declined_by")
    whose = f" by the {by}" if by and decision["decision"] == "declined" else ""
    return Sentence(f"{decision['decision']}{whose}", (path,))


def _grounds(material: Material, decision: Data | None, path: str) -> tuple[Sentence, ...]:
    if decision is None:
        return (Sentence("–", tone="missing"),)
    lines = [material.signer(decision.get("by")) if decision.get("by") else "by whom: not recorded"]
    lines.append(moment(decision["at"]) if decision.get("at") else "when: not recorded")
    if decision.get("reason"):
        lines.append(f"Reason: {decision['reason']}")
    elif decision["decision"] != "accepted":
        lines.append("Reason: not recorded")
    return tuple(Sentence(line, (path,)) for line in lines)
