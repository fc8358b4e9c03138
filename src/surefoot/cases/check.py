"""What is wrong with one case, all of it: its shape first, then what its parts say of each other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.validators import extend

from surefoot.cases.known import known_parts
from surefoot.cases.report import report_faults
from surefoot.cases.schema import NAME, NOT_ANSWERED, case_schema
from surefoot.errors import Fault
from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.knowledge.model import Entry
from surefoot.knowledge.shape import Shape, Violation, violations
from surefoot.units import plain

Case = Mapping[str, Any]

_CODES = {
    "additionalProperties": "SF-C002",
    "required": "SF-C003",
    "maximum": "SF-C005",
    "minimum": "SF-C005",
    "exclusiveMinimum": "SF-C005",
}


def case_faults(case: Any, knowledge: Knowledge, *, today: date | None = None) -> list[Fault]:
    """Every fault of a case. `today` refuses visits of the future; without it the day is not judged."""
    if not isinstance(case, dict):
        return [Fault("SF-C004", "case", "A case is a JSON object.", f'Begin it with {{"schema": "{NAME}", ...}}.')]
    if case.get("schema") != NAME:
        return [_wrong_schema(case)]
    if not _is_text(case):
        return [Fault("SF-C001", "case", "A text in the case holds half a character.", "Send the text as UTF-8.")]
    found = [_fault(case, one) for one in violations(case, shape(knowledge))]
    return found or list(_between_parts(known_parts(case), knowledge, today))


def _is_text(case: Case) -> bool:
    try:
        json.dumps(case, ensure_ascii=False).encode()
    except (TypeError, ValueError, RecursionError):
        return False
    return True


@once_per_knowledge
def shape(knowledge: Knowledge) -> Shape:
    """The published schema, to hold a case to."""
    return Shape(case_schema(knowledge), _Telling)


def _all_of(validator: Any, parts: Any, instance: Any, schema: Any) -> Iterator[Any]:
    """`allOf`, passing over its parts about other tests: a case names few of the tests, the schema has a part for each."""
    for index, part in enumerate(parts):
        if not _about_another(part, instance):
            yield from validator.descend(instance, part, schema_path=index)


def _about_another(part: Any, instance: Any) -> bool:
    """Is it `{if, then}` for one word of one key, and the instance is a mapping with another word there, or none?"""
    if part.keys() != {"if", "then"} or not isinstance(instance, dict):
        return False
    asked = part["if"].get("properties", {})
    if len(asked) != 1 or part["if"].keys() != {"properties", "required"}:
        return False
    ((key, wanted),) = asked.items()
    alone = part["if"]["required"] == [key] and wanted.keys() == {"const"}
    return bool(alone and instance.get(key) != wanted["const"])


_Telling: Any = extend(Draft202012Validator, {"allOf": _all_of})  # type: ignore[no-untyped-call]


def _wrong_schema(case: Case) -> Fault:
    named = case.get("schema")
    if isinstance(named, str) and named.startswith("surefoot-case/"):
        return Fault(
            "SF-C009",
            "schema",
            f'This version reads "{NAME}", not "{named}".',
            "Update Surefoot, or export the case in the older form.",
        )
    return Fault("SF-C003", "schema", "The case does not say what it is.", f'Add "schema": "{NAME}".')


def _fault(case: Case, one: Violation) -> Fault:
    what = _named(case, one.path)
    return Fault(_CODES.get(one.rule, "SF-C004"), dotted(one.path), f"{what}{one.says}", one.do)


def dotted(path: tuple[str | int, ...]) -> str:
    """A path as a person writes it: `tests[0].trials[1].time_s`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.lstrip(".") or "case"


def _named(case: Case, path: tuple[str | int, ...]) -> str:
    if len(path) >= 4 and path[0] == "tests" and path[2] == "trials":
        return f"{case['tests'][path[1]].get('test')}, trial {int(path[3]) + 1}: "
    return ""


def _between_parts(case: Case, knowledge: Knowledge, today: date | None) -> Iterator[Fault]:
    bad_days = list(_bad_days(case, _date_items(knowledge)))
    yield from bad_days
    if not bad_days:
        oldest = knowledge.facts["patient.age_years"]["range"][1]
        yield from _day_order(case, oldest, today, _date_items(knowledge))
    yield from _tests(case, knowledge)
    yield from _decisions(case, knowledge)
    yield from _providers(case)
    yield from report_faults(case)


_DAYS = frozenset({"date", "birth_date", "certified_on", "ends_on", "start", "end", "at", "entered_at", "on"})


def _date_items(knowledge: Knowledge) -> set[tuple[str, str]]:
    """Every question that is answered with a day, as (form, item)."""
    forms = knowledge.questionnaires.values()
    return {(form.id, item["id"]) for form in forms for item in form["items"] if item["type"] == "date"}


