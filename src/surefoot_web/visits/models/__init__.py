"""The visit and what is measured in it."""

from .device import StopwatchDevice
from .incident import IncidentDone, IncidentEvent, IncidentInjury, IncidentStep, IncidentWhat
from .ledger import Activity, LedgerEvent, LedgerKind
from .order import BatteryOrder
from .service import Discipline, ServiceEvent, ServiceKind
from .stopwatch import Stopwatch, Timing
from .trial import NotDoneReason, Trial, TrialKind
from .urgent import NEEDS_TEXT, UrgentAcknowledgement, UrgentDone
from .visit import OtherPresent, Setting, Visit, VisitState

__all__ = [
    "NEEDS_TEXT",
    "Activity",
    "BatteryOrder",
    "Discipline",
    "IncidentDone",
    "IncidentEvent",
    "IncidentInjury",
    "IncidentStep",
    "IncidentWhat",
    "LedgerEvent",
    "LedgerKind",
    "NotDoneReason",
    "OtherPresent",
    "ServiceEvent",
    "ServiceKind",
    "Setting",
    "Stopwatch",
    "StopwatchDevice",
    "Timing",
    "Trial",
    "TrialKind",
    "UrgentAcknowledgement",
    "UrgentDone",
    "Visit",
    "VisitState",
]
