"""The JSON Schema of `surefoot-case/1`, built from the knowledge: its questionnaires, tests, activities and credentials."""

from __future__ import annotations

from typing import Any

from surefoot.cases.billing import BILLING_PARTS, same_day
from surefoot.cases.parts import (
    DAY,
    END,
    MOMENT,
    TEXT,
    closed,
    words,
)
from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Data, Entry

Schema = dict[str, Any]

NAME = "surefoot-case/1"
NOT_ANSWERED = ("unsure", "declined", "not_asked")
FLOORS = ("firm", "carpet", "foam", "sloped", "uneven", "other")
_OPEN_WORDS = "|".join(NOT_ANSWERED)
_OPEN = {"pattern": f"^({_OPEN_WORDS}){END}"}
_NAMED = TEXT | {"pattern": "\\S", "x-says": "the name of a medicine; take an entry without one out"}
_OPEN_SAYS = 'null (not sure), "unsure", "declined" or "not_asked"'


def case_schema(knowledge: Knowledge) -> Schema:
    """The closed shape of one case. Everything but `schema`, `patient` and `visit.date` may be left out."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": NAME,
        "description": "One visit of one patient: answers, tests, ledger, decisions and report. What is absent is not known.",
        **closed(
            {
                "schema": {"const": NAME},
                "patient": _patient(),
                "visit": _visit(knowledge),
                "answers": _answers(knowledge),
                "tests": {"type": "array", "items": _test(knowledge)},
                "ledger": {"type": "array", "items": _span(knowledge)},
                "same_day": {"type": "array", "items": _same_day(knowledge)},
                "previous": {"type": "array", "items": _earlier(knowledge)},
                "providers": {"type": "array", "items": _provider(knowledge)},
                "urgent_acknowledged": {"type": "array", "items": _acknowledged()},
                "goal": _goal(),
                "incidents": {"type": "array", "items": _incident()},
                **BILLING_PARTS,
            },
            ("schema", "patient", "visit"),
        ),
    }


def _patient() -> Schema:
    return closed(
        {
            "id": TEXT,
            "name": TEXT,
            "birth_date": DAY,
            "sex": words("female", "male", "other", "unknown"),
            "language": words("en", "es"),
        }
    )


def _goal() -> Schema:
    """What matters to the patient: choices by their ids, own words, and who said it."""
    choices = {"type": "array", "items": TEXT}
    return closed(
        {"choices": choices, "text": TEXT, "said_by": words("patient", "caregiver"), "by": TEXT, "at": MOMENT}
    )


def _incident() -> Schema:
    """A fall, near fall or symptoms during the visit; what nobody said is absent. `done` is in words, as it is printed."""
    return closed(
        {
            "at": MOMENT,
            "by": TEXT,
            "what": words("near_fall", "fall", "symptoms"),
            "injury": words("yes", "no", "not_known"),
            "test": TEXT,
            "done": {"type": "array", "items": TEXT},
            "text": TEXT,
            "released": closed({"by": TEXT, "at": MOMENT, "why": TEXT}, ("by", "at", "why")),
        },
        ("at", "by"),
    )


def _acknowledged() -> Schema:
    """Who took notice of which urgent signs (`id:act`), and what was done."""
    parts = {"signs": {"type": "array", "items": TEXT}, "done": TEXT, "text": TEXT, "by": TEXT, "at": MOMENT}
    return closed(parts, ("signs", "done", "by", "at"))


def _visit(knowledge: Knowledge) -> Schema:
    present = words("caregiver", "interpreter", "assistant", "aide", "student")
    return closed(
        {
            "id": TEXT,
            "date": DAY,
            "reason": TEXT,
            "retest_reason": TEXT,  # why the patient was tested again
            "provider": TEXT,
            "setting": _setting(knowledge),
            **_form_order(knowledge),
            **_form_extras(knowledge),
            "payer_policy": words(*knowledge.policies) if knowledge.policies else TEXT,
            "diagnoses": {
                "type": "array",
                "items": {
                    "type": "string",
                    "pattern": "^[A-Z][0-9A-Z]{2}(\\.[0-9A-Z]{1,4})?" + END,
                    "x-says": "an ICD-10-CM code such as R29.6",
                },
            },
            "status": words("completed", "ended_early", "cancelled", "entered_in_error"),
            "status_reason": TEXT,
            "others_present": {"type": "array", "items": present},
        },
        ("date",),
    )


def _form_order(knowledge: Knowledge) -> Schema:
    """In which order the questionnaire was asked; knowledge from before there was a choice knows no such key."""
    fact = knowledge.facts.get("form.order")
    return {"form_order": words(*fact["choices"])} if fact else {}


def _form_extras(knowledge: Knowledge) -> Schema:
    """Which extra parts the questionnaire handed out, beyond what everybody is asked."""
    named = [id_.removeprefix("form.extra_") for id_ in knowledge.facts if id_.startswith("form.extra_")]
    return {"form_extras": {"type": "array", "items": words(*named), "uniqueItems": True}} if named else {}


def _setting(knowledge: Knowledge) -> Schema:
    return words(*knowledge.facts["visit.setting"]["choices"])


def _same_day(knowledge: Knowledge) -> Schema:
    return same_day(_setting(knowledge), _span(knowledge), _test(knowledge))


def _answers(knowledge: Knowledge) -> Schema:
    respondent = closed(
        {
            "who": TEXT,
            "language": words("en", "es"),
            "medium": words("own_device", "kiosk", "paper", "staff_read"),
            "entered_by": TEXT,
            "entered_at": MOMENT,
            "interpreter": closed({"kind": words("professional", "family"), "name": TEXT, "language": TEXT}, ("kind",)),
        }
    )
    forms = {id_: _form(entry) for id_, entry in knowledge.questionnaires.items()}
    return closed({**forms, "respondent": respondent})


def _form(entry: Entry) -> Schema:
    if any(item["type"] == "medications" for item in entry["items"]):
        medicine = closed({"name": _NAMED, "taken": TEXT, "dose": TEXT, "confirmed_as": _confirmed()}, ("name",))
        return {
            "type": ["array", "null", "string"],
            "items": medicine,
            **_OPEN,
            "x-says": f"a list of medicines, {_OPEN_SAYS}",
        }
    items = closed({item["id"]: answer_schema(item) for item in entry["items"]})
    return {**items, "type": ["object", "null", "string"], **_OPEN}


def _confirmed() -> Schema:
    """What a person said that an entry is: a known name, a medicine of none of the classes, or one that is not taken any more."""
    who = {"by": TEXT, "at": MOMENT}
    ways = ({"name": TEXT}, {"in_no_class": {"const": True}}, {"not_taken": {"const": True}})
    return {
        "type": "object",
        "anyOf": [closed({**way, **who}, (*way, *who)) for way in ways],
        "x-says": "name, in_no_class or not_taken, with by and at",
    }


def answer_schema(item: Data) -> Schema:
    """What may answer one item: a value of its type, or one of the ways of not answering."""
    if item["type"] == "choice":
        allowed = [choice["id"] for choice in item["choices"]]
        return {"enum": [*allowed, None, *NOT_ANSWERED]}
    if item["type"] == "choices":
        return _several([choice["id"] for choice in item["choices"]])
    if item["type"] == "date":
        says = f"a day written YYYY-MM-DD, {_OPEN_SAYS}"
        return {
            "type": ["string", "null"],
            "pattern": rf"^(\d{{4}}-\d{{2}}-\d{{2}}|{_OPEN_WORDS}){END}",
            "x-says": says,
        }
    if item["type"] == "yes_no":
        return {"type": ["boolean", "null", "string"], **_OPEN, "x-says": f"true, false, {_OPEN_SAYS}"}
    whole = item["type"] == "count"
    low, high = item.get("range", (0, None))
    bounds = {"minimum": low} | ({"maximum": high} if high is not None else {})
    return {"type": ["integer" if whole else "number", "null", "string"], **bounds, **_OPEN, "x-unit": _unit(item)}


def _several(words_: list[str]) -> Schema:
    """Several words, none of them ([]), or one alone."""
    return {
        "type": ["array", "null", "string"],
        "items": words(*words_),
        "uniqueItems": True,
        "pattern": f"^({'|'.join(words_)}|{_OPEN_WORDS}){END}",
        "x-says": f"a list of {', '.join(words_)}, {_OPEN_SAYS}",
    }


def _unit(part: Data) -> str:
    return str(part.get("unit", ""))


def _test(knowledge: Knowledge) -> Schema:
    by_test = [_one_test(entry) for entry in knowledge.tests.values()]
    base = {"type": "object", "required": ["test"], "properties": {"test": words(*knowledge.tests)}}
    return base | ({"allOf": by_test} if by_test else {})


def _one_test(entry: Entry) -> Schema:
    reason = words("unsafe", "declined", "no_equipment", "ended_early", "symptoms", "not_indicated")
    shape = closed(
        {
            "test": {"const": entry.id},
            "trials": {"type": "array", "items": _trial(entry)},
            "not_done": closed({"reason": reason, "says": TEXT}),
            "provider": TEXT,
            "device": TEXT,
        },
        ("test",),
    )
    return {"if": {"properties": {"test": {"const": entry.id}}, "required": ["test"]}, "then": shape}


def _trial(entry: Entry) -> Schema:
    common = {
        "aid": TEXT,
        "side": words("left", "right"),
        "shoes": TEXT,
        "assistance": {"type": ["boolean", "string"]},
        "deviation": TEXT,
        "invalid": TEXT,
        "event": words("near_fall", "fall", "symptoms"),
        "outcome": words("completed", "unable"),
        "practice": {"type": "boolean"},
        "interrupted_timing": {"type": "boolean"},
        "timing": words("across_reload", "across_devices", "server_clock"),  # why no one clock counted it through
        "at": MOMENT,
        **_set_up(entry),
    }
    return closed({**common, **{field["id"]: _field(field) for field in entry["fields"]}})


def _set_up(entry: Entry) -> Schema:
    """Course, chair and floor of a trial. What the protocol holds fixed gives the bounds of what can be."""
    plausible = {condition["id"]: condition.get("plausible") for condition in entry.get("conditions", ())}
    return {
        "course_m": _length(plausible.get("course_m"), "m"),
        "chair_height_cm": _length(plausible.get("chair_height_cm"), "cm"),
        "floor": words(*FLOORS),
    }


def _length(plausible: list[float] | None, unit: str) -> Schema:
    low, high = plausible or (None, None)
    bounds = {"minimum": low, "maximum": high} if plausible else {"exclusiveMinimum": 0}
    return {"type": "number", **bounds, "x-unit": unit}


def _field(field: Data) -> Schema:
    if field["type"] == "choice":
        return words(*(choice["id"] for choice in field["choices"]))
    if field["type"] == "yes_no":
        return {"type": ["boolean", "null"]}
    low, high = field.get("range", (None, None))
    bounds = {key: bound for key, bound in (("minimum", low), ("maximum", high)) if bound is not None}
    return {"type": ["integer" if field["type"] == "whole" else "number", "null"], **bounds, "x-unit": _unit(field)}


def _span(knowledge: Knowledge) -> Schema:
    return closed(
        {
            "start": MOMENT,
            "end": MOMENT,
            "activity": words(*knowledge.activities) if knowledge.activities else TEXT,
            "patient_present": {"type": ["boolean", "null"]},
            "one_on_one": {"type": ["boolean", "null"]},
            "skilled": {"type": ["boolean", "null"]},
            "provider": TEXT,
            "patient": TEXT,
            "test": words(*knowledge.tests),
            "entered": words("live", "later"),
            "reason": TEXT,
        }
    )


def _provider(knowledge: Knowledge) -> Schema:
    credential = words(*knowledge.credentials) if knowledge.credentials else TEXT
    return closed(
        {"id": TEXT, "name": TEXT, "credential": credential, "npi": {"type": "string", "pattern": "^[0-9]{10}" + END}},
        ("id",),
    )


def _ways() -> Schema:
    """What was recorded of how a score was taken."""
    number = {"type": "number", "exclusiveMinimum": 0}
    lengths = {"course_m": number | {"x-unit": "m"}, "chair_height_cm": number | {"x-unit": "cm"}}
    return closed({"aid": TEXT, "side": TEXT, "shoes": TEXT, "floor": TEXT, **lengths})


def _earlier(knowledge: Knowledge) -> Schema:
    """An earlier case whole, or its scores with their date."""
    ids = [score["id"] for test in knowledge.tests.values() for score in test["scores"]]
    ids += [form["score"]["id"] for form in knowledge.questionnaires.values() if "score" in form.data]
    shape = {
        "date": DAY,
        "scores": closed({id_: {"type": "number"} for id_ in ids}),
        "not_compared": closed(dict.fromkeys(ids, TEXT)),  # why a score of that day may not be compared
        "taken": closed(dict.fromkeys(ids, _ways())),  # how a score of that day was taken
        "levels": closed(dict.fromkeys(knowledge.algorithms, TEXT)),  # as they were on that day
    }
    scores = closed(shape, ("date",))
    return {"if": {"type": "object", "required": ["schema"]}, "then": {"$ref": "#"}, "else": scores}
