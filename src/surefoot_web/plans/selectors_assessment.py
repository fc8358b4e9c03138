"""The assessment as a page may show it: of an open visit as it stands, of a signed one as it was signed; no coding in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surefoot_web.config.knowledge import load
from surefoot_web.notes.models import LayerKind, SignedLayer
from surefoot_web.visits.case import case_of
from surefoot_web.visits.models import Visit

Data = dict[str, Any]


def signature_of(visit: Visit) -> SignedLayer | None:
    """The layer that the signature sealed, or None while the visit is not signed."""
    return SignedLayer.objects.filter(visit=visit, kind=LayerKind.SIGNATURE).select_related("signed_by").first()


def record_shown(visit: Visit) -> tuple[Data, Data]:
    """The case and its assessment: as signed, or of an open visit as it stands.

    Raises `surefoot.errors.CaseRefused` when the record of an open visit has faults.
    """
    from surefoot.assessment import assess  # slow to load

    layer = signature_of(visit)
    if layer:
        return layer.case, layer.assessment
    case = case_of(visit)
    return case, assess(case, load())


def assessment_shown(visit: Visit) -> Data:
    """The assessment without its coding decision, which has a page of its own once the visit is signed. Raises as `record_shown`."""
    return without_coding(record_shown(visit)[1])


def without_coding(assessment: Data) -> Data:
    """An assessment as a page may show it before its visit is signed."""
    missing = [one for one in assessment["missing"] if _clinical(one)]
    return {key: part for key, part in assessment.items() if key != "billing"} | {"missing": missing}


def _clinical(missing: Mapping[str, Any]) -> bool:
    """Whether it would settle a factor, a level or a finding; what settles requirements alone is about coding."""
    return any(not settled.startswith("requirement") for settled in missing["settles"])


def labels_of(assessment: Mapping[str, Any]) -> dict[str, str]:
    """{id: words} of everything in an assessment that has a name, and of the facts it misses."""
    rows = [*assessment["findings"], *assessment["scores"], *assessment["factors"], *assessment["suggestions"]]
    levels = {id_: level["title"] for id_, level in assessment["levels"].items()}
    missing = {one["id"]: one["says"] for one in assessment["missing"]}
    return missing | {row["id"]: row["label"] for row in rows} | levels
