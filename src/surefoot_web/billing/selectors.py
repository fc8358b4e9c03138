"""The coding decision in words: requirements with their proof, time, payer, reviews; and the claims made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from surefoot.note.wording import duration
from surefoot_web.notes.models import SignedLayer
from surefoot_web.visits.models import Activity, Visit

from .added import Added, added_to, now_of
from .selectors_knowledge import rule_sources

Data = dict[str, Any]

GROUPS = ("code_selection", "programme", "engine")
OPEN_STATES = ("not_met", "missing")
CLOSING_GATES = ("block", "hold")


def decision_shown(visit: Visit, layer: SignedLayer) -> Data:
    """The decision on a signed visit: as sealed, or with what was added since; `sealed` says how it was sealed where that differs.

    Raises `PackLost` where something was added and the knowledge the signature rested on is lost.
    """
    added = added_to(visit)
    case, assessment = now_of(visit, layer, added) if added else (layer.case, layer.assessment)
    billing, words = assessment["billing"], Proof(case, assessment)
    rows = [_requirement(one, words) for one in billing["code_selection"]["requirements"]]
    gates = billing["payer"]["gates"]
    return {
        "answer": billing["may_submit"],
        "code": billing["code"],
        "units": billing["units"],
        "units_changed": billing.get("units_changed"),
        "open": [one for one in rows if one["state"] in OPEN_STATES],
        "closing": [one for one in gates if one["gate"] in CLOSING_GATES],
        "groups": {group: [one for one in rows if one["group"] == group] for group in GROUPS},
        "selection": billing["code_selection"]["answer"],
        "time": _time(billing["time"], case),
        "rule_sources": rule_sources(layer),
        "payer": billing["payer"],
        "reviews": [_review(one, added) for one in billing["reviews"]],
        "reviews_open": sum(one["settled_by"] is None for one in billing["reviews"]),
        "added": added,
        "settled": len({row.review for row in added.settlements}),
        "sealed": layer.assessment["billing"] if added else None,
        "sources": assessment["sources"],
        "as_of": assessment["as_of"],
        "layer": layer,
    }


def _review(review: Mapping[str, Any], added: Added) -> Data:
    """A review with every settlement of it, the last one first."""
    rows = [row for row in added.settlements if row.review == review["id"]]
    return {**review, "settlements": rows[::-1]}


class Proof:
    """What a path of the case ("tests[0]", "ledger[2]", "report.signed") says, in words."""

    def __init__(self, case: Mapping[str, Any], assessment: Mapping[str, Any]) -> None:
        self.case = case
        self.tests = {one["instrument"]: one["label"] for one in assessment["scores"]}

    def said(self, path: str) -> str:
        name, _bracket, position = path.removesuffix("]").partition("[")
        if position.isdecimal() and name in ("tests", "ledger"):
            row = self.case[name][int(position)]
            return self._test(row) if name == "tests" else self._span(row)
        if position.isdecimal() and name == "report.sentences":
            return self._part(f"report.{self.case['report']['sentences'][int(position)]['section']}")
        return self._part(path)

    def _test(self, test: Mapping[str, Any]) -> str:
        return str(self.tests.get(test["test"], test["test"].replace("_", " ")))

    def _span(self, span: Mapping[str, Any]) -> str:
        return f"{_bounds(span)} {_activity(span.get('activity'))}"

    def _part(self, path: str) -> str:
        words = {
            "visit.reason": _("reason for testing"),
            "visit.status": _("state of the visit"),
            "visit.date": _("day of the visit"),
            "visit.diagnoses": _("diagnoses"),
            "report.interpretation": _("interpretation in the note"),
            "report.analysis": _("analysis in the note"),
            "report.plan_of_care_impact": _("impact on the plan of care in the note"),
            "report.signed": _("signature"),
            "plan_of_care": _("plan of care"),
        }
        if path.startswith("decisions["):
            return _("decisions on the suggestions")
        return words.get(path.partition("[")[0], path.replace("_", " ").replace(".", ": "))


def _requirement(row: Mapping[str, Any], words: Proof) -> Data:
    proof = list(dict.fromkeys(words.said(path) for path in row["evidence"]))
    return {**row, "proof": proof}


def _time(time: Mapping[str, Any], case: Mapping[str, Any]) -> Data:
    return {**time, "spans": list(_spans(time["spans"], case)), "strict_sources": _strict_sources(time["spans"])}


def _spans(spans: list[Mapping[str, Any]], case: Mapping[str, Any]) -> Iterator[Data]:
    for number, span in enumerate(spans):
        row = case["ledger"][number]
        lasts = duration(span["time_s"]) if span["time_s"] is not None else _("length not known")
        words = {"bounds": _bounds(row), "lasts": lasts, "activity_says": _activity(span["activity"])}
        yield {**span, **words, "who": row.get("provider")}


def _strict_sources(spans: list[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(source for span in spans for source in span["strict_source"]))


def _bounds(span: Mapping[str, Any]) -> str:
    """Start and end by the clinic's clock, as the case has them."""
    ends = (datetime.fromisoformat(span[key]) if span.get(key) else None for key in ("start", "end"))
    return "–".join(one.strftime("%H:%M:%S" if one.second else "%H:%M") if one else "…" for one in ends)


def _activity(activity: str | None) -> str:
    return str(Activity(activity).label) if activity in Activity.values else str(activity or _("not recorded"))
