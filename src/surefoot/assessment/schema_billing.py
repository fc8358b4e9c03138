"""The part of the schema that holds the decision on the code."""

from __future__ import annotations

from surefoot.assessment.schema_parts import (
    ANSWER,
    CONFIDENCE,
    CONFIDENCE_OR_NONE,
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

FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer"}
WHOLE_OR_NONE: Schema = {"type": ["integer", "null"]}
SOURCED: Schema = {"source": TEXT, "sources": TEXTS, "confidence": CONFIDENCE}
RULED: Schema = {"id": TEXT, "says": TEXT, **SOURCED, "trace": TRACE}

REQUIREMENT = shape(
    {
        "id": TEXT,
        "name": TEXT,
        "says": TEXT,
        "kind": {"enum": ["evidence", "rule"]},
        "group": {"enum": ["code_selection", "programme", "engine"]},
        "state": {"enum": ["met", "not_met", "missing", "not_applicable"]},
        "evidence": TEXTS,
        "look_in": TEXTS,
        "missing": TEXTS,
        **SOURCED,
        "cure": TEXT_OR_NONE,
        "note": TEXT_OR_NONE,
        "trace": TRACE,
    }
)

SPAN = shape(
    {
        "activity": TEXT_OR_NONE,
        "time_s": NUMBER_OR_NONE,
        "counts": ANSWER,
        "why": TEXT,
        "source": TEXT_OR_NONE,
        "sources": TEXTS,
        "strict_delivery": ANSWER,
        "strict_why": TEXT_OR_NONE,
        "strict_source": TEXTS,
        "evidence": TEXT,
    }
)

POOLED = shape(
    {
        "units": WHOLE_OR_NONE,
        "by_code": {"type": ["object", "null"], "additionalProperties": WHOLE},
        "total_units": WHOLE_OR_NONE,
        "tie": {"type": ["boolean", "null"]},
        "admissible": listed(by_id(WHOLE)),
    }
)

# One question with the reading in use and who chose it; then every combination of readings with what it gives.
READING = shape(
    {
        "question": TEXT,
        "reading": TEXT,
        "says": TEXT_OR_NONE,
        "chosen_by": {"enum": ["default", "clinic", "payer"]},
        "sources": TEXTS,
        "confidence": CONFIDENCE_OR_NONE,
    }
)
COMBINED = shape(
    {
        "midpoint": TEXT,
        "set_up_and_instruction": TEXT,
        "questionnaire_review": TEXT,
        "in_use": FLAG,
        "countable_minutes": WHOLE_OR_NONE,
        "own_units": WHOLE_OR_NONE,
        "units": WHOLE_OR_NONE,
    }
)

TIME = shape(
    {
        "rule": TEXT,
        "countable_s": NUMBER_OR_NONE,
        "countable_s_range": {"type": ["array", "null"], "items": NUMBER_OR_NONE},
        "countable_minutes": WHOLE_OR_NONE,
        "units": WHOLE_OR_NONE,
        "spans": listed(SPAN),
        "same_day_spans": listed(SPAN),
        "readings": listed(READING),
        "other_readings": shape(
            {
                "cms_8_minute": POOLED,
                "strict_delivery_only": shape({"countable_minutes": WHOLE_OR_NONE, "units": WHOLE_OR_NONE}),
                "every": listed(COMBINED),
            }
        ),
    }
)

# A policy that is not known, or not in force on the day, is a hold that rests on no source.
GATE = shape(
    {
        "id": TEXT,
        "gate": {"enum": ["block", "hold", "warn"]},
        "says": TEXT,
        "source": TEXT_OR_NONE,
        "sources": TEXTS,
        "confidence": CONFIDENCE_OR_NONE,
        "cure": TEXT_OR_NONE,
        "trace": {"anyOf": [TRACE, {"type": "null"}]},
    }
)

PAYER = shape(
    {
        "policy": TEXT,
        "title": TEXT_OR_NONE,
        "claim_type": TEXT_OR_NONE,
        "answer": ANSWER,
        "modifiers": TEXTS,
        "lines": {"anyOf": [listed(shape({"units": WHOLE, "modifiers": TEXTS})), {"type": "null"}]},
        "modifier_reasons": listed(shape({**RULED, "modifier": TEXT})),
        "gates": listed(GATE),
        "notes": listed(shape(RULED)),
    }
)

# What a person changed the units to, beside what time gives.
CHANGED: Schema = {
    "anyOf": [
        shape(
            {
                "units": WHOLE,
                "earned": listed(WHOLE),
                "reason": TEXT_OR_NONE,
                "by": TEXT_OR_NONE,
                "at": TEXT_OR_NONE,
                "in_force": FLAG,
            }
        ),
        {"type": "null"},
    ]
}

SETTLED: Schema = {"anyOf": [shape({"reason": TEXT, "at": TEXT}), {"type": "null"}]}

DIAGNOSIS = shape(
    {
        "code": TEXT,
        "reported": ANSWER,
        "header": FLAG,
        "side_open": FLAG,
        "excluded_by": TEXTS,
        "note_not_read": FLAG,
    }
)

SUGGESTED = shape(
    {
        "code": TEXT,
        "says": TEXT,
        "kind": {"enum": ["specific", "history", "fallback"]},
        "because": TRACE,
        **SOURCED,
    }
)

DIAGNOSES = shape(
    {
        "checked": {
            "anyOf": [shape({"release": TEXT, "of_the_day": FLAG, "codes": listed(DIAGNOSIS)}), {"type": "null"}]
        },
        "suggested": listed(SUGGESTED),
    }
)

BILLING = shape(
    {
        "code": TEXT,
        "may_submit": ANSWER,
        "units": WHOLE_OR_NONE,
        "units_changed": CHANGED,
        "code_selection": shape({"answer": ANSWER, "requirements": listed(REQUIREMENT)}),
        "time": TIME,
        "payer": PAYER,
        "diagnoses": DIAGNOSES,
        "reviews": listed(shape({**RULED, "settled_by": TEXT_OR_NONE, "settled": SETTLED})),
    }
)
