"""The closed operations and their two readers: plain Python for one case, with trace; Polars for tables, without."""

from surefoot.engine.read_case import CaseReader, weakest
from surefoot.engine.trace import Trace, rests_on

__all__ = ["CaseReader", "Trace", "rests_on", "weakest"]
