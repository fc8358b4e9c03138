"""The JSON Schema of `surefoot-assessment/1`: closed, and held to what `assess` gives by a test."""

from __future__ import annotations

from surefoot.assessment.schema_billing import BILLING
from surefoot.assessment.schema_care import EFFECT, SUGGESTION
from surefoot.assessment.schema_medicines import MEDICINE, PRESCRIBER_QUESTION
from surefoot.assessment.schema_over_time import CHANGE, DISAGREEMENT, LEVEL_CHANGE, POST_TEST
from surefoot.assessment.schema_parts import (
    ANSWER,
    BOTH,
    CITED,
    CONFIDENCE,
    CONFIDENCE_OR_NONE,
    NUMBER,
    NUMBER_OR_NONE,
    TEXT,
    TEXT_OR_NONE,
    TEXTS,
    TRACE,
    Schema,
    by_id,
    listed,
    shape,
)
from surefoot.knowledge.schema.rules import ACTS

BOTH_OR_NONE: Schema = {"anyOf": [{"type": "null"}, BOTH]}

TRACE_SHAPE = shape(
    {
        "id": TEXT_OR_NONE,
        "label": TEXT_OR_NONE,
        "op": TEXT,
        "answer": ANSWER,
        "says": TEXT,
        "source": TEXTS,
        "confidence": CONFIDENCE_OR_NONE,
        "basis": {"enum": ["published", "proposal", None]},
        "missing": TEXTS,
        "evidence": TEXTS,
        "because": listed(TRACE),
    }
)

COMPARISON = shape(
    {
        "id": TEXT,
        "kind": {"const": "limit"},
        "name": TEXT,
        "says": TEXT,
        "words": TEXT_OR_NONE,
        "applies_to": TEXT_OR_NONE,
        "answer": ANSWER,
        "value": NUMBER_OR_NONE,
        "unit": TEXT,
        "meaning": TEXT_OR_NONE,
        "population": TEXT_OR_NONE,
        "source": TEXTS,
        "confidence": CONFIDENCE_OR_NONE,
    }
)

NORM = shape(
    {
        "id": TEXT,
        "label": TEXT,
        "says": TEXT,
        "statistic": TEXT,
        "population": TEXT,
        "caution": TEXT_OR_NONE,
        "age": listed(NUMBER),
        "sex": {"enum": ["all", "female", "male"]},
        "mean": NUMBER_OR_NONE,
        "sd": NUMBER_OR_NONE,
        "low": NUMBER_OR_NONE,
        "high": NUMBER_OR_NONE,
        "median": NUMBER_OR_NONE,
        "n": NUMBER_OR_NONE,
        "n_says": TEXT_OR_NONE,
        "unit": TEXT,
        "preferred": {"type": "boolean"},
        **CITED,
    }
)

TAKEN = shape(
    {
        "pick": {"enum": ["best", "first", "last", "mean", "sum", "bands", "entered"]},
        "trials_counted": {"type": "integer"},
        "trials_asked": {"type": ["integer", "null"]},
        "side": TEXT_OR_NONE,
        "eyes": {"enum": ["open", "closed", None]},
        "ceiling_s": NUMBER_OR_NONE,
        "at_ceiling": {"type": "boolean"},
        "recorded": {"type": "object"},
        "deviations": listed(
            shape(
                {
                    "id": TEXT,
                    "says": TEXT,
                    "protocol": TEXT_OR_NONE,
                    "source": TEXTS,
                    "confidence": CONFIDENCE_OR_NONE,
                }
            )
        ),
    }
)

SCORE = shape(
    {
        "id": TEXT,
        "instrument": TEXT,
        "label": TEXT,
        "value": NUMBER_OR_NONE,
        "unit": TEXT,
        "shown": TEXT_OR_NONE,
        "words": TEXT_OR_NONE,
        "status": {"enum": ["measured", "partial", "unable", "not_done", "not_comparable", "no_trial", "not_asked"]},
        "reason": TEXT_OR_NONE,
        "range": {"type": ["array", "null"], "items": NUMBER},
        "band": TEXT_OR_NONE,
        "sentence": TEXT,
        "comparisons": listed(COMPARISON),
        "norms": listed(NORM),
        "no_norm": TEXT_OR_NONE,
        "norms_left_out": listed(shape({"id": TEXT, "label": TEXT, "says": TEXT})),
        "taken": {"anyOf": [{"type": "null"}, TAKEN]},
        "evidence": TEXT_OR_NONE,
        "trials": listed({"type": "object"}),
        **CITED,
    }
)

