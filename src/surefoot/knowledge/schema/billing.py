"""Requirements for CPT 97750, the time ledger's activities, who may perform, payer policies and same-day edits. No descriptor text."""

from surefoot.knowledge.schema.common import (
    CITED,
    DAY,
    EXPRESSION,
    FLAG,
    ID,
    LINE,
    LINES,
    VALUE,
    WHOLE,
    closed,
    list_of,
    one_of_words,
)
from surefoot.knowledge.schema.rules import KIND

CODE = {"type": "string", "pattern": r"^[0-9A-Z]{5}$(?!\n)"}  # a bare $ would let a line end pass

# A rule of this layer. `says` may name what the case holds: {codes} stands for the codes the rule is about.
RULED = {"id": ID, "when": EXPRESSION, "says": LINE, **CITED}

ACTIVITIES = closed(
    {
        **KIND,
        "activities": list_of(
            closed(
                {
                    "id": ID,
                    "label": LINE,
                    "counts": one_of_words("yes", "no"),
                    "why": LINE,
                    "strict_delivery": one_of_words("yes", "no"),  # the contractor's narrower reading
                    "strict_why": LINE,
                    **CITED,
                },
                {
                    "strict_source": CITED["source"],
                    "needs_test": one_of_words("yes", "no"),
                    "counts_if": ID,  # the reading under which it counts although it does not by default
                    "counts_if_why": LINE,
                },
            )
        ),
    }
)

CREDENTIALS = closed(
    {
        **KIND,
        "credentials": list_of(
            closed(
                {
                    "id": LINE,
                    "label": LINE,
                    "skilled": one_of_words("yes", "no", "review"),  # R22: a qualified performer of skilled service
                    "medicare": one_of_words("yes", "assistant", "no", "review"),
                    "discipline": one_of_words("PT", "OT", "any", "none"),
                    "says": LINE,
                    **CITED,
                }
            )
        ),
    }
)

REQUIREMENTS = closed(
    {
        **KIND,
        "code": CODE,
        "requirements": list_of(
            closed(
                {
                    "id": {"type": "string", "pattern": r"^R[0-9]{2}$(?!\n)"},
                    "name": ID,
                    "says": LINE,
                    "kind": one_of_words("evidence", "rule"),
                    "group": one_of_words("code_selection", "programme", "engine"),
                    "met": EXPRESSION,
                    "evidence": LINES,  # the parts of the case a reader is sent to
                    **CITED,
                },
                # cures: what an honest record could still supply, by the fact it settles; none for time, another test,
                # day, payer or setting
                {"applies": EXPRESSION, "cures": list_of(closed({"for": ID, "says": LINE})), "note": LINE},
            )
        ),
        "reviews": list_of(closed(RULED), 0),  # under every payer
    }
)

# The readings of the time. Each question has two; which of them applies is chosen by a policy or by the clinic, never by a visit.
_READING = ("whole_minutes", "literal_midpoint", "set_up_counted", "delivery_only")
_REVIEW = ("questionnaire_review_excluded", "questionnaire_review_counted")
READINGS = closed(
    {
        **KIND,
        "readings": list_of(
            closed(
                {
                    "id": one_of_words(*_READING, *_REVIEW),
                    "question": one_of_words("midpoint", "set_up_and_instruction", "questionnaire_review"),
                    "label": LINE,
                    "says": LINE,
                    **CITED,
                },
                {"note": LINE},
            )
        ),
        "gates": list_of(closed({**RULED, "gate": one_of_words("block", "hold", "warn")}), 0),  # under every payer
        "reviews": list_of(closed(RULED), 0),  # under every payer
    }
)

# What a clinic has set, each from a day on, with its reason: for every policy, or for those named.
CLINIC_READINGS = closed(
    {
        **KIND,
        "chosen": list_of(
            closed(
                {"reading": one_of_words(*_READING, *_REVIEW), "from": DAY, "why": LINE, **CITED},
                {"policies": list_of(ID)},
            )
        ),
    }
)

