"""What a trial still lacks before it gives a score, by the library's own reading of a case that holds this trial alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from surefoot.instruments import test_scores
from surefoot.knowledge.model import Data, Entry
from surefoot_web.config.knowledge import load

LEFT_OUT = ("practice", "invalid")  # a trial that is not to count still has to be a whole one


def lacking(test: Entry, trial: Mapping[str, Any]) -> tuple[str | None, str] | None:
    """(field, what to do) when the trial gives no score; None when it gives one, or when only its values are at fault.

    `field` is None when no single field would settle it.
    """
    left_out = {*LEFT_OUT, *(rule["field"] for rule in test.get("not_counted_when", ()))}
    given = {name: value for name, value in trial.items() if value is not None and name not in left_out}
    scores = test_scores({"tests": [{"test": test.id, "trials": [given]}]}, load())
    if any(score.status != "no_trial" for score in scores.values()):
        return None
    gaps = [gap for spec in test["scores"] if (gap := _gap(spec, given))]
    if len(gaps) < len(test["scores"]):
        return None
    field, other = gaps[0]
    if len(gaps) > 1 and len({gap for gap, _other in gaps}) > 1:
        return None, _("This gives no result yet: enter what a result is made of.")
    return field, _asks(test, field, other)


def _gap(spec: Data, given: Mapping[str, Any]) -> tuple[str, str] | None:
    """The first field that one score lacks, and the field that would do in its place ("" where there is none)."""
    for key, word in spec.get("where", {}).items():
        if given.get(key) != word:
            return key, ""
    direct, pair = spec.get("field", ""), spec.get("ratio") or spec.get("drop") or ()
    missing = [key for key in pair if given.get(key) is None]
    if pair:
        return (missing[0], direct) if missing else None
    return (direct, "") if given.get(direct) is None else None


def _asks(test: Entry, field: str, other: str) -> str:
    if not other:
        return _("Without this the trial gives no result. Enter it too.")
    names = {"what": _label(test, field), "other": _label(test, other)}
    return _("Enter the %(what)s too, or the %(other)s alone.") % names


def _label(test: Entry, field: str) -> str:
    """The label of a field inside a sentence, without what stands in brackets behind it."""
    found = next((str(spec["label"]) for spec in test["fields"] if spec["id"] == field), field.replace("_", " "))
    return found.partition(" (")[0].lower()
