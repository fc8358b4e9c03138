"""The catalogue: a page of Markdown with every number, since when, from where, how sure, used by which rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from surefoot.knowledge.catalogue_numbers import effect_table, limit_tables, norm_tables, value_table
from surefoot.knowledge.markdown import anchor, cited, section, subsection, table
from surefoot.knowledge.model import Data, Entry, Source
from surefoot.knowledge.pack import Knowledge
from surefoot.knowledge.parts import Part, parts
from surefoot.knowledge.uses import rule_text

_HEAD = """\
# Catalogue of the knowledge

Made by `surefoot knowledge catalogue`; do not edit. How sure: `verified` was read in the original (or its abstract or table
page), `secondary` in somebody else's text, `unverified` nowhere yet. A number holds from its day until the next line of the
same value. "Used by" names the rules whose own text reads the number; "no rule" means that it is shown
beside a result, or read where time, money or change between visits is worked out."""
_NUMBERED = ("value", "table", "norm")


def catalogue(knowledge: Knowledge) -> str:
    """The whole page, ending with one line end."""
    lines = (
        _HEAD,
        *_counts(knowledge),
        *_instruments("Questionnaires", knowledge.questionnaires, knowledge),
        *_instruments("Physical tests", knowledge.tests, knowledge),
        *_other_values(knowledge),
        *_medicines(knowledge),
        *_factors(knowledge),
        *_interventions(knowledge),
        *_requirements(knowledge),
        *_sources(knowledge.sources.values()),
    )
    return "\n".join(lines) + "\n"


def _counts(knowledge: Knowledge) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in _NUMBERED}
    for part in parts(knowledge.files):
        if part.kind in _NUMBERED:
            states = part.data.get("values", (part.data,))
            counts[part.kind].update(state["confidence"] for state in states)
    sure = ("verified", "secondary", "unverified")
    yield from table(
        ("numbers", *sure), ((f"{kind}s", *(str(counts[kind][one]) for one in sure)) for kind in _NUMBERED)
    )


def _instruments(title: str, instruments: Mapping[str, Entry], knowledge: Knowledge) -> Iterator[str]:
    if instruments:
        yield from section(title)
    for entry in instruments.values():
        yield from subsection(f"{entry['label']} `{entry.id}`")
        yield from _origin(entry.data)
        yield from _weights(entry.data)
        limits = (*entry.get("values", ()), *entry.get("limits", ()), *entry.get("errors", ()))
        yield from value_table(limits, knowledge)
        yield from limit_tables(entry.get("tables", ()), knowledge)
        yield from norm_tables(entry.get("norms", ()))


def _origin(data: Data) -> Iterator[str]:
    licence = data["licence"]
    wording = "wording free" if licence["status"] == "free" else "score only, no wording"
    yield from ("", f"Licence: {wording}. {licence['says']} {cited(licence)}, {licence['confidence']}.")
    yield from ("", f"From: {cited(data)}, {data['confidence']}.")


def _weights(form: Data) -> Iterator[str]:
    if "score" not in form:
        return
    score, weighted = form["score"], [item for item in form["items"] if "weight" in item]
    low, high = score["range"]
    weights = ", ".join(f"`{item['id']}` {item['weight']}" for item in weighted)
    says = (
        f"**{score['label']}** `{score['id']}`: {low} to {high} {score['unit']}, {cited(score)}, {score['confidence']}."
    )
    yield from ("", f"{says} Weights: {weights}." if weights else says)


def _other_values(knowledge: Knowledge) -> Iterator[str]:
    """Values of no instrument, under the file that holds them."""
    own = {entry.id for entry in (*knowledge.questionnaires.values(), *knowledge.tests.values())}
    by_file: dict[str, list[Data]] = {}
    for part in parts(knowledge.files):
        if part.kind == "value" and knowledge.files[part.file].get("id") not in own:
            by_file.setdefault(part.file, []).append(part.data)
    if by_file:
        yield from section("Values of no instrument")
    for file, values in by_file.items():
        yield from subsection(_title(knowledge.files[file], file))
        yield from value_table(values, knowledge)


def _title(data: Data, file: str) -> str:
    return str(data["title"]) if "title" in data else file.removesuffix(".yaml").replace("/", ": ").replace("_", " ")


def _medicines(knowledge: Knowledge) -> Iterator[str]:
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


def _factors(knowledge: Knowledge) -> Iterator[str]:
    by_file = _by_file(parts(knowledge.files), "factor")
    if by_file:
        yield from section("Fall-risk factors")
    for file, factors in by_file.items():
        yield from subsection(_title(knowledge.files[file], file))
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


def _interventions(knowledge: Knowledge) -> Iterator[str]:
    if knowledge.interventions:
        yield from section("Interventions")
    for entry in sorted(knowledge.interventions.values(), key=lambda entry: (entry["order"], entry.id)):
        yield from subsection(f"{entry['label']} `{entry.id}`")
        yield from ("", entry["what"], "", f"For: {', '.join(f'`{factor}`' for factor in entry['for'])}.")
        yield from ("", f"Order {entry['order']}: {entry['order_says']}", "", _grade(entry.data))
        if "dose" in entry.data:
            yield from ("", f"Dose: {entry['dose']['says']} {cited(entry['dose'])}, {entry['dose']['confidence']}.")
        yield from effect_table(None, (("", effect) for effect in entry["evidence"]))


def _grade(data: Data) -> str:
    if "grade" not in data:
        return "Grade: none published."
    grade = data["grade"]
    applies = f" ({grade['applies']})" if "applies" in grade else ""
    return f"Grade: {grade['scheme']} {grade['value']}{applies}; {cited(grade)}, {grade['confidence']}."


def _requirements(knowledge: Knowledge) -> Iterator[str]:
    if knowledge.requirements:
        yield from section("Requirements for CPT 97750")
    heads = ("requirement", "says", "layer", "kind", "rule", "source", "how sure")
    yield from table(heads, (_requirement(entry.data) for entry in knowledge.requirements.values()))


def _requirement(data: Data) -> tuple[str, ...]:
    name, rule = f"**{data['id']}** `{data['name']}`", f"`{rule_text(data['met'])}`"
    return name, data["says"], data["group"].replace("_", " "), data["kind"], rule, cited(data), data["confidence"]


def _sources(sources: Iterable[Source]) -> Iterator[str]:
    yield from section("Sources")
    yield ""
    for source in sorted(sources, key=lambda source: source.id):
        yield f'- <a id="{anchor(source.id)}"></a>`{source.id}`: {source.cite.rstrip(".")}.{_found_at(source)}'


def _found_at(source: Source) -> str:
    doi = f" [doi:{source.doi}](https://doi.org/{source.doi})" if source.doi else ""
    pmid = f" PMID {source.pmid}." if source.pmid else ""
    return f"{doi}{pmid}{f' <{source.url}>' if source.url else ''}"
