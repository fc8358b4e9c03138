"""Pages of findings and of the plan."""

from .findings import findings
from .goal import goal
from .plan import choose_goal, decide, plan
from .why import why

__all__ = ["choose_goal", "decide", "findings", "goal", "plan", "why"]
