"""Frozen values of the domain: answers with three states, numbers with bounds, days."""

from surefoot.values.interval import Interval
from surefoot.values.tri import Tri

__all__ = ["Interval", "Tri"]
