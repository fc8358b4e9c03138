"""A letter to somebody whom the plan asks: who, why with each figure, what is asked, what was done here, and a slot for the reply.

It holds what its recipient needs and no more: the factors behind what is asked of that recipient, and of the rest only the parts
that the knowledge names for it (`holds`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from surefoot.errors import Fault, Refused
from surefoot.knowledge import Knowledge
from surefoot.note.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    KeyValue,
    Listing,
    Paragraph,
    Reply,
    ReplyRow,
    Sentence,
    Signature,
    SmallPrint,
    Table,
    Title,
)
from surefoot.note.handout_exercises import exercises_agreed
from surefoot.note.labels import LABELS
from surefoot.note.letters import Letter, letters_of
from surefoot.note.material import Data, Material, gather
from surefoot.note.reply_code import reply_code
from surefoot.note.wording import closed, day, listed, moment
from surefoot.wording.goals import goals_said

_NOT_RECORDED = "not recorded"
_WHY = (
    Column("What puts the patient at risk", share=1.2),
    Column("What was found", share=2.6),
    Column("When", share=0.8),
)
_WITHHELD = "Found at the visit; its details are not for this letter."
_CHANGED = "Changed at the visit"
_MEDICINES = "Nothing here asks to stop a medicine at once; what to change is yours to decide."
_MEDICINES_UNKNOWN = "The list of medicines is not known to us. Please look at all of them."
_MEDICINES_NONE = "No medicine on the list given to us raised a question of its own."
_BOXES = ("Seen", "Not seen", "Appointment planned")
_LINES = ("Plan", "Comments", "Name, signature, date")
_LIMITS = (
    "This letter supports your own judgement and shows what it rests on; it predicts no person's fall.",
    "It holds what is asked of you and what that rests on. More of the record is given on request, as the law allows.",
)


def build_letter(
    case: Data, assessment: Data, recipient: str, *, names: Data | None = None, knowledge: Knowledge | None = None
) -> Document:
    """Build the letter to `recipient` (an id that `letters_of` gives) as data, in English.

    `names` and `knowledge` as for `build_note`; `names` may hold `phone`. While no signature counts, each page is marked a draft.
    Raises `Refused` (SF-N002) where nothing that was accepted asks that recipient.
    """
    letter = next((one for one in letters_of(case, assessment) if one.recipient == recipient), None)
    if letter is None:
        raise Refused([_no_such_letter(case, assessment, recipient)])
    material = gather(case, assessment, names, knowledge)
    title = f"Letter to: {letter.label}"
    blocks: tuple[Block, ...] = (
        Title(title, material.names.get("clinic") or "", f"Visit of {day(material.visit['date'])}"),
        KeyValue(tuple(_who(material, letter))),
        Heading("What we ask"),
        *_asked(letter),
        *_medicines(material, letter),
        Heading("Why"),
        Table("What was found at the visit", _WHY, tuple(_why(material, letter))),
        *_goal(material, letter),
        *_done(material, letter),
        _signature(material),
        Heading("Your reply"),
        _reply(material, letter),
        SmallPrint(tuple(Sentence(line) for line in _LIMITS)),
    )
    footer = f"Patient {material.patient_id} · visit of {day(material.visit['date'])} · {letter.label}"
    stamp = "" if material.signed else LABELS["en"]["draft"]
    return Document("letter", title, "en", material.visit["date"], material.patient_id, stamp, footer, blocks)


def _no_such_letter(case: Data, assessment: Data, recipient: str) -> Fault:
    there = ", ".join(one.recipient for one in letters_of(case, assessment)) or "none"
    says = f'nothing that was accepted asks "{recipient}"'
    return Fault("SF-N002", "recipient", says, f"Letters of this visit: {there}.")


def _who(material: Material, letter: Letter) -> Iterator[tuple[str, Sentence]]:
    patient, names = material.case["patient"], material.names
    born = patient.get("birth_date")
    name = names.get("patient") or patient.get("name") or f"Patient {material.patient_id}"
    yield "To", Sentence(letter.label, tone="strong")
    yield "Patient", Sentence(name, ("patient",), "strong")
    yield "From", Sentence(material.signer(material.visit.get("provider")), ("visit.provider",))
    yield "Date of birth", _known(day(born) if born else "", "patient.birth_date")
    yield "Phone of the clinic", _known(names.get("phone") or "")
    yield "Date of the visit", Sentence(day(material.visit["date"]), ("visit.date",))


def _known(text: str, *evidence: str) -> Sentence:
    return Sentence(text or _NOT_RECORDED, evidence, "plain" if text else "missing")


def _asked(letter: Letter) -> Iterator[Block]:
    """Each thing that is asked; of a changed one also how it was changed."""
    lines = []
    for ask in letter.asks:
        said = f"{ask['label']}: {_lower(closed(ask['what']))}"
        decision = ask["decision"]
        if decision["decision"] == "changed":
            how = f"{_CHANGED}: {decision['reason']}" if decision.get("reason") else _CHANGED
            said += f" {closed(how)}"
        lines.append(Sentence(said, (ask["id"],)))
    yield Listing(tuple(lines))


def _lower(text: str) -> str:
    """A sentence that goes on behind a colon. A name in capitals stays."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def _medicines(material: Material, letter: Letter) -> list[Block]:
    """The medicines concerned, each with the question about it: for those alone who may hear of medicines."""
    if "medicines" not in letter.holds:
        return []
    head = Heading("Medicines to look at")
    if material.assessment.get("medicines") is None:
        return [head, Paragraph((Sentence(_MEDICINES_UNKNOWN, tone="missing"),))]
    questions = material.assessment.get("prescriber_questions", ())
    if not questions:
        return [head, Paragraph((Sentence(_MEDICINES_NONE),))]
    asked = tuple(Sentence(closed(one["ask"]), (one["id"],)) for one in questions)
    return [head, Listing(asked), Paragraph((Sentence(_MEDICINES),))]


