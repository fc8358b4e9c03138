"""Findings to fall-risk factors and to the levels of published algorithms, each under its own name."""

from surefoot.risk.levels import Level, read_level, read_levels

__all__ = ["Level", "read_level", "read_levels"]
