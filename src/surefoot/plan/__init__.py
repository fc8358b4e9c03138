"""Factors to suggested interventions, each with its grounds, dose, cautions, exercises and evidence both ways."""

from surefoot.plan.exercises import Exercise
from surefoot.plan.suggestions import Suggestion, suggest

__all__ = ["Exercise", "Suggestion", "suggest"]
