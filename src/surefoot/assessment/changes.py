"""Change since an earlier visit: beyond measurement error or not, by an error published for a population; else not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surefoot.engine import CaseReader
from surefoot.instruments import Score, case_facts, test_scores
from surefoot.knowledge.expression import Ref
from surefoot.units import written
from surefoot.wording import unsure

Case = Mapping[str, Any]


def changes(case: Case, reader: CaseReader, scores: Mapping[str, Score]) -> list[dict[str, Any]]:
    """One entry for every score that this visit and an earlier one both have, the latest earlier visit first."""
    earlier = [(*_earlier(one, reader), f"previous[{index}]") for index, one in enumerate(case.get("previous", ()))]
    found = []
    for day, before, evidence in sorted(earlier, key=lambda one: one[0], reverse=True):
        for id_, value in before.items():
            now = _now(id_, reader, scores)
            if now is not None:
                found.append(_change(id_, value, now, day, evidence, reader))
    return found


def _earlier(one: Case, reader: CaseReader) -> tuple[str, dict[str, float]]:
    """The day and the comparable scores of an earlier visit, given as scores or as a whole case."""
    if "schema" not in one:
        return str(one["date"]), {id_: float(value) for id_, value in one.get("scores", {}).items()}
    then = test_scores(one, reader.knowledge)
    facts = CaseReader(reader.knowledge, reader.view, case_facts(one, reader.knowledge, then))
    found = {
        id_: float(score.value)
        for id_, score in then.items()
        if score.value is not None and score.fact.value is not None
    }
    for form in reader.knowledge.questionnaires.values():
        if "score" in form.data and (known := facts.number(Ref(form["score"]["id"])).bounds.known) is not None:
            found[form["score"]["id"]] = known
    return str(one["visit"]["date"]), found


def _now(id_: str, reader: CaseReader, scores: Mapping[str, Score]) -> tuple[float, str, str] | None:
    """The value, unit and label of a score at this visit, where it may be compared."""
    if id_ in scores:
        score = scores[id_]
        value = score.value if score.status in ("measured", "unable") else None
        return None if value is None else (value, score.unit, score.label)
    number = reader.number(Ref(id_))
    known = number.bounds.known
    return None if known is None or number.unit is None else (known, number.unit, number.says)


def _change(
    id_: str, before: float, now: tuple[float, str, str], day: str, evidence: str, reader: CaseReader
) -> dict[str, Any]:
    value, unit, label = now
    difference = value - before
    errors = _errors(id_, reader)
    judged = [{**error, "beyond": "yes" if round(abs(difference), 6) >= error["value"] else "no"} for error in errors]
    return {
        "id": id_,
        "label": label,
        "since": day,
        "before": before,
        "now": value,
        "difference": round(difference, 6),
        "unit": unit,
        "beyond_error": _beyond(judged),
        "says": _says(label, before, value, unit, day, judged),
        "errors": judged,
        "evidence": evidence,
    }


def _beyond(judged: list[dict[str, Any]]) -> str:
    """Yes or no only where every error published for the test says the same; else not known."""
    said = {error["beyond"] for error in judged}
    return str(said.pop()) if len(said) == 1 else "not_known"


def _errors(id_: str, reader: CaseReader) -> list[dict[str, Any]]:
    """Measurement errors published for this test, each with its population: a reader judges whether it fits this person."""
    test = reader.knowledge.tests.get(id_.split(".")[0])
    listed = []
    for error in test.get("errors", ()) if test else ():
        value = reader.view.values.get(error["id"])
        if value is not None:
            cited = {"source": list(value.cited.source), "confidence": value.cited.confidence}
            listed.append(
                {"id": value.id, "value": value.value, "unit": value.unit, "population": value.population, **cited}
            )
    return listed


def _says(label: str, before: float, now: float, unit: str, day: str, judged: list[dict[str, Any]]) -> str:
    text = f"{label}: {written(before, unit)} on {day}, {written(now, unit)} now."
    if not judged:
        return f"{text} Whether this is beyond measurement error is not known: no published error is held for it."
    parts = [
        f"{'beyond' if error['beyond'] == 'yes' else 'within'} the {written(error['value'], unit)} published for {error['population']}{unsure(error['confidence'])}"
        for error in judged
    ]
    return f"{text} The change is {'; '.join(parts)}. Whether that population fits this person is for the provider to judge."
