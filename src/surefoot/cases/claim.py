"""What a claim needs beside the visit: who bills, who is insured, who pays, and what one unit costs."""

from __future__ import annotations

from surefoot.cases.parts import CODE_PATTERN, DAY, END, MONEY, NPI, TEXT, Schema, closed, words


def _short(most: int) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": most}


def _shaped(pattern: str, says: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}{END}", "x-says": says}


ADDRESS = closed(
    {
        "street": _short(55),
        "city": _short(30),
        "state": _shaped("[A-Z]{2}", "a state of two capitals"),
        "zip": _shaped("[0-9]{5}([0-9]{4})?", "a ZIP code of five or nine digits"),
    }
)
TAXONOMY = _shaped("[0-9A-Z]{10}", "a taxonomy code of ten characters")
FLAG: Schema = {"type": "boolean"}
PHONE = _shaped("[0-9]{10}", "a telephone number of ten digits")

PERSON = {"last_name": _short(60), "first_name": _short(35), "npi": NPI, "taxonomy": TAXONOMY}

CLAIM = closed(
    {
        "id": _shaped("[A-Za-z0-9-]{1,20}", "letters, digits and hyphens, at most 20"),
        "billing_npi": NPI,
        "rendering_npi": NPI,
        "billing": closed(
            {
                "name": _short(60),
                "tax_id": _shaped("[0-9]{9}", "a tax number of nine digits"),
                "tax_id_kind": words("ein", "ssn"),
                "taxonomy": TAXONOMY,
                "address": ADDRESS,
                "contact": _short(60),
                "phone": PHONE,
            }
        ),
        "rendering": closed(PERSON),
        "referring": closed(PERSON),
        "payer": closed({"id": TEXT, "name": TEXT, "kind": _shaped("[0-9A-Z]{2}", "a filing indicator such as MB")}),
        "subscriber": closed(
            {
                "id": TEXT,
                "name": TEXT,
                "relation": TEXT,
                "address": TEXT,
                "last_name": _short(60),
                "first_name": _short(35),
                "birth_date": DAY,
                "sex": words("female", "male", "unknown"),
                "postal_address": ADDRESS,
            }
        ),
        "patient": closed({"last_name": _short(60), "first_name": _short(35), "postal_address": ADDRESS}),
        "submitter_id": _shaped("[0-9A-Z]{2,15}", "two to fifteen capitals or digits"),
        "receiver_id": _shaped("[0-9A-Z]{2,15}", "two to fifteen capitals or digits"),
        "receiver_name": _short(60),
        "accepts_assignment": FLAG,
        "benefits_assigned": FLAG,  # the insured signed that the payer may pay the practice
        "release_signed": FLAG,  # the patient signed that the record may be shown to the payer
        "accident_related": FLAG,
        "place_of_service": _shaped("[0-9]{2}", "a place of service of two digits"),
        "therapy_year_to_date_usd": MONEY,  # the year's therapy so far, this visit included
        "therapy_before_visit_usd": MONEY,  # the year's therapy before this visit
        "charges": {  # what the clinic charges for one unit of a code
            "type": "object",
            "additionalProperties": MONEY,
            "propertyNames": {"pattern": CODE_PATTERN},
        },
    }
)
