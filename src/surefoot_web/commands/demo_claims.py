"""What claims of the synthetic clinic need beside the record: made-up data of the practice, and the coverage of one patient."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources
from uuid import uuid5

from surefoot_web.accounts.models import User
from surefoot_web.billing.actions import coverage_give, practice_give
from surefoot_web.patients.models import Patient


def ensure_claim_data(patient: Patient, biller: User) -> None:
    """Give it once: the same operations a second time change nothing."""
    told = json.loads(resources.files(__package__).joinpath("demo_claims.json").read_text("utf-8"))
    given = {"first_day": date.fromisoformat(told["first_day"]), "by": biller}
    practice_give(data=told["practice"], **given, operation=uuid5(biller.clinic_id, "practice"))
    coverage_give(patient=patient, data=told["coverage"], **given, operation=uuid5(biller.clinic_id, "coverage"))
