"""Pages of findings and of the plan."""

from .findings import findings
from .goal import goal
from .plan import decide, plan
from .why import why

__all__ = ["decide", "findings", "goal", "plan", "why"]
