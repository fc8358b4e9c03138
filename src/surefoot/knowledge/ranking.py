"""In which order suggestions stand: expected benefit, then certainty, then the place the knowledge gives within both."""

from __future__ import annotations

from surefoot.knowledge.model import Entry
from surefoot.knowledge.schema.care import BENEFITS, CERTAINTIES

_UNSAID = {"benefit": "not_shown", "certainty": "not_graded"}


def rank(entry: Entry) -> tuple[int, int, int, str]:
    """The sort key of an intervention. Knowledge that says nothing of benefit and certainty is ordered by its `order` alone."""
    expects = entry.get("expects") or _UNSAID
    return BENEFITS.index(expects["benefit"]), CERTAINTIES.index(expects["certainty"]), entry["order"], entry.id