# A block or hold whose rule is not known stands as a hold; `open` is what it then says.
PAYER_POLICY = closed(
    {
        **KIND,
        "id": ID,
        "title": LINE,
        "from": DAY,
        "time_rule": one_of_words("ama_midpoint", "cms_8_minute"),
        "gates": list_of(
            closed({**RULED, "gate": one_of_words("block", "hold", "warn")}, {"open": LINE, "cure": LINE}), 0
        ),
        "modifiers": list_of(
            closed(
                {**RULED, "modifier": {"type": "string", "pattern": r"^[A-Z0-9]{2}$(?!\n)"}},
                {
                    "units": one_of_words("assistant"),  # only these units carry it
                    "group": ID,  # of the modifiers of a group the first whose rule says yes, and no other
                },
            ),
            0,
        ),
        "reviews": list_of(closed(RULED), 0),
        **CITED,
    },
    {
        "until": DAY,
        "on_top_of": ID,  # a policy whose gates, modifiers, reviews and notes stand too
        "claim_type": one_of_words("professional", "institutional"),
        # a policy can only narrow how time is read: the wider readings are not among these words
        "readings": list_of(one_of_words("whole_minutes", "delivery_only", "questionnaire_review_excluded")),
        "values": list_of(VALUE),
        "notes": list_of(closed(RULED)),  # what the policy also says and the case cannot show
        "sign_diagnoses": closed({"codes": LINES, **CITED}, {"note": LINE}),  # diagnoses that name a sign or symptom
        "note": LINE,
    },
)

EDITS = closed(
    {
        **KIND,
        "id": ID,
        "title": LINE,
        "setting": one_of_words("practitioner", "hospital_outpatient"),
        "from": DAY,
        "until": DAY,
        "code": CODE,
        "pairs": list_of(
            closed(
                {
                    "other": CODE,
                    "column_of_code": one_of_words("1", "2"),
                    "modifier_indicator": one_of_words("0", "1", "9"),
                },
                {
                    "from": DAY,
                    "until": DAY,
                },  # the days this state of the pair was in force; without them, all of the table's
            )
        ),
        "checked_no_edit": list_of(CODE, 0),
        "units_limit": WHOLE,
        **CITED,
    },
    {
        "note": LINE,
        "complete": FLAG,  # the whole published table was read: a code that is not in it has no edit
    },
)

PLACES = closed(
    {
        **KIND,
        "places": list_of(
            closed(
                {"setting": LINE, "code": {"type": "string", "pattern": r"^[0-9]{2}$(?!\n)"}, "label": LINE, **CITED}
            )
        ),
    }
)

# What a code in an answer to a file of claims means, in words of our own. A code that is not listed is not known.
ACKNOWLEDGEMENTS = closed(
    {
        **KIND,
        "answers": list_of(
            closed(
                {
                    "place": one_of_words("IK501", "STC01", "STC03"),
                    "code": {"type": "string", "pattern": r"^[A-Z0-9]{1,2}$(?!\n)"},
                    "result": one_of_words("accepted", "accepted, with errors", "received", "rejected"),
                    "says": LINE,
                    **CITED,
                }
            )
        ),
    }
)

# What the record shows for a quality report. No text or logic of a measure.
QUALITY = closed({**KIND, "shows": list_of(closed(RULED, {"note": LINE}))})

DIAGNOSES = closed(
    {
        **KIND,
        "release": closed({"title": LINE, "from": DAY, "until": DAY, **CITED}),
        "suggestions": list_of(
            closed(
                {
                    "code": LINE,
                    "says": LINE,
                    "kind": one_of_words("specific", "history", "fallback"),
                    "when": EXPRESSION,
                    **CITED,
                },
                {"group": ID},  # codes that say the same of one thing: a fallback steps back behind the others
            )
        ),
    }
)
