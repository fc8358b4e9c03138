"""The parts of a case that the coding decision and the claim read. No knowledge file changes them."""

from __future__ import annotations

from surefoot.cases.claim import CLAIM
from surefoot.cases.parts import CODE, DAY, MINUTES, MOMENT, TEXT, Schema, closed, words

_DECISION = closed(
    {
        "suggestion": TEXT,
        "decision": words("accepted", "changed", "declined"),
        "reason": TEXT,
        "declined_by": words("patient", "provider"),
        "by": TEXT,
        "at": MOMENT,
    },
    ("suggestion", "decision"),
)

_REPORT = closed(
    {
        "interpretation": TEXT,
        "analysis": TEXT,
        "plan_of_care_impact": TEXT,
        "signed": closed({"by": TEXT, "at": MOMENT}),
    }
)

_SETTLED = closed({"review": TEXT, "reason": TEXT, "by": TEXT, "at": MOMENT}, ("review",))

_SERVICE = closed(
    {
        "code": CODE,
        "minutes": MINUTES,
        "provider": TEXT,
        "discipline": words("PT", "OT", "SLP"),
        "start": MOMENT,
        "end": MOMENT,
    },
    ("code",),
)

BILLING_PARTS: Schema = {
    "decisions": {"type": "array", "items": _DECISION},
    "report": _REPORT,
    "plan_of_care": closed(
        {"certified_on": DAY, "certified_by": TEXT, "ends_on": DAY, "discipline": words("PT", "OT", "SLP")}
    ),
    "other_services": {"type": "array", "items": _SERVICE},
    "settled": {"type": "array", "items": _SETTLED},  # reviews that a named person settled, each with a reason
    "claim": CLAIM,
    "units_override": closed(
        {"units": {"type": "integer", "minimum": 0}, "reason": TEXT, "by": TEXT, "at": MOMENT}, ("units",)
    ),
}
