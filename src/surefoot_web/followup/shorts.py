"""What a signature held, in short: drawn from the sealed assessment in the same transaction, for counting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surefoot_web.notes.models import LayerKind, SignedLayer

from .models import SignedShort

APART = ("advice", "legacy")  # what stands beside the levels is no level
KEPT_OF_LEVEL = ("level", "label", "title", "version", "asks_for")


def short_of(assessment: Mapping[str, Any]) -> dict[str, Any]:
    """{"levels": {algorithm: its level with its words}, "factors": {suggestion: names of the factors it is for}}."""
    levels = {id_: one for id_, one in assessment.get("levels", {}).items() if not _apart(one)}
    names = {one["id"]: one["label"] for one in assessment.get("factors", ())}
    return {
        "levels": {id_: {key: one.get(key) for key in KEPT_OF_LEVEL} for id_, one in levels.items()},
        "factors": {
            one["id"]: {id_: names.get(id_, id_) for id_ in one.get("factors", ())}
            for one in assessment.get("suggestions", ())
        },
    }


def _apart(level: Mapping[str, Any]) -> bool:
    return (level.get("standing") or {}).get("kind") in APART


def short_keep(sender: type[SignedLayer], instance: SignedLayer, created: bool, **_: Any) -> None:
    """Keep the short form of a signature that was just sealed. Connected to `post_save` of `SignedLayer` (apps.py)."""
    if created and instance.kind == LayerKind.SIGNATURE:
        SignedShort.objects.create(
            clinic_id=instance.clinic_id, visit_id=instance.visit_id, **short_of(instance.assessment)
        )