def _factors(material: Material, letter: Letter) -> list[Data]:
    """The factors behind what is asked of this recipient, each once."""
    behind = {factor for ask in letter.asks for factor in ask.get("factors", ())}
    return [one for one in material.assessment.get("factors", ()) if one["id"] in behind and one["answer"] == "yes"]


def _why(material: Material, letter: Letter) -> Iterator[tuple[Cell, ...]]:
    when = Sentence(day(material.visit["date"]), ("visit.date",))
    for factor in _factors(material, letter):
        found = tuple(_grounds(material, letter, factor))
        yield Cell((Sentence(factor["label"], (factor["id"],)),)), Cell(found), Cell((when,))


def _grounds(material: Material, letter: Letter, factor: Data) -> Iterator[Sentence]:
    """What was measured or answered, without the medicines for those who may not hear of them."""
    grounds = list(factor.get("grounds") or ())
    told = grounds if "medicines" in letter.holds else [one for one in grounds if not _names_medicine(material, one)]
    yield from (Sentence(closed(one), (factor["id"],)) for one in told)
    if grounds and not told:
        yield Sentence(_WITHHELD)
    if not grounds:
        yield Sentence(_NOT_RECORDED, tone="missing")
    if factor.get("rests_on"):
        yield Sentence(closed(str(factor["rests_on"])), (factor["id"],))


def _names_medicine(material: Material, text: str) -> bool:
    medicines = material.assessment.get("medicines") or ()
    return any(str(one["written"]).casefold() in text.casefold() for one in medicines)


def _goal(material: Material, letter: Letter) -> list[Block]:
    said = goals_said(material.case.get("goal")) if "goal" in letter.holds else []
    if not said:
        return []
    return [Heading("What matters to the patient"), Paragraph((Sentence(closed("; ".join(said)), ("goal",)),))]


def _done(material: Material, letter: Letter) -> list[Block]:
    """What the clinic did itself, as far as the record shows it and it concerns the recipient."""
    lines = [*_tests_done(material, letter), *_agreed(material, letter), *_given(material, letter)]
    return [Heading("What we did here"), Listing(tuple(lines))] if lines else []


def _tests_done(material: Material, letter: Letter) -> Iterator[Sentence]:
    if "tests" in letter.holds:
        found = {test: path for factor in _factors(material, letter) for test, path in _tests_behind(material, factor)}
        if found:
            tested = f"Tests done on {day(material.visit['date'])}: {listed(map(material.test_label, found))}."
            yield Sentence(tested, tuple(found.values()))


def _tests_behind(material: Material, factor: Data) -> Iterator[tuple[str, str]]:
    """The tests whose results stand in the trace of a factor or of its findings."""
    findings = {one["id"]: one for one in material.assessment.get("findings", ())}
    traces = [
        factor.get("trace"),
        *(findings[id_].get("trace") for id_ in factor.get("findings", ()) if id_ in findings),
    ]
    tests = material.case.get("tests", ())
    for trace in traces:
        for path in _evidence(trace or {}):
            place = re.match(r"tests\[(\d+)\]", path)
            if place and int(place[1]) < len(tests):
                yield tests[int(place[1])]["test"], path


def _evidence(node: Mapping[str, Any]) -> Iterator[str]:
    yield from node.get("evidence") or ()
    for child in node.get("because") or ():
        yield from _evidence(child)


def _agreed(material: Material, letter: Letter) -> Iterator[Sentence]:
    """Who decided on what is asked, and when."""
    decided = [ask["decision"] for ask in letter.asks]
    by = list(dict.fromkeys(one.get("by") for one in decided if one.get("by")))
    days = list(dict.fromkeys(day(one["at"]) for one in decided if one.get("at")))
    if by and days:
        who = listed(material.signer(one) for one in by)
        yield Sentence(f"This was decided by {who}, {listed(days)}.", ("decisions",))


def _given(material: Material, letter: Letter) -> Iterator[Sentence]:
    """What the patient's papers of this visit hold for them to do at home."""
    steps = [one for one in material.assessment.get("suggestions", ()) if one.get("decision")]
    if "exercises" in letter.holds and (own := exercises_agreed(steps)):
        named = "; ".join(one["label"]["en"] for one in own)
        yield Sentence(closed(f"Exercises of the patient's plan to do alone, as held in the tests: {named}"))
    if "checklist" in letter.holds:
        yield Sentence("The patient's papers of this visit hold a home-safety checklist.")


def _signature(material: Material) -> Signature:
    signed = material.signed
    if signed is None:
        return Signature(False, LABELS["en"]["draft"])
    provider = material.provider(signed.get("by"))
    at = moment(signed["at"]) if signed.get("at") else "time not recorded"
    credential = provider["credential"] or "credential not recorded"
    return Signature(True, "Signed", provider["name"] or "signer not recorded", credential, at)


def _reply(material: Material, letter: Letter) -> Reply:
    """One row for each thing asked, with the code by which follow-up finds it again."""
    visit = material.visit.get("id")
    rows = tuple(ReplyRow(ask["label"], reply_code(visit, ask["id"]) if visit else "") for ask in letter.asks)
    return Reply(_send_back(material.names), "Reply code", rows, _BOXES, _LINES)


def _send_back(names: Data) -> str:
    to, phone = names.get("clinic") or "the clinic", names.get("phone")
    called = f", phone {phone}" if phone else ""
    return f"Please fill this in and send it back to {to}{called}. The code finds this letter again; it tells nothing of the patient."
