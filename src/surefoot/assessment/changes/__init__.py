"""Change since earlier visits: of scores, beyond measurement error or not; of levels, with what they rest on."""

from surefoot.assessment.changes.earlier import Earlier, earlier_visits
from surefoot.assessment.changes.levels import level_changes
from surefoot.assessment.changes.scores import score_changes

__all__ = ["Earlier", "earlier_visits", "level_changes", "score_changes"]
