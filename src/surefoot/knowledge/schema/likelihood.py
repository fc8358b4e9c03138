"""Likelihood ratios: how much more often a result was seen in people who then fell than in those who did not."""

from surefoot.knowledge.schema.common import (
    CITED,
    DAY,
    EXPRESSION,
    ID,
    LINE,
    NUMBER,
    PAIR,
    Schema,
    closed,
    list_of,
    one_of_words,
)
from surefoot.knowledge.schema.rules import KIND

RATIO: Schema = closed({"value": NUMBER}, {"ci": PAIR})

# The share of the people studied who fell, before any test: published, never the clinic's own.
PRETEST: Schema = closed({"percent": NUMBER, "says": LINE, "population": LINE, **CITED})

ENTRY: Schema = closed(
    {
        "id": ID,
        "label": LINE,  # the test or question, as a sentence names it
        "positive": EXPRESSION,  # a result on the side of the cut that goes with falls
        "cut": LINE,
        "applies": EXPRESSION,  # the person is like those studied
        "population": LINE,
        "outcome": LINE,
        "from": DAY,
        "basis": one_of_words(
            "published", "proposal"
        ),  # proposal: ratio and pre-test share come from different publications
        **CITED,
    },
    {
        "ratio_positive": RATIO,
        "ratio_negative": RATIO,
        "pretest": PRETEST,
        "withheld": LINE,  # why it is not used though it is known
        "note": LINE,
    },
)

LIKELIHOOD: Schema = closed(
    {
        **KIND,
        "id": ID,
        "title": LINE,
        "cautions": list_of(closed({"says": LINE, **CITED})),
        "independence": closed({"says": LINE, **CITED}),  # the warning that goes with any chain of tests
        "likelihoods": list_of(ENTRY),
    }
)
