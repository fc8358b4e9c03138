"""The catalogue: a page of Markdown with every number, since when, from where, how sure, used by which rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from surefoot.knowledge.catalogue_billing import acknowledgements, edits, quality, requirements
from surefoot.knowledge.catalogue_care import exercises, factors, interventions, medicines, recipients, references
from surefoot.knowledge.catalogue_levels import decision_tables, likelihoods
from surefoot.knowledge.catalogue_numbers import (
    accuracy_table,
    limit_tables,
    norm_tables,
    reliability_table,
    value_table,
)
from surefoot.knowledge.catalogue_tests import domains, scoring
from surefoot.knowledge.markdown import anchor, cited, file_title, section, subsection, table
from surefoot.knowledge.model import Data, Entry, Source
from surefoot.knowledge.pack import Knowledge
from surefoot.knowledge.parts import parts

_HEAD = """\
# Catalogue of the knowledge

Made by `surefoot knowledge catalogue`; do not edit. How sure: `verified` was read in the original (or its abstract or table
page), `secondary` in somebody else's text, `unverified` nowhere yet. A number holds from its day until the next line of the
same value. "Used by" names the rules whose own text reads the number; "no rule" means that it is shown beside a result, or read
where time, money or change between visits is worked out. A norm is shown and read by no rule."""
_NUMBERED = ("value", "table", "norm")


def catalogue(knowledge: Knowledge) -> str:
    """The whole page, ending with one line end."""
    lines = (
        _HEAD,
        *_counts(knowledge),
        *_instruments("Questionnaires", knowledge.questionnaires, knowledge),
        *_instruments("Physical tests", knowledge.tests, knowledge),
        *domains(knowledge),
        *_other_values(knowledge),
        *medicines(knowledge),
        *factors(knowledge),
        *decision_tables(knowledge),
        *likelihoods(knowledge),
        *interventions(knowledge),
        *references(knowledge),
        *exercises(knowledge),
        *recipients(knowledge),
        *requirements(knowledge),
        *edits(knowledge),
        *acknowledgements(knowledge),
        *quality(knowledge),
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
        yield from scoring(entry) if "protocol" in entry.data else ()
        limits = (*entry.get("values", ()), *entry.get("limits", ()), *entry.get("errors", ()))
        yield from value_table(limits, knowledge)
        yield from accuracy_table(limits)
        yield from limit_tables(entry.get("tables", ()), knowledge)
        yield from norm_tables(entry.get("norms", ()))
        yield from reliability_table(entry.get("reliability", ()))


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
    for item in form["items"]:
        points = [f"{choice['id']} {choice['points']}" for choice in item.get("choices", ()) if "points" in choice]
        if points:
            yield from ("", f"Points of `{item['id']}`: {', '.join(points)}.")


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
        yield from subsection(file_title(knowledge.files[file], file))
        yield from value_table(values, knowledge)


def _sources(sources: Iterable[Source]) -> Iterator[str]:
    yield from section("Sources")
    yield ""
    for source in sorted(sources, key=lambda source: source.id):
        yield f'- <a id="{anchor(source.id)}"></a>`{source.id}`: {source.cite.rstrip(".")}.{_found_at(source)}'


def _found_at(source: Source) -> str:
    doi = f" [doi:{source.doi}](https://doi.org/{source.doi})" if source.doi else ""
    pmid = f" PMID {source.pmid}." if source.pmid else ""
    return f"{doi}{pmid}{f' <{source.url}>' if source.url else ''}"
