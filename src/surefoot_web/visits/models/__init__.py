"""The visit and what is measured in it."""

from .ledger import Activity, LedgerEvent, LedgerKind
from .stopwatch import Stopwatch
from .trial import NotDoneReason, Trial, TrialKind
from .urgent import NEEDS_TEXT, UrgentAcknowledgement, UrgentDone
from .visit import OtherPresent, Setting, Visit, VisitState

__all__ = [
    "NEEDS_TEXT",
    "Activity",
    "LedgerEvent",
    "LedgerKind",
    "NotDoneReason",
    "OtherPresent",
    "Setting",
    "Stopwatch",
    "Trial",
    "TrialKind",
    "UrgentAcknowledgement",
    "UrgentDone",
    "Visit",
    "VisitState",
]