def _bad_days(case: Case, date_items: set[tuple[str, str]]) -> Iterator[Fault]:
    for path, value in _walk(case, ()):
        answered = path[-2:] in date_items and value not in NOT_ANSWERED
        if not isinstance(value, str) or not (answered or (path and path[-1] in _DAYS)):
            continue
        try:
            datetime.fromisoformat(value)
        except ValueError:
            yield Fault(
                "SF-C006", dotted(path), f'"{value}" is no day or moment of the calendar.', "Check month, day and time."
            )


def _walk(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    yield path, value
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _walk(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _walk(part, (*path, index))


def _section(case: Case, form: str) -> Case:
    """The answers to one form by item; empty where it was answered as a whole or not at all."""
    given = (case.get("answers") or {}).get(form)
    return given if isinstance(given, dict) else {}


def _day_order(case: Case, oldest: float, today: date | None, date_items: set[tuple[str, str]]) -> Iterator[Fault]:
    visit = date.fromisoformat(case["visit"]["date"])
    birth = case["patient"].get("birth_date")
    if birth and visit.year - date.fromisoformat(birth).year > oldest:
        says = f"The date of birth makes the patient older than {plain(oldest)} years."
        yield Fault("SF-C005", "patient.birth_date", says, "Check the century; leave it out if it is not known.")
    if birth and date.fromisoformat(birth) > visit:
        yield Fault(
            "SF-C007",
            "visit.date",
            "The visit is before the date of birth.",
            "Check the visit's date and the date of birth.",
        )
    for form, item in sorted(date_items):
        given = _section(case, form).get(item)
        if isinstance(given, str) and given not in NOT_ANSWERED and date.fromisoformat(given) > visit:
            says = f"The day {given} is after the visit."
            yield Fault("SF-C007", f"answers.{form}.{item}", says, "Check both days.")
    if today and visit > today:
        yield Fault(
            "SF-C008", "visit.date", f"The visit of {visit} is in the future.", "Assess it on or after its day."
        )
    for index, earlier in enumerate(case.get("previous", ())):
        if date.fromisoformat(earlier["date"] if "date" in earlier else earlier["visit"]["date"]) >= visit:
            yield Fault(
                "SF-C007", f"previous[{index}].date", "An earlier visit is not before this one.", "Check both dates."
            )


def _tests(case: Case, knowledge: Knowledge) -> Iterator[Fault]:
    for index, test in enumerate(case.get("tests", ())):
        here, entry = f"tests[{index}]", knowledge.tests[test["test"]]
        if test.get("trials") and "not_done" in test:
            yield Fault("SF-C010", here, "The test has trials and is also marked as not done.", "Keep one of the two.")
        for number, trial in enumerate(test.get("trials", ())):
            yield from _trial(trial, entry, f"{here}.trials[{number}]")


def _trial(trial: Case, entry: Entry, where: str) -> Iterator[Fault]:
    order = entry.get("order_error")
    first, second = (trial.get(order["first"]), trial.get(order["second"])) if order else (None, None)
    if first is not None and second is not None and first <= second:
        yield Fault("SF-C011", where, order["says"], "Check both readings.")
    for check in entry.get("checks", ()):
        if not _in_order(trial.get(check["greater"]), trial.get(check["than"]), check):
            yield Fault("SF-C011", where, check["says"], "Check both entries.")
    for score in entry["scores"]:
        pair = score.get("ratio", ())
        if pair and trial.get(score.get("field")) is not None and any(trial.get(key) is not None for key in pair):
            says = f"The trial gives {score['field']} and also {' and '.join(pair)}: they may contradict each other."
            yield Fault("SF-C019", where, says, f"Give {score['field']} alone, or {' and '.join(pair)}.")
    measured = [
        field["id"]
        for field in entry["fields"]
        if field["type"] in ("number", "whole") and trial.get(field["id"]) is not None
    ]
    if trial.get("outcome") == "unable" and measured:
        says = f"The trial is marked as attempted and unable, and has {', '.join(measured)}."
        yield Fault("SF-C019", where, says, "Keep one of the two.")


def _in_order(greater: float | None, than: float | None, check: Case) -> bool:
    """Whether two readings stand in the order that the test asks for; what is missing contradicts nothing."""
    if greater is None or than is None:
        return True
    return greater > than or (greater == than and bool(check.get("or_equal")))


def _decisions(case: Case, knowledge: Knowledge) -> Iterator[Fault]:
    for index, decision in enumerate(case.get("decisions", ())):
        if decision["suggestion"] not in knowledge.interventions:
            yield Fault(
                "SF-C012",
                f"decisions[{index}].suggestion",
                f'"{decision["suggestion"]}" is no suggestion.',
                "Use an id that `assess` gave.",
            )


def _providers(case: Case) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, provider in enumerate(case.get("providers", ())):
        if provider["id"] in seen:
            yield Fault(
                "SF-C014",
                f"providers[{index}].id",
                f'The provider "{provider["id"]}" is listed twice.',
                "Keep one entry.",
            )
        seen.add(provider["id"])
