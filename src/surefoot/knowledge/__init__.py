"""The knowledge: every number, rule and text with its source, read strictly, under one content hash."""

from surefoot.knowledge.loader import load, load_texts
from surefoot.knowledge.once import once_per_knowledge, once_per_state
from surefoot.knowledge.pack import Knowledge
from surefoot.knowledge.resolve import View

__all__ = ["Knowledge", "View", "load", "load_texts", "once_per_knowledge", "once_per_state"]
