"""Parts of a physical test's file: what its protocol holds fixed, how scores are made of other scores, what a norm is tied to."""

from surefoot.knowledge.schema.common import (
    BOTH_LANGUAGES,
    CITED,
    DAY,
    FLAG,
    ID,
    LINE,
    LINES,
    NUMBER,
    PAIR,
    UNIT,
    WHOLE,
    Schema,
    closed,
    list_of,
    one_of_words,
)

# What the protocol holds fixed. A trial that records something else was done differently: kept, and not compared.
CONDITION = closed(
    {"id": one_of_words("course_m", "chair_height_cm", "floor", "aid"), "label": LINE, "says": LINE, **CITED},
    {"range": PAIR, "words": LINES, "plausible": PAIR, "note": LINE},  # lowest and highest, or the words that fit
)

# Two readings of one trial that must stand in this order; anything else is a fault.
CHECK = closed({"greater": LINE, "than": LINE, "says": LINE}, {"or_equal": FLAG})

# A yes/no field that takes the trial out of the score when it is yes.
NOT_COUNTED = closed({"field": LINE, "says": LINE, **CITED})

# Points by the first row that fits; the last row has no bound.
BAND = closed({"points": NUMBER}, {"below": NUMBER, "up_to": NUMBER})
BANDED = closed(
    {"of": ID, "rows": list_of(BAND)},
    {
        "unable": NUMBER,  # the points of "attempted and unable"
        "goes_on_from": NUMBER,  # with fewer points the next one is not done, and scores its lowest
    },
)
BANDS = closed({"parts": list_of(BANDED), **CITED}, {"note": LINE})
SUM_PART: Schema = {"anyOf": [ID, list_of(ID)]}  # a score, or several of which one is measured
SUM_OF = closed({"parts": list_of(SUM_PART), **CITED}, {"note": LINE})
ITEMS = closed({"fields": LINES, **CITED}, {"note": LINE})  # the fields of one trial whose sum is the score

ALSO = list_of(closed({"field": LINE, "times": NUMBER, **CITED}))  # the same measure in another unit
UNABLE_WHEN = closed({"field": LINE, "says": LINE, **CITED})
EYES = one_of_words("open", "closed")

NORM_CELL = closed({}, {"mean": NUMBER, "sd": NUMBER, "low": NUMBER, "high": NUMBER, "n": WHOLE, "median": NUMBER})
NORM = closed(
    {
        "id": ID,
        "label": LINE,
        "unit": UNIT,
        "statistic": LINE,  # what mean, low and high are: "mean and 95 % CI of the mean", "25th to 75th percentile"
        "population": LINE,
        "rows": list_of(closed({"age": PAIR}, {"all": NORM_CELL, "female": NORM_CELL, "male": NORM_CELL})),
        **CITED,
    },
    {
        "n": WHOLE,
        "caution": LINE,
        "preferred": FLAG,
        "from": DAY,
        # how its people were measured; whoever was measured otherwise is not compared with it, and why is said
        "scores": list_of(ID),
        "pick": one_of_words("best", "first", "last", "mean"),
        "of_trials": WHOLE,
        "ceiling_s": NUMBER,
        "eyes": EYES,
        "side": one_of_words("left", "right"),
        "holds_for": list_of(closed({"field": LINE, "says": LINE}, {"range": PAIR, "words": LINES})),
    },
)

# The component of balance a test tells of; a test of several parts names each.
DOMAIN_OF_TEST = list_of(closed({"of": ID, **CITED}, {"note": LINE}))

DOMAINS = closed(
    {
        "kind": LINE,
        "domains": list_of(
            closed({"id": ID, "label": LINE, "plain": BOTH_LANGUAGES, "order": WHOLE, **CITED}, {"note": LINE})
        ),
    }
)

RELATED_CODE = closed({"code": LINE, "name": LINE, "says": LINE, **CITED})
