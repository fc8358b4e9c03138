"""Every fact the coding rules read, by the id under which data/billing/facts.yaml declares it."""

from __future__ import annotations

from surefoot.billing.edits import edit_facts
from surefoot.billing.facts_payer import payer_facts
from surefoot.billing.facts_report import programme_facts, report_facts
from surefoot.billing.facts_time import time_facts
from surefoot.billing.facts_visit import facts_of_tests, visit_facts
from surefoot.billing.found import Found
from surefoot.billing.icd import diagnosis_facts
from surefoot.billing.record import Record

ALL_OTHERS_MET = "billing.all_others_met"  # follows from the other requirements; set by requirements.py


def billing_facts(record: Record) -> dict[str, Found]:
    """All of them but ALL_OTHERS_MET."""
    return {
        **visit_facts(record),
        **facts_of_tests(record),
        **report_facts(record),
        **programme_facts(record),
        **time_facts(record),
        **payer_facts(record),
        **edit_facts(record),
        **diagnosis_facts(record.case, record.knowledge, record.day),
    }
