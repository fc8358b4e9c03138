"""Fall-risk factors and interventions."""

from surefoot.knowledge.schema.common import (
    BOTH_LANGUAGES,
    CITED,
    EFFECT,
    EXPRESSION,
    ID,
    LINE,
    VALUE,
    WHOLE,
    closed,
    list_of,
    one_of_words,
)
from surefoot.knowledge.schema.rules import KIND

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
                    "order": WHOLE,  # by expected benefit and certainty; lower is offered first
                    "order_says": LINE,
                    "evidence": list_of(EFFECT),
                    "by_whom": closed({"says": LINE, **CITED}),
                    "cautions": list_of(closed({"says": LINE, **CITED}, {"when": EXPRESSION})),
                    "patient_text": BOTH_LANGUAGES,
                    "referral": LINE,
                },
                {
                    "grade": closed({"scheme": LINE, "value": LINE, **CITED}, {"applies": LINE}),
                    "dose": closed({"says": LINE, **CITED}),
                    "offer_when": EXPRESSION,  # beside a factor that is yes, this must not be "no"
                    "reassess": closed({"days": WHOLE, **CITED}),
                    "position": LINE,
                    "note": LINE,
                    "kind": one_of_words("exercise", "referral", "review", "home", "education", "device"),
                },
            )
        ),
    }
)
