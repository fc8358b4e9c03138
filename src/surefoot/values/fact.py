"""One thing known, or not known and why, about one case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Known: TypeAlias = bool | float | str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is None when it is not known; `why` then says why ("not asked", "not done: unsafe"). `evidence` is a path in the case."""

    value: Known = None
    why: str | None = None
    evidence: str | None = None


Facts: TypeAlias = Mapping[str, Fact]
NOT_ASKED = Fact(None, "not asked")
