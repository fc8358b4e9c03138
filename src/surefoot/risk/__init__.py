"""Findings to the levels of published algorithms, each under its own name; why they differ; what one test adds to a published share."""

from surefoot.risk.differences import Difference, differences
from surefoot.risk.levels import Level, read_level, read_levels
from surefoot.risk.post_test import Chained, PostTest, Withheld, chained, post_test, post_tests

__all__ = [
    "Chained",
    "Difference",
    "Level",
    "PostTest",
    "Withheld",
    "chained",
    "differences",
    "post_test",
    "post_tests",
    "read_level",
    "read_levels",
]
