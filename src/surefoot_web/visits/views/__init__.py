"""Pages of visits: Today, starting one, the workspace with its tests, ledger, other services and course."""

from . import course, devices, incidents, ledger, services, stopwatch, tests
from .start import start
from .today import today
from .urgent import urgent
from .visit import visit

__all__ = [
    "course",
    "devices",
    "incidents",
    "ledger",
    "services",
    "start",
    "stopwatch",
    "tests",
    "today",
    "urgent",
    "visit",
]
