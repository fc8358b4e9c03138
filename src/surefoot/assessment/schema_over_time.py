"""The shapes of what changed between visits, of where algorithms part, and of the share after single tests."""

from __future__ import annotations

from surefoot.assessment.schema_parts import (
    ANSWER,
    CITED,
    CONFIDENCE,
    NUMBER,
    NUMBER_OR_NONE,
    TEXT,
    TEXT_OR_NONE,
    TEXTS,
    Schema,
    listed,
    shape,
)

_ERROR = shape(
    {
        "id": TEXT,
        "value": NUMBER,
        "unit": TEXT,
        "population": TEXT_OR_NONE,
        "fits": ANSWER,
        "beyond": ANSWER,
        **CITED,
    }
)
_CROSSED = shape({"id": TEXT, "name": TEXT, "limit": TEXT, "beyond_now": ANSWER, "confidence": CONFIDENCE})

CHANGE: Schema = shape(
    {
        "id": TEXT,
        "label": TEXT,
        "since": TEXT,
        "before": NUMBER_OR_NONE,
        "now": NUMBER_OR_NONE,
        "difference": NUMBER_OR_NONE,
        "percent": NUMBER_OR_NONE,
        "direction": {"enum": ["better", "worse", "same", "none", "not_known"]},
        "unit": TEXT,
        "not_compared": TEXT_OR_NONE,
        "beyond_error": ANSWER,
        "differs_says": TEXT_OR_NONE,
        "error_says": TEXT_OR_NONE,
        "crossed_says": TEXT_OR_NONE,
        "unlike": TEXTS,
        "unlike_says": TEXT_OR_NONE,
        "says": TEXT,
        "errors": listed(_ERROR),
        "crossed": listed(_CROSSED),
        "evidence": TEXT,
    }
)

LEVEL_CHANGE: Schema = shape(
    {
        "id": TEXT,
        "title": TEXT,
        "since": TEXT,
        "before": TEXT,
        "before_label": TEXT,
        "now": TEXT,
        "now_label": TEXT,
        "direction": {"enum": ["more", "less", "same", "not_known"]},
        "within_error": TEXTS,
        "within_error_says": TEXT_OR_NONE,
        "says": TEXT,
        "evidence": TEXT,
    }
)

DISAGREEMENT: Schema = shape({"more": TEXTS, "less": TEXTS, "inputs": TEXTS, "says": TEXT})

_READING = shape(
    {
        "id": TEXT,
        "label": TEXT,
        "result": {"enum": ["positive", "negative"]},
        "cut": TEXT,
        "pretest_percent": NUMBER,
        "pretest_says": TEXT,
        "pretest_population": TEXT,
        "ratio": NUMBER,
        "ratio_ci": listed(NUMBER),
        "posttest_percent": NUMBER,
        "posttest_ci_percent": listed(NUMBER),
        "population": TEXT,
        "outcome": TEXT,
        "basis": {"enum": ["published", "proposal"]},
        "note": TEXT_OR_NONE,
        "says": TEXT,
        **CITED,
    }
)
_WITHHELD = shape({"id": TEXT, "label": TEXT, "why": TEXT, **CITED})

POST_TEST: Schema = shape(
    {"readings": listed(_READING), "withheld": listed(_WITHHELD), "cautions": listed(shape({"says": TEXT, **CITED}))}
)
