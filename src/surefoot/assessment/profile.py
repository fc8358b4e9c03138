"""The balance profile: which components of balance were tested, by which test, and on which side of its limits each result lies. No sum is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Entry
from surefoot.wording import unsure

Data = Mapping[str, Any]
_UNTRIED = ("not_done", "no_trial", "not_asked")


def balance_profile(scores: Sequence[Data], knowledge: Knowledge) -> list[dict[str, Any]]:
    """Every component in its order, also one that no test was done for; `scores` as they are published."""
    by_test: dict[str, list[Data]] = {}
    for score in scores:
        by_test.setdefault(score["instrument"], []).append(score)
    return [_component(domain, by_test, knowledge) for domain in knowledge.domains.values()]


def _component(domain: Entry, by_test: Mapping[str, list[Data]], knowledge: Knowledge) -> dict[str, Any]:
    placed = [
        (test, one) for test in knowledge.tests.values() for one in test.get("domain", ()) if one["of"] == domain.id
    ]
    tests = [_test(test, one, by_test[test.id]) for test, one in placed if test.id in by_test]
    return {
        "id": domain.id,
        "label": domain["label"],
        "plain": dict(domain["plain"]),
        "tested": any(one["state"] != "not_done" for one in tests),
        "tests": tests,
        "could": [test["label"] for test, _ in placed if test.id not in by_test],
        "source": list(domain["source"]),
        "confidence": domain["confidence"],
    }


def _test(test: Entry, placed: Data, scores: Sequence[Data]) -> dict[str, Any]:
    state, says = _standing(scores)
    return {
        "id": test.id,
        "label": test["label"],
        "state": state,
        "says": says,
        "shared": len(test["domain"]) > 1,  # one result for several components: it does not say which
        "source": list(placed["source"]),
        "confidence": placed["confidence"],
    }


def _standing(scores: Sequence[Data]) -> tuple[str, str]:
    """Outside where any limit says so, within where one was read and none says so; without a limit that could be read, not known."""
    tried = [score for score in scores if score["status"] not in _UNTRIED]
    if not tried:
        return "not_done", str(scores[0]["reason"] or "not done")
    compared = [one for score in tried for one in score["comparisons"]]
    for state, answer, how in (("outside", "yes", "beyond a limit"), ("within", "no", "not beyond a limit")):
        if found := [one for one in compared if one["answer"] == answer]:
            return state, f"{how}: {_named(found)}"
    return "not_known", _why_not_known(tried, compared)


def _named(limits: Iterable[Data]) -> str:
    """Limits by their names, each once, and that nobody has checked one where that is so."""
    return ", ".join(dict.fromkeys(f"{one['name']}{unsure(one['confidence'])}" for one in limits))


def _why_not_known(tried: Sequence[Data], compared: Sequence[Data]) -> str:
    reason = next((score["reason"] for score in tried if score["status"] != "measured" and score["reason"]), None)
    return str(reason or ("no limit could be read for this person" if compared else "done; no limit to set it against"))
