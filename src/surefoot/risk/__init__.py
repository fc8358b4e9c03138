"""Findings to fall-risk factors, to the levels of published algorithms, each under its own name, and to urgent signs."""

from surefoot.risk.levels import Level, read_level, read_levels
from surefoot.risk.urgent import OpenSign, UrgentSign, signs_to_ask, urgency, urgent_signs

__all__ = ["Level", "OpenSign", "UrgentSign", "read_level", "read_levels", "signs_to_ask", "urgency", "urgent_signs"]
