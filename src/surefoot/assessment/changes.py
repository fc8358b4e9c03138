"""Change since an earlier visit: beyond measurement error or not, by an error published for a population; else not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surefoot.engine import CaseReader
from surefoot.instruments import Score
from surefoot.knowledge.expression import Ref
from surefoot.units import written

Case = Mapping[str, Any]


def changes(case: Case, reader: CaseReader, scores: Mapping[str, Score]) -> list[dict[str, Any]]:
    """One entry for every score that this visit and an earlier one both have, the latest earlier visit first."""
    found = []
    for index, earlier in sorted(
        enumerate(case.get("previous", ())), key=lambda pair: str(pair[1]["date"]), reverse=True
    ):
        for id_, before in earlier.get("scores", {}).items():
            now = _now(id_, reader, scores)
            if before is not None and now is not None:
                found.append(_change(id_, float(before), now, earlier["date"], f"previous[{index}]", reader))
    return found


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
    judged = [{**error, "beyond": "yes" if abs(difference) >= error["value"] else "no"} for error in errors]
    return {
        "id": id_,
        "label": label,
        "since": day,
        "before": before,
        "now": value,
        "difference": round(difference, 6),
        "unit": unit,
        "beyond_error": "not_known",
        "says": _says(label, before, value, unit, day, judged),
        "errors": judged,
        "evidence": evidence,
    }


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
        f"{'beyond' if error['beyond'] == 'yes' else 'within'} the {written(error['value'], unit)} published for {error['population']}"
        for error in judged
    ]
    return f"{text} The change is {'; '.join(parts)}. Whether that population fits this person is for the provider to judge."
