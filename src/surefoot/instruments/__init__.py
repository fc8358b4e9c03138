"""Questionnaires, physical tests and medicines of one case, as facts that rules read."""

from surefoot.instruments.facts import case_facts
from surefoot.instruments.medicines import (
    Candidate,
    LeftOut,
    Medicine,
    Pasted,
    candidates,
    counted,
    group_members,
    medicines,
    recognise,
    route_label,
    split_list,
)
from surefoot.instruments.score import Score
from surefoot.instruments.scores import test_scores

__all__ = [
    "Candidate",
    "LeftOut",
    "Medicine",
    "Pasted",
    "Score",
    "candidates",
    "case_facts",
    "counted",
    "group_members",
    "medicines",
    "recognise",
    "route_label",
    "split_list",
    "test_scores",
]
