"""The catalogue's part on care: medicines, fall-risk factors and interventions with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from surefoot.knowledge.catalogue_numbers import effect_table
from surefoot.knowledge.markdown import cited, file_title, section, subsection, table
from surefoot.knowledge.model import Data, Entry
from surefoot.knowledge.pack import Knowledge
from surefoot.knowledge.parts import Part, parts
from surefoot.knowledge.ranking import rank
from surefoot.knowledge.uses import rule_text


def medicines(knowledge: Knowledge) -> Iterator[str]:
    """Classes of medicines with their effect on falls."""
    classes = [entry for entry in knowledge.medication_classes.values() if entry.get("effects")]
    if classes:
        yield from section("Medication classes with effects")
        yield from effect_table("class", _first_named(classes, "effects"))


def _first_named(entries: Iterable[Entry], key: str) -> Iterator[tuple[str, Data]]:
    for entry in entries:
        name = f"**{entry['label']}** `{entry.id}`"
        for effect in entry.get(key, ()):
            yield name, effect
            name = ""


def factors(knowledge: Knowledge) -> Iterator[str]:
    """Fall-risk factors by file: the rule and its source, then the effects."""
    by_file = _by_file(parts(knowledge.files), "factor")
    if by_file:
        yield from section("Fall-risk factors")
    for file, factors in by_file.items():
        yield from subsection(file_title(knowledge.files[file], file))
        heads = ("factor", "can be changed", "rule", "basis", "source", "how sure")
        yield from table(heads, (_factor(part.data) for part in factors))
        entries = [knowledge.factors[part.id] for part in factors]
        yield from effect_table("factor", _first_named(entries, "effects"))


def _by_file(listed: Iterable[Part], kind: str) -> dict[str, list[Part]]:
    by_file: dict[str, list[Part]] = {}
    for part in listed:
        if part.kind == kind:
            by_file.setdefault(part.file, []).append(part)
    return by_file


def _factor(data: Data) -> tuple[str, ...]:
    name, rule = f"**{data['label']}** `{data['id']}`", f"`{rule_text(data['rule'])}`"
    return name, data["modifiable"], rule, data["basis"], cited(data), data["confidence"]


def interventions(knowledge: Knowledge) -> Iterator[str]:
    """Interventions in the order they are offered, with grade and evidence both ways."""
    if knowledge.interventions:
        yield from section("Interventions")
    for entry in sorted(knowledge.interventions.values(), key=rank):
        yield from subsection(f"{entry['label']} `{entry.id}`")
        yield from ("", entry["what"], "", f"For: {', '.join(f'`{factor}`' for factor in entry['for'])}.")
        yield from ("", f"Order {entry['order']}{_expected(entry.data)}: {entry['order_says']}", "", _grade(entry.data))
        yield from (line for grade in entry.get("other_grades", ()) for line in ("", _grade({"grade": grade})))
        if "covered_by" in entry.data:
            covering = ", ".join(f"`{id_}`" for id_ in entry["covered_by"])
            yield from ("", f"On the card of {covering}, where that acts on every factor behind it.")
        if "letter" in entry.data:
            yield from ("", f"Letter to {', '.join(f'`{one}`' for one in entry['letter'])}.")
        if "dose" in entry.data:
            yield from ("", f"Dose: {entry['dose']['says']} {cited(entry['dose'])}, {entry['dose']['confidence']}.")
        yield from effect_table(None, (("", effect) for effect in entry["evidence"]))


def _expected(data: Data) -> str:
    if "expects" not in data:
        return ""
    expects = data["expects"]
    words = f"{expects['benefit']}, {expects['certainty']}".replace("_", " ")
    return f" ({words}; {cited(expects)}, {expects['confidence']})"


def references(knowledge: Knowledge) -> Iterator[str]:
    """What is kept because a reader will look for it, and never suggested."""
    if knowledge.references:
        yield from section("For reference only, never suggested")
    for entry in knowledge.references.values():
        yield from subsection(f"{entry['label']} `{entry.id}`")
        yield from ("", entry["position"], "", _grade(entry.data))
        yield from effect_table(None, (("", effect) for effect in entry["evidence"]))


def exercises(knowledge: Knowledge) -> Iterator[str]:
    """Exercises from the easiest to the hardest, with the rule that lets a person do them alone."""
    if not knowledge.exercises:
        return
    yield from section("Exercises")
    rows = sorted(knowledge.exercises.values(), key=lambda entry: (entry["order"], entry.id))
    heads = ("exercise", "needs", "may be done alone when", "for", "basis", "source", "how sure")
    yield from table(heads, (_exercise(entry) for entry in rows))


def recipients(knowledge: Knowledge) -> Iterator[str]:
    """Who a letter may go to, with what it may hold beside what every letter holds."""
    if not knowledge.recipients:
        return
    yield from section("Recipients of letters")
    rows = sorted(knowledge.recipients.values(), key=lambda entry: int(entry["order"]))
    heads = ("recipient", "beside what every letter holds", "source", "how sure")
    yield from table(heads, (_recipient(entry) for entry in rows))


def _recipient(entry: Entry) -> tuple[str, ...]:
    holds = ", ".join(entry["holds"]) or "nothing"
    return f"**{entry['label']}** `{entry.id}`", holds, cited(entry.data), entry["confidence"]


def _exercise(entry: Entry) -> tuple[str, ...]:
    named = ", ".join(f"`{id_}`" for id_ in entry["for"])
    rule, origin = f"`{rule_text(entry['alone'])}`", (entry["basis"], cited(entry.data), entry["confidence"])
    return f"**{entry['label']['en']}** `{entry.id}`", entry["needs"], rule, named, *origin


def _grade(data: Data) -> str:
    if "grade" not in data:
        return "Grade: none published."
    grade = data["grade"]
    applies = f" ({grade['applies']})" if "applies" in grade else ""
    return f"Grade: {grade['scheme']} {grade['value']}{applies}; {cited(grade)}, {grade['confidence']}."
