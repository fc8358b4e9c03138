"""Findings to the levels of published algorithms, each under its own name, and why they differ; to urgent signs; what one test adds to a published share."""

from surefoot.risk.differences import Difference, differences
from surefoot.risk.levels import Level, read_level, read_levels
from surefoot.risk.post_test import Chained, PostTest, Withheld, chained, post_test, post_tests
from surefoot.risk.urgent import OpenSign, UrgentSign, signs_to_ask, urgency, urgent_signs

__all__ = [
    "Chained",
    "Difference",
    "Level",
    "OpenSign",
    "PostTest",
    "UrgentSign",
    "Withheld",
    "chained",
    "differences",
    "post_test",
    "post_tests",
    "read_level",
    "read_levels",
    "signs_to_ask",
    "urgency",
    "urgent_signs",
]
