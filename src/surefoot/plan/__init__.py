"""Factors to suggested interventions, each with its grounds, dose, cautions, exercises and evidence both ways."""

from surefoot.plan.exercises import Exercise
from surefoot.plan.reasons_to_test import ReasonToTest, reasons_to_test
from surefoot.plan.suggestions import Suggestion, suggest

__all__ = ["Exercise", "ReasonToTest", "Suggestion", "reasons_to_test", "suggest"]
