"""The parts of a case that the coding decision and the claim read. No knowledge file changes them."""

from __future__ import annotations

from surefoot.cases.claim import CLAIM
from surefoot.cases.parts import CODE, DAY, END, MINUTES, MOMENT, TEXT, Schema, closed, words
from surefoot.cases.report import REPORT

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

_SETTLED = closed({"review": TEXT, "reason": TEXT, "by": TEXT, "at": MOMENT}, ("review",))

# Why a service was distinct from the testing, as a provider wrote it down: a structure of the body for each, or why it shares no usual part.
_DISTINCT = closed({"structure": TEXT, "tested_structure": TEXT, "why_not_usual": TEXT, "by": TEXT, "at": MOMENT})

_SERVICE = closed(
    {
        "code": CODE,
        "minutes": MINUTES,
        "provider": TEXT,
        "discipline": words("PT", "OT", "SLP"),
        "start": MOMENT,
        "end": MOMENT,
        "visit": TEXT,  # the other visit of the day in which it was given, by its id in `same_day`
        "distinct": _DISTINCT,
    },
    ("code",),
)

_CLINIC = closed(
    {
        "state": {"type": "string", "pattern": "^[A-Z]{2}" + END, "x-says": "a state of two capitals"},
        # scope of practice, attested by the clinic for a credential in a state; `within_scope` false says that it is outside
        "scope_attested": {
            "type": "array",
            "items": closed(
                {
                    "credential": TEXT,
                    "state": {"type": "string", "pattern": "^[A-Z]{2}" + END, "x-says": "a state of two capitals"},
                    "on": DAY,
                    "by": TEXT,
                    "within_scope": {"type": "boolean"},
                },
                ("credential", "state", "on"),
            ),
        },
    }
)


def same_day(setting: Schema, span: Schema, test: Schema) -> Schema:
    """Another visit of the patient on the day: its time, its tests and its report. `id` is the visit's own."""
    return closed(
        {
            "id": TEXT,
            "setting": setting,
            "discipline": words("PT", "OT", "SLP"),
            "ledger": {"type": "array", "items": span},
            "tests": {"type": "array", "items": test},
            "report": REPORT,
        }
    )


BILLING_PARTS: Schema = {
    "clinic": _CLINIC,
    "decisions": {"type": "array", "items": _DECISION},
    "report": REPORT,
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
