"""What the case gives for the claim, read by path; what is missing is collected, never guessed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from surefoot.errors import Fault
from surefoot.note.signs import UNSEEN

_UNSEEN = UNSEEN | {"Zl", "Zp"}  # what no page carries, and the ends of lines


def unseen(text: str) -> tuple[str, ...]:
    """The signs of a text that no claim can carry because nobody sees them, as numbers.

    >>> unseen("Ana\\u202e\\n"), unseen("Ñuñez")
    (('U+000A', 'U+202E'), ())
    """
    return tuple(f"U+{ord(sign):04X}" for sign in sorted(set(text)) if unicodedata.category(sign) in _UNSEEN)


class Given:
    """The `claim` part of a case. `faults` grows with every `need` that finds nothing, and with text that holds unseen signs."""

    def __init__(self, claim: Mapping[str, Any]) -> None:
        self._claim = claim
        self.faults: list[Fault] = []

    def get(self, path: str) -> Any:
        """What stands at a dotted path, or None."""
        found: Any = self._claim
        for step in path.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        if not isinstance(found, str):
            return found
        self._refuse_unseen(path, found.strip())
        return found.strip() or None

    def need(self, path: str, what: str) -> Any:
        """The same; a fault where there is nothing."""
        found = self.get(path)
        if found is None:
            self.fault(f"claim.{path}", f"The claim lacks {what}.", f"Add claim.{path}.")
        return found

    def fault(self, where: str, says: str, do: str, *, code: str = "SF-B011") -> None:
        """Note one fault, once."""
        found = Fault(code, where, says, do)
        if found not in self.faults:
            self.faults.append(found)

    def _refuse_unseen(self, path: str, text: str) -> None:
        if signs := unseen(text):
            says = f"No claim can carry a sign that is not seen: {', '.join(signs)}."
            self.fault(f"claim.{path}", says, "Type it anew, on one line.", code="SF-B021")
