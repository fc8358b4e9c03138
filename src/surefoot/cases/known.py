"""A case without what is only said to be not known: outside the answers, null and absent mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# In these, null is an answer of its own: asked, and not sure.
SAYS_NOT_SURE = frozenset({"answers", "patient_present", "one_on_one", "skilled"})


def known_parts(case: Mapping[str, Any]) -> dict[str, Any]:
    """The same case, its nulls left out wherever null says no more than absent does."""
    kept: dict[str, Any] = _without_null(case)
    return kept


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: part if key in SAYS_NOT_SURE else _without_null(part)
            for key, part in value.items()
            if part is not None or key in SAYS_NOT_SURE
        }
    return [_without_null(part) for part in value] if isinstance(value, list) else value
