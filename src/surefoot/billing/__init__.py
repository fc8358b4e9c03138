"""CPT 97750: the time ledger, the requirements of the code, the payer's layer, and the decision that explains itself."""

from surefoot.billing.decision import decide, decision, judge
from surefoot.billing.edits import edit_table
from surefoot.billing.facts_scope import earlier_tests
from surefoot.billing.ledger import ledger_faults
from surefoot.billing.quality import record_shows
from surefoot.billing.units import units_answer

__all__ = [
    "decide",
    "decision",
    "earlier_tests",
    "edit_table",
    "judge",
    "ledger_faults",
    "record_shows",
    "units_answer",
]
