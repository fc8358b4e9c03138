"""The trace of a coding rule with the way to its evidence: every fact shows all its places in the case and its rule's source."""

from __future__ import annotations

from collections.abc import Mapping

from surefoot.billing.found import Found
from surefoot.engine import Trace
from surefoot.knowledge.model import Cited


def evidenced(trace: Trace, found: Mapping[str, Found], cited: Cited) -> Trace:
    """The same trace; a step that reads a fact of the coding decision names its evidence and the source of the rule."""
    because = tuple(evidenced(step, found, cited) for step in trace.because)
    if trace.id is None or trace.id not in found:
        return trace._replace(because=because)
    return trace._replace(
        because=because,
        evidence=found[trace.id].evidence,
        source=cited.source,
        confidence=cited.confidence,
    )
