"""Frozen values of the domain: answers with three states, numbers with bounds, facts."""

from surefoot.values.fact import NOT_ASKED, Fact, Facts, Known
from surefoot.values.interval import UNKNOWN, Interval
from surefoot.values.tri import Tri

__all__ = ["NOT_ASKED", "UNKNOWN", "Fact", "Facts", "Interval", "Known", "Tri"]
