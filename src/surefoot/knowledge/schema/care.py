"""Fall-risk factors, interventions and exercises."""

from surefoot.knowledge.schema.common import (
    BOTH_LANGUAGES,
    CITED,
    EFFECT,
    EXPRESSION,
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

# What an intervention may be expected to do for the people it is offered to, and how sure that is. Both in the order in which
# suggestions are listed: what cannot wait, then fewer falls, then the rest; within one, the surer first.
BENEFITS = ("urgent", "fewer_falls", "fewer_injuries", "part_of_care", "not_shown", "both_ways")
CERTAINTIES = ("high", "moderate", "low", "not_graded")

# Who a letter may go to, and what it may hold beside what every letter holds. Both are closed: a new word is a decision of its own
# (docs/adr/0019-letters.md).
RECIPIENT_WORDS = (
    "prescriber",
    "pharmacist",
    "primary_care",
    "falls_clinic",
    "physical_therapy",
    "vestibular_therapy",
    "neurological_therapy",
    "pelvic_floor_therapy",
    "occupational_therapy",
    "podiatry",
    "eye_care",
    "audiology",
    "cardiology",
    "psychology",
    "care_home",
)
LETTER_PARTS = ("medicines", "goal", "tests", "exercises", "checklist")

FACTORS = closed(
    {
        **KIND,
        "factors": list_of(
            closed(
                {
                    "id": ID,
                    "label": LINE,
                    "plain": BOTH_LANGUAGES,
                    "modifiable": one_of_words("yes", "partly", "no"),
                    "rule": EXPRESSION,
                    "basis": one_of_words("published", "proposal"),
                    "effects": list_of(EFFECT, 0),
                    **CITED,
                },
                {"settle": LINE, "note": LINE},
            )
        ),
    },
    {"values": list_of(VALUE)},
)

GRADE = closed({"scheme": LINE, "value": LINE, **CITED}, {"applies": LINE})
CAUTION = closed({"says": LINE, **CITED}, {"when": EXPRESSION})

INTERVENTIONS = closed(
    {
        **KIND,
        "interventions": list_of(
            closed(
                {
                    "id": ID,
                    "label": LINE,
                    "what": LINE,
                    "for": list_of(ID),
                    "order": WHOLE,  # among those with the same expected benefit and certainty; lower is offered first
                    "order_says": LINE,
                    "evidence": list_of(EFFECT),
                    "by_whom": closed({"says": LINE, **CITED}),
                    "cautions": list_of(CAUTION),
                    "patient_text": BOTH_LANGUAGES,
                    "referral": LINE,
                },
                {
                    "expects": closed(
                        {"benefit": one_of_words(*BENEFITS), "certainty": one_of_words(*CERTAINTIES), **CITED}
                    ),
                    "covered_by": list_of(
                        ID
                    ),  # one card for both, where every factor that grounds this one grounds that one
                    "grade": GRADE,
                    "other_grades": list_of(GRADE),
                    "dose": closed({"says": LINE, **CITED}),
                    "offer_when": EXPRESSION,  # beside a factor that is yes, this must not be "no"
                    "reassess": closed({"days": WHOLE, **CITED}),
                    "letter": list_of(one_of_words(*RECIPIENT_WORDS)),  # who a letter asks, one letter each
                    "position": LINE,
                    "note": LINE,
                    "kind": one_of_words("exercise", "referral", "review", "home", "education", "device"),
                },
            )
        ),
    },
    {
        # kept because a reader will look for it, never suggested; shown on the cards it names
        "reference_only": list_of(
            closed(
                {
                    "id": ID,
                    "label": LINE,
                    "position": LINE,
                    "evidence": list_of(EFFECT),
                    "cautions": list_of(CAUTION),
                    "by_whom": closed({"says": LINE, **CITED}),
                    "patient_text": BOTH_LANGUAGES,
                    "shown_with": list_of(ID),
                },
                {"grade": GRADE, "referral": LINE},
            )
        ),
    },
)

EXERCISES = closed(
    {
        **KIND,
        "exercises": list_of(
            closed(
                {
                    "id": ID,
                    "label": BOTH_LANGUAGES,
                    "order": WHOLE,  # from the easiest to the hardest
                    "trains": one_of_words("strength", "balance", "walking"),
                    "for": list_of(ID),  # the interventions that may print it
                    "needs": LINE,  # the position or movement that has to be held, in words
                    "support": BOTH_LANGUAGES,
                    "steps": closed({"en": LINES, "es": LINES}),
                    "harder": BOTH_LANGUAGES,
                    "stop": BOTH_LANGUAGES,
                    "alone": EXPRESSION,  # yes: may be done without a therapist; no or not known: with a therapist only
                    "basis": one_of_words("published", "proposal"),
                    **CITED,
                },
                {"drawing": LINE, "note": LINE},
            )
        ),
    }
)

RECIPIENTS = closed(
    {
        **KIND,
        "recipients": list_of(
            closed(
                {
                    "id": one_of_words(*RECIPIENT_WORDS),
                    "label": LINE,
                    "order": WHOLE,
                    "holds": list_of(one_of_words(*LETTER_PARTS), 0),
                    **CITED,
                }
            )
        ),
    }
)
