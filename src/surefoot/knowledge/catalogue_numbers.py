"""The catalogue's tables of numbers: dated values, tables by age and sex, norms, effects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from surefoot.knowledge.markdown import cited, table
from surefoot.knowledge.model import Data
from surefoot.knowledge.pack import Knowledge
from surefoot.knowledge.uses import direct_readers, rule_text
from surefoot.units import UNITS, plain, written

_RATIOS = {"OR", "RR", "IRR", "RaR", "HR", "SHR", "RH"}


def value_table(values: Iterable[Data], knowledge: Knowledge) -> Iterator[str]:
    """Dated values: a line for each state, what it is and who uses it on the first."""
    heads = ("value", "number", "since", "source", "how sure", "used by")
    yield from table(heads, (row for value in values for row in _value_rows(value, knowledge)))


def _value_rows(value: Data, knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    about, uses = _about(value), _used(value, knowledge)
    for state in value["values"]:
        number, said = written(state["value"], value["unit"]), "; ".join(filter(None, (about, state.get("note"))))
        yield said, number, state["from"], cited(state), state["confidence"], uses
        about = uses = ""


def accuracy_table(values: Iterable[Data]) -> Iterator[str]:
    """What was published on how well a limit tells people apart."""
    rows = ((f"`{value['id']}`", *_said(one)) for value in values for one in value.get("accuracy", ()))
    yield from table(("value", "accuracy", "source", "how sure"), rows)


def reliability_table(statements: Iterable[Data]) -> Iterator[str]:
    """What was published on how well a test repeats itself."""
    yield from table(("reliability", "source", "how sure"), map(_said, statements))


def _said(one: Data) -> tuple[str, str, str]:
    return one["says"], cited(one), one["confidence"]


def _about(entry: Data) -> str:
    said = [entry[key] for key in ("name", "meaning", "population") if key in entry]
    said += [f"fits: `{rule_text(entry['applies'])}`"] if "applies" in entry else []
    said += [f"first score {_span(entry['first_score'])}"] if "first_score" in entry else []
    more = "; ".join(said)
    return f"**{entry['label']}** `{entry['id']}`{': ' + more if more else ''}"


def _used(entry: Data, knowledge: Knowledge) -> str:
    rules = ", ".join(f"`{id_}`" for _, id_ in direct_readers(knowledge).get(entry["id"], ()))
    return rules or (f"no rule: {entry['not_used']}" if "not_used" in entry else "no rule")


def limit_tables(tables: Iterable[Data], knowledge: Knowledge) -> Iterator[str]:
    """Limits by age and sex, each state with its rows."""
    for entry in tables:
        for state in entry["values"]:
            says = f"since {state['from']}, {cited(state)}, {state['confidence']}; used by {_used(entry, knowledge)}."
            yield from ("", f"{_about(entry)}; {says}")
            yield from _banded(state["rows"], UNITS[entry["unit"]].sign, _limit)


def norm_tables(norms: Iterable[Data]) -> Iterator[str]:
    """Norms: shown beside a result, read by no rule."""
    for norm in norms:
        of = f"n = {norm['n']}; " if "n" in norm else ""
        caution = f" {norm['caution']}" if "caution" in norm else ""
        since = f"since {norm['from']}, " if "from" in norm else ""
        says = f"{norm['statistic']}; {norm['population']}; {of}{since}{cited(norm)}, {norm['confidence']}."
        yield from ("", f"**{norm['label']}** `{norm['id']}`: {says}{caution}")
        yield from _banded(norm["rows"], UNITS[norm["unit"]].sign, _norm)


def _banded(rows: Iterable[Data], sign: str, text: Any) -> Iterator[str]:
    rows = list(rows)
    columns = [column for column in ("all", "female", "male") if any(column in row for row in rows)]
    heads = ("age", *(f"{column} ({sign})" if sign else column for column in columns))
    yield from table(
        heads, ((_span(row["age"]), *(text(row[one]) if one in row else "" for one in columns)) for row in rows)
    )


def _limit(number: float) -> str:
    return plain(number)


def _norm(numbers: Mapping[str, float]) -> str:
    said = [f"{name} {plain(numbers[name])}" for name in ("mean", "median", "sd") if name in numbers]
    if "low" in numbers and "high" in numbers:
        said.append(f"{plain(numbers['low'])} to {plain(numbers['high'])}")
    else:
        said += [f"{name} {plain(numbers[name])}" for name in ("low", "high") if name in numbers]
    return ", ".join((*said, *([f"n {numbers['n']}"] if "n" in numbers else ())))


def _span(age: list[float]) -> str:
    return f"{plain(age[0])} to {plain(age[1])}"


def effect_table(first: str | None, effects: Iterable[tuple[str, Data]]) -> Iterator[str]:
    """Effects with their number; `effects` pairs what stands in the first column, where there is one, with each effect."""
    heads = ("statement", "number", "for or against", "population", "source", "how sure")
    if first is None:
        yield from table(heads, (_effect(effect) for _, effect in effects))
    else:
        yield from table((first, *heads), ((name, *_effect(effect)) for name, effect in effects))


def _effect(effect: Data) -> tuple[str, ...]:
    direction, population = effect.get("direction", ""), effect.get("population", "")
    return effect["says"], _strength(effect), direction, population, cited(effect), effect["confidence"]


def _strength(effect: Data) -> str:
    if "value" not in effect:
        return ""
    measure = effect.get("measure", "")
    number = written(effect["value"], "percent") if measure == "percent" else plain(effect["value"])
    named = f"{measure} {number}" if measure in _RATIOS else number
    interval = f"{named} ({plain(effect['ci'][0])} to {plain(effect['ci'][1])})" if "ci" in effect else named
    return f"{interval}, direction only" if effect.get("direction_only") else interval
