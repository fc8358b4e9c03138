"""The catalogue's lines on how a physical test is scored: item by item or as a score, what its protocol holds fixed, its codes."""

from __future__ import annotations

from collections.abc import Iterator

from surefoot.knowledge.markdown import cited, section, table
from surefoot.knowledge.model import Data, Entry
from surefoot.knowledge.pack import Knowledge
from surefoot.units import plain

_UNITS = {"course_m": " m", "chair_height_cm": " cm"}


def scoring(test: Entry) -> Iterator[str]:
    """How the scores come about, in words, then bands, conditions and codes."""
    made = [score for score in test["scores"] if any(key in score for key in ("bands", "sum_of", "items"))]
    yield from ("", f"Scoring: {_way(test, made)}")
    if "standard" in test.data:
        why = test["standard"]
        yield from ("", f"Stands in every visit. {why['says']} ({cited(why)}; {why['confidence']})")
    yield from table(("tells of", "note", "source", "how sure"), map(_domain, test.get("domain", ())))
    yield from table(("points", "rule", "source", "how sure"), (row for score in made for row in _bands(score)))
    yield from table(("sum", "of", "source", "how sure"), (row for score in made for row in _sums(score)))
    yield from table(("held fixed", "as the protocol has it", "source", "how sure"), map(_condition, _listed(test)))
    yield from table(("code of LOINC", "stands for", "source", "how sure"), _codes(test))


def domains(knowledge: Knowledge) -> Iterator[str]:
    """The components of balance, each with the tests that tell of it."""
    if not knowledge.domains:
        return
    yield from section("Components of balance")
    rows = (
        (*_head(domain), _tests_of(domain.id, knowledge), cited(domain.data)) for domain in knowledge.domains.values()
    )
    yield from table(("component", "in plain words", "tests", "source"), rows)


def _head(domain: Entry) -> tuple[str, str]:
    note = f" {domain['note']}" if domain.get("note") else ""
    return f"{domain['label']} `{domain.id}`", f"{domain['plain']['en']}; {domain['plain']['es']}.{note}"


def _tests_of(domain: str, knowledge: Knowledge) -> str:
    named = [test.id for test in knowledge.tests.values() if domain in (one["of"] for one in test.get("domain", ()))]
    return ", ".join(f"`{id_}`" for id_ in named) or "none here"


def _domain(one: Data) -> tuple[str, str, str, str]:
    return f"`{one['of']}`", one.get("note", ""), cited(one), one["confidence"]


def _listed(test: Entry) -> list[Data]:
    return list(test.get("conditions", ()))


def _way(test: Entry, made: list[Data]) -> str:
    free = test["licence"]["status"] == "free"
    if made and free:
        return "from the times and items of its parts, or entered as a score."
    if made:
        return (
            "item by item under short names of ours, or entered as a score; the text that rates an item is not shipped."
        )
    if free:
        return "from its trials."
    return "entered as numbers only, for the reason its licence gives."


def _bands(score: Data) -> Iterator[tuple[str, str, str, str]]:
    for part in score.get("bands", {}).get("parts", ()):
        rules = "; ".join(_band(row) for row in part["rows"])
        more = [f"unable: {plain(part['unable'])}"] if "unable" in part else []
        more += [f"goes on from {plain(part['goes_on_from'])}"] if "goes_on_from" in part else []
        says = f"`{part['of']}`: {'; '.join((rules, *more))}"
        yield f"`{score['id']}`", says, cited(score["bands"]), score["bands"]["confidence"]


def _band(row: Data) -> str:
    edge = (
        f"below {plain(row['below'])}"
        if "below" in row
        else f"up to {plain(row['up_to'])}"
        if "up_to" in row
        else "else"
    )
    return f"{edge}: {plain(row['points'])}"


def _sums(score: Data) -> Iterator[tuple[str, str, str, str]]:
    for key, parts in (("sum_of", "parts"), ("items", "fields")):
        if key in score:
            names = [
                f"`{part}`" if isinstance(part, str) else " or ".join(f"`{one}`" for one in part)
                for part in score[key][parts]
            ]
            yield f"`{score['id']}`", ", ".join(names), cited(score[key]), score[key]["confidence"]


def _condition(condition: Data) -> tuple[str, str, str, str]:
    if "words" in condition:
        fits = ", ".join(condition["words"])
    else:
        fits = f"{plain(condition['range'][0])} to {plain(condition['range'][1])}{_UNITS[condition['id']]}"
    says = f"{condition['says']} ({fits})"
    return (
        condition["label"],
        f"{says}. {condition['note']}" if "note" in condition else says,
        cited(condition),
        condition["confidence"],
    )


def _codes(test: Entry) -> Iterator[tuple[str, str, str, str]]:
    if test.get("loinc"):
        code = test["loinc"]
        yield f"{code['code']} {code['name']}", "the score", cited(code), code["confidence"]
    for code in test.get("loinc_related", ()):
        yield f"{code['code']} {code['name']}", code["says"], cited(code), code["confidence"]
