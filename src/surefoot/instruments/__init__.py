"""Questionnaires, physical tests and medicines of one case, as facts that rules read."""

from surefoot.instruments.facts import case_facts
from surefoot.instruments.medicines import Medicine, recognise
from surefoot.instruments.score import Score
from surefoot.instruments.scores import test_scores

__all__ = ["Medicine", "Score", "case_facts", "recognise", "test_scores"]
