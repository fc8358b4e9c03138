"""The closed operations and their two readers: plain Python for one case, with trace; Polars for tables, without."""

from surefoot.engine.read_case import CaseReader, weakest
from surefoot.engine.trace import Trace

__all__ = ["CaseReader", "Trace", "weakest"]
