"""Questionnaires, physical tests and medications."""

from surefoot.knowledge.schema.common import (
    BOTH_LANGUAGES,
    CITED,
    EXPRESSION,
    FLAG,
    ID,
    LICENCE,
    LINE,
    LINES,
    NORM,
    NUMBER,
    PAIR,
    TABLE,
    UNIT,
    VALUE,
    WHOLE,
    closed,
    list_of,
    one_of_words,
)
from surefoot.knowledge.schema.rules import KIND

CHOICES = list_of(closed({"id": ID, "text": BOTH_LANGUAGES}))

ITEM = closed(
    {"id": ID, "type": one_of_words("yes_no", "count", "number", "choice", "medications"), "text": BOTH_LANGUAGES},
    {
        "help": BOTH_LANGUAGES,
        "weight": {"type": "number", "exclusiveMinimum": 0},
        "unit": UNIT,
        "range": PAIR,
        "choices": CHOICES,
        "ask_when": EXPRESSION,  # asked on the patient's form only when this is yes or not known
        "staff_only": FLAG,  # entered by staff, never asked on the patient's form
        "same_as": LINE,  # the item of another questionnaire that asks the same: asked once, answers both
        "riskier": one_of_words("yes", "no", "higher", "lower"),
        "private": FLAG,
    },
)

QUESTIONNAIRE = closed(
    {
        **KIND,
        "id": ID,
        "label": LINE,
        "title": BOTH_LANGUAGES,
        "order": WHOLE,
        "licence": LICENCE,
        "items": list_of(ITEM),
        **CITED,
    },
    {
        "version": LINE,
        "population": LINE,
        "score": closed(
            {"id": ID, "label": LINE, "unit": UNIT, "range": PAIR, "worse": one_of_words("higher", "lower"), **CITED}
        ),
        "values": list_of(VALUE),
        "note": LINE,
        "attribution": LINE,
    },
)

FIELD = closed(
    {"id": ID, "label": LINE, "type": one_of_words("number", "whole", "choice", "yes_no")},
    {"unit": UNIT, "range": PAIR, "range_basis": LINE, "choices": CHOICES, "required": FLAG, "default": LINE},
)

SCORE = closed(
    {
        "id": ID,
        "label": LINE,
        "unit": UNIT,
        "worse": one_of_words("higher", "lower", "none"),
        "pick": one_of_words("best", "first", "last", "mean"),
        "decimals": WHOLE,
    },
    {
        "field": LINE,
        "ratio": list_of(LINE, 2),  # distance over time
        "drop": list_of(LINE, 2),  # first minus second
        "where": {"type": "object", "additionalProperties": LINE},
        "unable": closed(
            {"value": NUMBER, "says": LINE, **CITED}
        ),  # the protocol's own score for "attempted and unable"
        "zero_when": closed({"field": LINE, "says": LINE, **CITED}),
        "words": LINE,  # "held tandem stance for {value}": how a sentence says it
    },
)

PROTOCOL = closed(
    {"setup": LINES, "say": BOTH_LANGUAGES, "steps": LINES, "stop": LINES, **CITED},
    {
        "practice_trials": WHOLE,
        "scored_trials": WHOLE,
        "countdown_s": NUMBER,
        "hold_s": NUMBER,
        "guard": LINES,
        "aids": LINE,
        "notes": LINES,
    },
)

TEST = closed(
    {
        **KIND,
        "id": ID,
        "label": LINE,
        "plain": BOTH_LANGUAGES,
        "order": WHOLE,
        "measures": LINE,
        "activity": LINE,
        "performance_test": closed({"answer": one_of_words("yes", "no", "review"), "says": LINE, **CITED}),
        "licence": LICENCE,
        "protocol": PROTOCOL,
        "fields": list_of(FIELD),
        "scores": list_of(SCORE),
        **CITED,
    },
    {
        "limits": list_of(VALUE),
        "tables": list_of(TABLE),
        "norms": list_of(NORM),
        "errors": list_of(VALUE),  # measurement error, by population
        "order_error": closed({"first": LINE, "second": LINE, "says": LINE}),  # first must be above second
        "loinc": closed({"code": LINE, "name": LINE, **CITED}),
        "reliability": list_of(closed({"says": LINE, **CITED})),
        "note": LINE,
    },
)
