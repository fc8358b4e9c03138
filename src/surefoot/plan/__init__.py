"""Factors to suggested interventions, each with its grounds, dose, cautions and evidence both ways."""

from surefoot.plan.suggestions import Suggestion, suggest

__all__ = ["Suggestion", "suggest"]
