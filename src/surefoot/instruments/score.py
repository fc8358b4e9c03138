"""One score of one test, and how it was taken: the trial picked, the leg, the eyes, the ceiling, what was done differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from surefoot.knowledge.model import Data
from surefoot.units import written
from surefoot.values import Fact


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing that was done otherwise than the protocol says. `protocol` is what it says, None where it says nothing."""

    id: str
    says: str
    protocol: str | None = None
    source: tuple[str, ...] = ()
    confidence: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "says": self.says,
            "protocol": self.protocol,
            "source": list(self.source),
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Taken:
    """How a score was taken. What nobody recorded and the protocol does not fix is None.

    `pick` is best, first, last, mean, sum, bands or entered; `trials_counted` how many trials it rests on.
    `recorded` holds what the trial says of itself beside its measures: {"side": "left", "course_m": 3}.
    """

    pick: str
    trials_counted: int
    trials_asked: int | None = None
    side: str | None = None
    eyes: str | None = None
    ceiling_s: float | None = None
    at_ceiling: bool = False
    recorded: Mapping[str, Any] = field(default_factory=dict)
    deviations: tuple[Deviation, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "pick": self.pick,
            "trials_counted": self.trials_counted,
            "trials_asked": self.trials_asked,
            "side": self.side,
            "eyes": self.eyes,
            "ceiling_s": self.ceiling_s,
            "at_ceiling": self.at_ceiling,
            "recorded": dict(self.recorded),
            "deviations": [deviation.as_json() for deviation in self.deviations],
        }


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A score that was entered and also worked out from its parts, with different results. Both are kept."""

    entered: float
    low: float
    high: float
    counts: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """One score of one test. `value` is what was measured; `status` says whether rules may compare it.

    status: measured, unable (attempted, with the protocol's own score where it has one), partial (some parts are missing:
    `bounds` says between which values it lies), not_done, not_comparable (hands-on help or a deviation), no_trial.
    """

    id: str
    test: str
    label: str
    unit: str
    status: str
    value: float | None = None
    reason: str | None = None
    evidence: str | None = None
    trials: Sequence[Data] = field(default_factory=tuple)
    decimals: int = 1
    words: str | None = None
    worked_out: bool = False
    taken: Taken | None = None
    bounds: tuple[float, float] | None = None
    disagreement: Disagreement | None = None

    @property
    def compared(self) -> bool:
        """Whether limits and norms may be set beside it."""
        return self.value is not None and self.status in ("measured", "unable")

    @property
    def tried(self) -> bool:
        """Whether somebody tried, with or without a value."""
        return self.status in ("measured", "unable", "partial", "not_comparable")

    @property
    def fact(self) -> Fact:
        """What rules read: the value only where it may be compared."""
        usable = self.value if self.compared else None
        return Fact(usable, None if usable is not None else self.reason or "not measured", self.evidence)

    @property
    def shown(self) -> str:
        """The value as a person reads it: as it was measured; one that was worked out with one decimal more than usual."""
        if self.value is None:
            return ""
        return written(round(self.value, self.decimals + 1) if self.worked_out else self.value, self.unit)

    @property
    def said(self) -> str:
        """The score in words: `tandem stance held 6 s`."""
        words = self.words.format(value=self.shown) if self.words else f"{self.label} {self.shown}"
        return words[:1].upper() + words[1:]
