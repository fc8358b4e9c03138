"""The only writers of visits, tests, stopwatch and ledger."""

from .course import (
    visit_cancel,
    visit_describe,
    visit_end_early,
    visit_mark_entered_in_error,
    visit_review,
    visit_start,
)
from .devices import device_end, device_invite, device_join, device_show
from .incidents import incident_describe, incident_open, incident_release, incident_withdraw
from .ledger import span_correct, span_enter, span_remove, span_restore, span_start, span_stop
from .order import test_move
from .services import service_correct, service_enter, service_remove, service_restore
from .stopwatch import stopwatch_start, stopwatch_stop
from .trials import test_not_done, test_trial_record, test_trial_restore, test_trial_withdraw
from .urgent import urgent_acknowledge

__all__ = [
    "device_end",
    "device_invite",
    "device_join",
    "device_show",
    "incident_describe",
    "incident_open",
    "incident_release",
    "incident_withdraw",
    "service_correct",
    "service_enter",
    "service_remove",
    "service_restore",
    "span_correct",
    "span_enter",
    "span_remove",
    "span_restore",
    "span_start",
    "span_stop",
    "stopwatch_start",
    "stopwatch_stop",
    "test_move",
    "test_not_done",
    "test_trial_record",
    "test_trial_restore",
    "test_trial_withdraw",
    "urgent_acknowledge",
    "visit_cancel",
    "visit_describe",
    "visit_end_early",
    "visit_mark_entered_in_error",
    "visit_review",
    "visit_start",
]
