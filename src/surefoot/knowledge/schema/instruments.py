"""Questionnaires, physical tests and medications."""

from surefoot.knowledge.schema.common import (
    BOTH_LANGUAGES,
    CITED,
    ERROR,
    EXPRESSION,
    FLAG,
    ID,
    LICENCE,
    LINE,
    LINES,
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
from surefoot.knowledge.schema.test_parts import (
    ALSO,
    BANDS,
    CHECK,
    CONDITION,
    DOMAIN_OF_TEST,
    EYES,
    ITEMS,
    NORM,
    NOT_COUNTED,
    RELATED_CODE,
    SUM_OF,
    UNABLE_WHEN,
)

CHOICES = list_of(closed({"id": ID, "text": BOTH_LANGUAGES}))
ANSWERS = list_of(closed({"id": ID, "text": BOTH_LANGUAGES}, {"points": NUMBER}))  # points: what the score gains

# choices: several of `choices` at once, each a yes/no fact of its own; date: a day, read as the days since
ITEM_TYPE = one_of_words("yes_no", "count", "number", "choice", "choices", "date", "medications")

ITEM = closed(
    {"id": ID, "type": ITEM_TYPE, "text": BOTH_LANGUAGES},
    {
        "help": BOTH_LANGUAGES,
        "weight": {"type": "number", "exclusiveMinimum": 0},
        "unit": UNIT,
        "range": PAIR,
        "choices": ANSWERS,
        "ask_when": EXPRESSION,  # asked on the patient's form only when this is yes or not known
        "staff_only": FLAG,  # entered by staff, never asked on the patient's form
        "same_as": LINE,  # the item of another questionnaire that asks the same: asked once, answers both
        "riskier": one_of_words("yes", "no", "higher", "lower"),
        "private": FLAG,
        "leaves_private": ID,  # of a choice: the one that leaves every private question to the provider
        "screen": ID,  # one of `screens`: asked together with the other items of that screen, as a list to check
        "line": BOTH_LANGUAGES,  # how the item reads as a line of that list; else its text
        "drawing": {
            "type": "string",
            "pattern": "^[a-z_]+/[a-z0-9_]+$",
        },  # a drawing of surefoot.drawings beside the line
        "checked": one_of_words("yes", "no"),  # what a check mark on the line answers; yes where it is not said
        "note": LINE,
    },
)

SCREEN = closed({"id": ID, "text": BOTH_LANGUAGES}, {"help": BOTH_LANGUAGES, "none": BOTH_LANGUAGES})

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
        "screens": list_of(SCREEN),
        "note": LINE,
        "attribution": LINE,
    },
)

FIELD = closed(
    {"id": ID, "label": LINE, "type": one_of_words("number", "whole", "choice", "yes_no")},
    {
        "unit": UNIT,
        "range": PAIR,
        "range_basis": LINE,
        "choices": CHOICES,
        "required": FLAG,
        "default": LINE,
        "in_order": FLAG,  # of a choice: what is done one after the other, in the order in which it stands
        "licence": LICENCE,  # of this item, where it is not that of the whole
    },
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
        "unable_when": UNABLE_WHEN,  # a yes/no field that makes the trial "attempted and unable"
        "also": ALSO,
        "bands": BANDS,  # points by bands of other scores
        "sum_of": SUM_OF,  # the sum of other scores
        "items": ITEMS,  # the sum of the items of one trial
        "least_trials": WHOLE,  # with fewer there is no such score
        "range": PAIR,  # the lowest and highest this score can be
        "ceiling_s": NUMBER,  # where the protocol ends the time
        "eyes": EYES,
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
        "starts_on": BOTH_LANGUAGES,  # the word on which the time starts, as it is said to the person
        "guard": LINES,
        "aids": LINE,
        "sides": LINE,  # which side or leg, and in what order
        "counts": LINE,  # which trial counts
        "validity": LINES,  # when a trial is not to count
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
        "domain": DOMAIN_OF_TEST,
        "limits": list_of(VALUE),
        "tables": list_of(TABLE),
        "norms": list_of(NORM),
        "errors": list_of(ERROR),  # measurement error, by population
        "conditions": list_of(CONDITION),  # what the protocol holds fixed; anything else is a deviation
        "checks": list_of(CHECK),
        "not_counted_when": list_of(NOT_COUNTED),
        "order_error": closed({"first": LINE, "second": LINE, "says": LINE}),  # first must be above second
        "loinc": closed({"code": LINE, "name": LINE, **CITED}),
        "loinc_related": list_of(RELATED_CODE),  # panels, parts and sides with a code of their own
        "reliability": list_of(closed({"says": LINE, **CITED})),
        "standard": closed({"short": LINE, "says": LINE, **CITED}),  # why the test stands in every visit's battery
        "suggest": list_of(closed({"when": EXPRESSION, "says": LINE, **CITED})),  # answers that ask for this test
        "note": LINE,
    },
)
