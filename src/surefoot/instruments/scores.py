"""Trials of a test become its scores, by the protocol's own rule: which trials count, which of them is taken, what unable means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surefoot.instruments.score import Score
from surefoot.instruments.sums import composed
from surefoot.instruments.trials import (
    Entries,
    Valued,
    counted,
    counted_trials,
    deviations,
    pick_of,
    taken_of,
    valued_trials,
    why_not_counted,
)
from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Data, Entry

MADE_OF = ("bands", "sum_of", "items")
Case = Mapping[str, Any]


def test_scores(case: Case, knowledge: Knowledge) -> dict[str, Score]:
    """The scores of every test the case names, by score id."""
    by_test: dict[str, list[tuple[int, Data]]] = {}
    for index, entry in enumerate(case.get("tests", ())):
        by_test.setdefault(entry["test"], []).append((index, entry))
    found: dict[str, Score] = {}
    for id_, entries in by_test.items():
        found |= _scores(knowledge.tests[id_], entries)
    return found


def _scores(test: Entry, entries: Entries) -> dict[str, Score]:
    """Every score of one test; those made of others come after them in the file."""
    found: dict[str, Score] = {}
    for spec in test["scores"]:
        own = _score(test, spec, entries)
        made = any(key in spec for key in MADE_OF)
        found[spec["id"]] = composed(spec, test, own, found, counted_trials(test, entries)) if made else own
    return found


def _score(test: Entry, spec: Data, entries: Entries) -> Score:
    """One score by the trials that name it themselves."""
    valued = list(valued_trials(spec, test, entries))
    about = _about(test, spec, entries, valued)
    measured = [one for one in valued if one.value is not None]
    comparable = [one for one in measured if not deviations(one.trial, test)]
    if len(valued) < spec.get("least_trials", 0):
        return Score(**about | {"trials": ()}, **(_absent(test, entries) if not valued else _too_few(spec)))
    if measured:
        return _taken(test, spec, comparable or measured, about, comparable=bool(comparable))
    if valued:
        return Score(**about, status="unable", reason=_unable_says(spec, valued[0]))
    return Score(**about, **_absent(test, entries))


def _about(test: Entry, spec: Data, entries: Entries, valued: list[Valued]) -> dict[str, Any]:
    return {
        "id": spec["id"],
        "test": test.id,
        "label": spec["label"],
        "unit": spec["unit"],
        "decimals": spec["decimals"],
        "words": spec.get("words"),
        "evidence": f"tests[{entries[-1][0]}]",
        "worked_out": spec["pick"] == "mean" or "ratio" in spec,
        "trials": tuple(one.trial for one in valued),
    }


def _taken(test: Entry, spec: Data, valued: list[Valued], about: dict[str, Any], *, comparable: bool) -> Score:
    chosen = pick_of(spec, valued)
    about |= {"evidence": chosen.path, "value": chosen.value, "taken": taken_of(spec, test, valued, chosen)}
    about["worked_out"] = about["worked_out"] or ("also" in spec and chosen.trial.get(spec["field"]) is None)
    if not comparable:
        differs = [one.says for trial in counted(spec, valued, chosen) for one in deviations(trial.trial, test)]
        return Score(**about, status="not_comparable", reason="; ".join(dict.fromkeys(differs)))
    reason = _unable_says(spec, chosen) if chosen.unable else _interrupted(counted(spec, valued, chosen))
    return Score(**about, status="unable" if chosen.unable else "measured", reason=reason)


def _absent(test: Entry, entries: Entries) -> dict[str, Any]:
    for _, entry in entries:
        if "not_done" in entry:
            reason = entry["not_done"].get("reason", "reason not recorded").replace("_", " ")
            return {"status": "not_done", "reason": f"not done: {reason}"}
    trials = [trial for _, entry in entries for trial in entry.get("trials", ())]
    invalid = next((why for trial in trials if (why := why_not_counted(trial, test))), None)
    return {"status": "no_trial", "reason": f"no valid trial: {invalid}" if invalid else "not measured"}


def _too_few(spec: Data) -> dict[str, Any]:
    return {"status": "no_trial", "reason": f"not measured: this takes {spec['least_trials']} trials"}


def _interrupted(trials: Any) -> str | None:
    interrupted = any(one.trial.get("interrupted_timing") for one in trials)
    return "the timing was interrupted: check the time" if interrupted else None


def _unable_says(spec: Data, chosen: Valued) -> str:
    """Why an attempt is worth what it is, in the protocol's own words where it has some."""
    for key in ("zero_when", "unable_when"):
        if spec.get(key) and chosen.trial.get(spec[key]["field"]) is True:
            return str(spec[key]["says"])
    own = spec.get("unable")
    return str(own["says"]) if own else "attempted and unable"