COMPONENT = shape(
    {
        "id": TEXT,
        "label": TEXT,
        "plain": BOTH,
        "tested": {"type": "boolean"},
        "tests": listed(
            shape(
                {
                    "id": TEXT,
                    "label": TEXT,
                    "state": {"enum": ["outside", "within", "not_known", "not_done"]},
                    "says": TEXT,
                    "shared": {"type": "boolean"},
                    **CITED,
                }
            )
        ),
        "could": TEXTS,
        **CITED,
    }
)

FINDING = shape({"id": TEXT, "label": TEXT, "answer": ANSWER, "basis": TEXT, "trace": TRACE, "sources": TEXTS})

FACTOR = shape(
    {
        "id": TEXT,
        "label": TEXT,
        "plain": BOTH,
        "answer": ANSWER,
        "modifiable": {"enum": ["yes", "partly", "no"]},
        "basis": TEXT,
        "findings": TEXTS,
        "grounds": TEXTS,
        "effects": listed(EFFECT),
        "settle": TEXT_OR_NONE,
        "confidence": CONFIDENCE_OR_NONE,
        "rests_on": TEXT_OR_NONE,
        "trace": TRACE,
        "sources": TEXTS,
    }
)

LEVEL = shape(
    {
        "level": TEXT,
        "label": TEXT,
        "title": TEXT,
        "version": TEXT,
        "says": TEXT,
        "standing": {"anyOf": [{"type": "null"}, shape({"kind": TEXT, "says": TEXT})]},
        "asks_for": {"enum": ["general", "more", "tailored", "full", None]},
        "open_levels": TEXTS,
        "row": TEXT_OR_NONE,
        "row_confidence": CONFIDENCE_OR_NONE,
        "rests_on_unverified": {"type": "boolean"},
        "unverified_says": TEXT_OR_NONE,
        "caution": TEXT_OR_NONE,
        "note": TEXT_OR_NONE,
        "confidence": CONFIDENCE,
        "trace": TRACE,
        "sources": TEXTS,
    }
)

URGENT = shape(
    {
        "id": TEXT,
        "label": TEXT,
        "review": TEXT,
        "act": {"enum": [*ACTS]},
        "act_certain": {"type": "boolean"},
        "says": BOTH,
        "patient": BOTH_OR_NONE,
        "ask": BOTH_OR_NONE,
        "basis": TEXT,
        "confidence": CONFIDENCE_OR_NONE,
        "evidence": TEXTS,
        "sources": TEXTS,
    }
)

SOURCE = shape(
    {"cite": TEXT, "url": TEXT_OR_NONE, "doi": TEXT_OR_NONE, "pmid": TEXT_OR_NONE, "publisher": TEXT_OR_NONE}
)


# What the record shows for a quality report; `evidence` are places of the case.
SHOWN = shape(
    {
        "id": TEXT,
        "says": TEXT,
        "answer": ANSWER,
        "evidence": TEXTS,
        "note": TEXT_OR_NONE,
        "sources": TEXTS,
        "confidence": CONFIDENCE,
    }
)


def assessment_schema() -> Schema:
    """The closed shape of what `assess` gives."""
    whole = shape(
        {
            "schema": {"const": "surefoot-assessment/1"},
            "knowledge": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "as_of": TEXT,
            "patient": shape({"id": TEXT_OR_NONE, "age_years": NUMBER_OR_NONE, "sex": TEXT_OR_NONE}),
            "visit": shape({"date": TEXT, "status": TEXT_OR_NONE}),
            "urgent": listed(URGENT),
            "urgent_to_ask": listed(
                shape({"id": TEXT, "label": TEXT, "ask": BOTH, "missing": TEXTS, "sources": TEXTS})
            ),
            "scores": listed(SCORE),
            "profile": listed(COMPONENT),
            "findings": listed(FINDING),
            "factors": listed(FACTOR),
            "levels": by_id(LEVEL),
            "suggestions": listed(SUGGESTION),
            "medicines": {"anyOf": [{"type": "null"}, listed(MEDICINE)]},
            "prescriber_questions": listed(PRESCRIBER_QUESTION),
            "missing": listed(shape({"id": TEXT, "says": TEXT, "why": TEXT, "settles": TEXTS})),
            "conflicts": listed(shape({"id": TEXT, "facts": TEXTS, "says": TEXT, "counts": TEXT})),
            "drafts": listed(shape({"id": TEXT, "section": TEXT, "text": TEXT, "evidence": TEXTS})),
            "changes": listed(CHANGE),
            "level_changes": listed(LEVEL_CHANGE),
            "disagreements": listed(DISAGREEMENT),
            "post_test": POST_TEST,
            "billing": BILLING,
            "quality": listed(SHOWN),
            "sources": by_id(SOURCE),
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "surefoot-assessment/1",
        **whole,
        "$defs": {"trace": TRACE_SHAPE},
    }
