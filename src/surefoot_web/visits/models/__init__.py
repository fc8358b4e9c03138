"""The visit and what is measured in it."""

from .ledger import Activity, LedgerEvent, LedgerKind
from .stopwatch import Stopwatch
from .trial import NotDoneReason, Trial, TrialKind
from .visit import OtherPresent, Setting, Visit, VisitState

__all__ = [
    "Activity",
    "LedgerEvent",
    "LedgerKind",
    "NotDoneReason",
    "OtherPresent",
    "Setting",
    "Stopwatch",
    "Trial",
    "TrialKind",
    "Visit",
    "VisitState",
]
