"""Trials of a test become its scores, by the protocol's own rule: which trials count, which of them is taken, what unable means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Data
from surefoot.units import written
from surefoot.values import Fact

Case = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """One score of one test. `value` is what was measured; `status` says whether rules may compare it.

    status: measured, unable (attempted, with the protocol's own score where it has one), not_done, not_comparable
    (hands-on help or a deviation), no_trial.
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

    @property
    def fact(self) -> Fact:
        """What rules read: the value only where it may be compared."""
        usable = self.value if self.status in ("measured", "unable") else None
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


@dataclass(frozen=True, slots=True)
class _Valued:
    value: float | None
    trial: Data
    path: str
    unable: bool = False


def test_scores(case: Case, knowledge: Knowledge) -> dict[str, Score]:
    """The scores of every test the case names, by score id."""
    by_test: dict[str, list[tuple[int, Data]]] = {}
    for index, entry in enumerate(case.get("tests", ())):
        by_test.setdefault(entry["test"], []).append((index, entry))
    found: dict[str, Score] = {}
    for test, entries in by_test.items():
        for spec in knowledge.tests[test]["scores"]:
            found[spec["id"]] = _score(test, spec, entries)
    return found


def _score(test: str, spec: Data, entries: list[tuple[int, Data]]) -> Score:
    about: dict[str, Any] = {"id": spec["id"], "test": test, "label": spec["label"], "unit": spec["unit"]}
    about |= {"decimals": spec["decimals"], "words": spec.get("words"), "evidence": f"tests[{entries[-1][0]}]"}
    about["worked_out"] = spec["pick"] == "mean" or "ratio" in spec
    valued = list(_valued(spec, entries))
    about["trials"] = tuple(one.trial for one in valued)
    comparable = [one for one in valued if one.value is not None and not _differs(one.trial)]
    if comparable:
        chosen = _pick(spec, comparable)
        status = "unable" if chosen.unable else "measured"
        reason = _unable_says(spec, chosen) or _interrupted(chosen.trial)
        return Score(**about | {"evidence": chosen.path}, status=status, value=chosen.value, reason=reason)
    helped = [one for one in valued if one.value is not None]
    if helped:
        chosen = _pick(spec, helped)
        return Score(
            **about | {"evidence": chosen.path},
            status="not_comparable",
            value=chosen.value,
            reason=_differs(chosen.trial),
        )
    if valued:
        return Score(**about, status="unable", reason="attempted and unable")
    return Score(**about, **_absent(entries))


def _absent(entries: list[tuple[int, Data]]) -> dict[str, Any]:
    for _, entry in entries:
        if "not_done" in entry:
            reason = entry["not_done"].get("reason", "reason not recorded").replace("_", " ")
            return {"status": "not_done", "reason": f"not done: {reason}"}
    invalid = next(
        (trial["invalid"] for _, entry in entries for trial in entry.get("trials", ()) if trial.get("invalid")), None
    )
    return {"status": "no_trial", "reason": f"no valid trial: {invalid}" if invalid else "not measured"}


def _valued(spec: Data, entries: list[tuple[int, Data]]) -> Iterator[_Valued]:
    """Trials that may count for this score: not practice, not invalid, of the part it asks for, with a value or an attempt."""
    for index, entry in entries:
        for number, trial in enumerate(entry.get("trials", ())):
            if trial.get("invalid") or trial.get("practice") or not _of_part(spec, trial):
                continue
            path = f"tests[{index}].trials[{number}]"
            if spec.get("zero_when") and trial.get(spec["zero_when"]["field"]) is True:
                yield _Valued(0.0, trial, path, unable=True)
            elif trial.get("outcome") == "unable":
                own = spec.get("unable")
                yield _Valued(float(own["value"]) if own else None, trial, path, unable=True)
            elif (value := _value(spec, trial)) is not None:
                yield _Valued(value, trial, path)


def _of_part(spec: Data, trial: Data) -> bool:
    return all(trial.get(key) == word for key, word in spec.get("where", {}).items())


def _value(spec: Data, trial: Data) -> float | None:
    direct = trial.get(spec["field"]) if "field" in spec else None
    if direct is not None:
        return float(direct)
    pair = spec.get("ratio") or spec.get("drop")
    if not pair or any(trial.get(key) is None for key in pair):
        return None
    first, second = (float(trial[key]) for key in pair)
    if "drop" in spec:
        return first - second
    return first / second if second > 0 else None


def _differs(trial: Data) -> str | None:
    """Why a trial may not be compared with limits and norms, or None."""
    if helped(trial):
        return "done with hands-on help"
    return f"done differently: {trial['deviation']}" if trial.get("deviation") else None


def helped(trial: Data) -> bool:
    """Whether somebody helped with the hands."""
    return trial.get("assistance") not in (None, False, "none", "standby")


def _pick(spec: Data, valued: list[_Valued]) -> _Valued:
    how = spec["pick"]
    if how == "first":
        return valued[0]
    if how == "last":
        return valued[-1]
    if how == "best":
        return (min if spec["worse"] == "higher" else max)(valued, key=lambda one: one.value or 0.0)
    mean = sum(one.value or 0.0 for one in valued) / len(valued)
    return _Valued(mean, valued[0].trial, valued[0].path.rsplit(".trials", 1)[0])


def _interrupted(trial: Data) -> str | None:
    return "the timing was interrupted: check the time" if trial.get("interrupted_timing") else None


def _unable_says(spec: Data, chosen: _Valued) -> str | None:
    if not chosen.unable:
        return None
    own = (
        spec.get("zero_when")
        if spec.get("zero_when") and chosen.trial.get(spec["zero_when"]["field"]) is True
        else spec.get("unable")
    )
    return str(own["says"]) if own else "attempted and unable"
