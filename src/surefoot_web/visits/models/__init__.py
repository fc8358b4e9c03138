"""The visit and what is measured in it."""

from .ledger import Activity, LedgerEvent, LedgerKind
from .service import Discipline, ServiceEvent, ServiceKind
from .stopwatch import Stopwatch
from .trial import NotDoneReason, Trial, TrialKind
from .urgent import NEEDS_TEXT, UrgentAcknowledgement, UrgentDone
from .visit import OtherPresent, Setting, Visit, VisitState

__all__ = [
    "NEEDS_TEXT",
    "Activity",
    "Discipline",
    "LedgerEvent",
    "LedgerKind",
    "NotDoneReason",
    "OtherPresent",
    "ServiceEvent",
    "ServiceKind",
    "Setting",
    "Stopwatch",
    "Trial",
    "TrialKind",
    "UrgentAcknowledgement",
    "UrgentDone",
    "Visit",
    "VisitState",
]
