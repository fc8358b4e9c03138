"""Pages of visits: Today, starting one, the visit itself."""

from .start import start
from .today import today
from .visit import visit

__all__ = ["start", "today", "visit"]
