"""What the case gives for the claim, read by path; what is missing is collected, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surefoot.errors import Fault


class Given:
    """The `claim` part of a case. `faults` grows with every `need` that finds nothing."""

    def __init__(self, claim: Mapping[str, Any]) -> None:
        self._claim = claim
        self.faults: list[Fault] = []

    def get(self, path: str) -> Any:
        """What stands at a dotted path, or None."""
        found: Any = self._claim
        for step in path.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        return found.strip() or None if isinstance(found, str) else found

    def need(self, path: str, what: str) -> Any:
        """The same; a fault where there is nothing."""
        found = self.get(path)
        if found is None:
            self.fault(f"claim.{path}", f"The claim lacks {what}.", f"Add claim.{path}.")
        return found

    def fault(self, where: str, says: str, do: str) -> None:
        """Note one fault."""
        self.faults.append(Fault("SF-B011", where, says, do))
