"""Sources, single values, facts, findings and decision tables."""

from surefoot.knowledge.schema.common import (
    BOTH_LANGUAGES,
    CITED,
    CONFIDENCE,
    EXPRESSION,
    ID,
    LINE,
    PAIR,
    SOURCE_IDS,
    UNIT,
    VALUE,
    Schema,
    closed,
    list_of,
    one_of_words,
)

KIND: Schema = {"kind": LINE}

SOURCES: Schema = closed(
    {
        **KIND,
        "sources": list_of(
            closed(
                {"id": {"type": "string", "pattern": r"^[a-z0-9][a-z0-9.-]*$"}, "cite": LINE},
                {"url": LINE, "doi": LINE, "pmid": LINE, "publisher": LINE, "licence": LINE, "note": LINE},
            )
        ),
    }
)

VALUES: Schema = closed({**KIND, "values": list_of(VALUE)})

# What code works out before any rule is read: age, medication count, time totals. Declared here, computed there, held equal by a test.
FACTS: Schema = closed(
    {
        **KIND,
        "facts": list_of(
            closed(
                {"id": ID, "type": one_of_words("yes_no", "number", "choice"), "label": LINE},
                {"unit": UNIT, "choices": list_of(LINE), "settle": LINE, "range": PAIR, "range_basis": LINE},
            )
        ),
    }
)

# What an urgent sign asks for, the most urgent first.
ACTS = ("call_911_now", "call_clinic_now", "same_day")
URGENT: Schema = closed(
    {"en": LINE, "es": LINE},  # for staff
    {
        "acts": list_of(  # the first that is not ruled out; without any, the clinic is called now
            closed({"act": one_of_words(*ACTS)}, {"if": EXPRESSION, "patient": BOTH_LANGUAGES})
        ),
        "ask": BOTH_LANGUAGES,  # what staff ask where the sign, or when it was, is not known
        "ask_if": EXPRESSION,  # the sign is asked about as soon as this is yes, or was asked and not answered
    },
)

FINDING: Schema = closed(
    {"id": ID, "label": LINE, "rule": EXPRESSION, "basis": one_of_words("published", "proposal"), **CITED},
    {"note": LINE, "urgent": URGENT, "contradiction": LINE},  # contradiction: answers that cannot all be right
)
FINDINGS: Schema = closed({**KIND, "findings": list_of(FINDING)})

ALGORITHM: Schema = closed(
    {
        **KIND,
        "id": ID,
        "title": LINE,
        "version": LINE,
        "levels": list_of(closed({"id": ID, "label": LINE, "says": LINE})),
        "applies": EXPRESSION,
        "table": list_of(closed({"id": ID, "if": EXPRESSION, "then": ID, **CITED})),
        "otherwise": closed({"id": ID, "then": ID, **CITED}),
        "source": SOURCE_IDS,
        "confidence": CONFIDENCE,
    },
    {"caution": LINE, "note": LINE},
)
