"""The signed report, and the programme around the tests: questionnaire, suggestions, decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surefoot.billing.attested import attested, not_before_visit, skilled_provider
from surefoot.billing.found import Found, answered, text
from surefoot.billing.moments import moment
from surefoot.billing.record import Record
from surefoot.values import Tri
from surefoot.values.tri import all_of

Data = Mapping[str, Any]
PARTS = ("interpretation", "analysis", "plan_of_care_impact")


def report_facts(record: Record) -> dict[str, Found]:
    """What stands in the report. A drafted sentence that nobody took over is not here, so it is not documented."""
    report: Data = record.case.get("report") or {}
    parts = {part: _written(report, part) for part in PARTS}
    paths = tuple(path for found in parts.values() for path in found.evidence)
    return {
        **{f"report.{part}": found for part, found in parts.items()},
        "report.written": Found(True if paths else None, "report not recorded", paths),
        "report.signed": _signed(record, report.get("signed") or {}),
    }


def _written(report: Data, part: str) -> Found:
    there = text(report.get(part)) is not None
    return Found(
        True if there else None, "not recorded", (f"report.{part}", *_sentences(report, part)) if there else ()
    )


def _sentences(report: Data, part: str) -> tuple[str, ...]:
    """The sentences that make up a part, where the record has them one by one."""
    named = enumerate(report.get("sentences") or ())
    return tuple(
        f"report.sentences[{index}]" for index, one in named if one["section"] == part and text(one.get("text"))
    )


def _signed(record: Record, signature: Data) -> Found:
    """Signed by the responsible provider, with the time, after the last of the time that may count.

    A signature from before that, or of another person than the provider the visit names, is not the one of this report.
    """
    if moment(signature.get("at")) is None:
        return Found(None, "time of the signature not recorded")
    if not _signed_after(record, signature):
        return Found(None, "signed before the tests were over")
    visit = record.case["visit"]
    if "provider" in visit and (visit["provider"] is None or visit["provider"] != signature.get("by")):
        return Found(None, "not signed by the responsible provider")
    answer = skilled_provider(record.case, signature.get("by"), record.knowledge)
    return answered(answer, "the signer is no provider on record", ("report.signed",))


def _signed_after(record: Record, signature: Data) -> bool:
    at = moment(signature.get("at"))
    ends = [span.ended for span in record.spans or () if span.counts is not Tri.NO and span.ended is not None]
    return at is not None and at >= max(ends) if ends else not_before_visit(record.case, signature)


def programme_facts(record: Record) -> dict[str, Found]:
    """Was there more than tests, and did a named provider decide on what was suggested?"""
    answers = record.case.get("answers") or {}
    used = tuple(f"answers.{form}" for form, given in answers.items() if form != "respondent" and given is not None)
    paths = _decision_paths(record)
    decided = [_decided(record, suggestion.get("decision")) for suggestion in record.suggestions]
    return {
        "billing.questionnaire_used": Found(bool(used), evidence=used),
        "billing.suggestions_used": Found(bool(record.suggestions)),
        "billing.suggestions_decided": answered(all_of(decided), "a suggestion is not decided", paths),
        "billing.strategy_or_reason": answered(_strategy(record, all_of(decided)), "no decision", paths),
        "billing.exercise_taken_up": _exercise(record),
    }


def _decision_paths(record: Record) -> tuple[str, ...]:
    named = {suggestion.get("id") for suggestion in record.suggestions}
    decisions = record.case.get("decisions") or ()
    return tuple(f"decisions[{index}]" for index, one in enumerate(decisions) if one.get("suggestion") in named)


def _decided(record: Record, decision: Data | None) -> Tri:
    """Decided by a provider the case lists, not before the visit, and with the reason where not simply accepted."""
    word = decision.get("decision") if decision else None
    if not decision or word not in ("accepted", "changed", "declined"):
        return Tri.NOT_KNOWN
    whole = attested(record.case, decision, record.knowledge)
    if word != "accepted":
        whole = whole and text(decision.get("reason")) is not None
    declined_by = decision.get("declined_by")
    whole = whole and (declined_by in ("patient", "provider") if word == "declined" else declined_by is None)
    return Tri.YES if whole else Tri.NOT_KNOWN


def _strategy(record: Record, decided: Tri) -> Tri:
    """At least one strategy taken up; or all declined, each with its reason; or nothing was suggested."""
    words = [(suggestion.get("decision") or {}).get("decision") for suggestion in record.suggestions]
    return Tri.YES if any(word in ("accepted", "changed") for word in words) else decided


def _exercise(record: Record) -> Found:
    """Yes with one exercise taken up under a name; no where each was declined so; nothing suggested says nothing."""
    offered = [suggestion for suggestion in record.suggestions if suggestion.get("kind") == "exercise"]
    whole = [one for one in offered if _decided(record, one.get("decision")) is Tri.YES]
    taken = {one.get("id") for one in whole if one["decision"]["decision"] != "declined"}
    decisions = record.case.get("decisions") or ()
    paths = tuple(f"decisions[{place}]" for place, one in enumerate(decisions) if one.get("suggestion") in taken)
    if taken:
        return Found(True, evidence=paths)
    return Found(False if offered and whole == offered else None, "no exercise was taken up under a provider's name")
