"""The JSON Schema of `surefoot-assessment/1`: closed, and held to what `assess` gives by a test."""

from __future__ import annotations

from surefoot.assessment.schema_billing import BILLING
from surefoot.assessment.schema_parts import (
    ANSWER,
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

BOTH = shape({"en": TEXT, "es": TEXT})
BOTH_OR_NONE: Schema = {"anyOf": [{"type": "null"}, BOTH]}
SAID = shape({"says": TEXT, **CITED}, {"note": TEXT})
EFFECT = shape(
    {"says": TEXT, **CITED},
    {"measure": TEXT, "value": NUMBER, "ci": listed(NUMBER), "population": TEXT, "direction": TEXT},
)

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
        "evidence": TEXT_OR_NONE,
        "trials": listed({"type": "object"}),
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
        "caution": TEXT_OR_NONE,
        "confidence": CONFIDENCE,
        "trace": TRACE,
        "sources": TEXTS,
    }
)

DECISION = shape(
    {
        "decision": {"enum": ["accepted", "changed", "declined"]},
        "reason": TEXT_OR_NONE,
        "declined_by": TEXT_OR_NONE,
        "by": TEXT_OR_NONE,
        "at": TEXT_OR_NONE,
    }
)

SUGGESTION = shape(
    {
        "id": TEXT,
        "label": TEXT,
        "what": TEXT,
        "kind": TEXT_OR_NONE,
        "factors": TEXTS,
        "order": {"type": "integer"},
        "order_says": TEXT_OR_NONE,
        "grade": {"anyOf": [{"type": "null"}, shape({"scheme": TEXT, "value": TEXT, **CITED}, {"applies": TEXT})]},
        "evidence": listed(EFFECT),
        "dose": {"anyOf": [{"type": "null"}, SAID]},
        "by_whom": SAID,
        "cautions": TEXTS,
        "position": TEXT_OR_NONE,
        "open_question": TEXT_OR_NONE,
        "referral": TEXT,
        "reassess_days": {"type": ["integer", "null"]},
        "reassess": {"anyOf": [{"type": "null"}, shape({"days": {"type": "integer"}, **CITED})]},
        "patient_text": BOTH,
        "sources": TEXTS,
        "decision": {"anyOf": [{"type": "null"}, DECISION]},
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

CHANGE_ERROR = shape({"id": TEXT, "value": NUMBER, "unit": TEXT, "population": TEXT_OR_NONE, "beyond": ANSWER, **CITED})
CHANGE = shape(
    {
        "id": TEXT,
        "label": TEXT,
        "since": TEXT,
        "before": NUMBER,
        "now": NUMBER,
        "difference": NUMBER,
        "unit": TEXT,
        "beyond_error": ANSWER,
        "says": TEXT,
        "errors": listed(CHANGE_ERROR),
        "evidence": TEXT,
    }
)

SOURCE = shape(
    {"cite": TEXT, "url": TEXT_OR_NONE, "doi": TEXT_OR_NONE, "pmid": TEXT_OR_NONE, "publisher": TEXT_OR_NONE}
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
            "findings": listed(FINDING),
            "factors": listed(FACTOR),
            "levels": by_id(LEVEL),
            "suggestions": listed(SUGGESTION),
            "missing": listed(shape({"id": TEXT, "says": TEXT, "why": TEXT, "settles": TEXTS})),
            "conflicts": listed(shape({"id": TEXT, "facts": TEXTS, "says": TEXT, "counts": TEXT})),
            "drafts": listed(shape({"id": TEXT, "section": TEXT, "text": TEXT, "evidence": TEXTS})),
            "changes": listed(CHANGE),
            "billing": BILLING,
            "sources": by_id(SOURCE),
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "surefoot-assessment/1",
        **whole,
        "$defs": {"trace": TRACE_SHAPE},
    }
