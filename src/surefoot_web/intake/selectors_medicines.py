"""The list of medicines as the library reads it, for a page."""

from __future__ import annotations

from typing import Any

from surefoot_web.visits.models import Visit


def medicines_shown(visit: Visit) -> dict[str, Any]:
    """`medicines` (None while the list is not known), `prescriber_questions` and `sources`, as the visit stands."""
    from surefoot_web.visits.case import (
        assessment_of,
    )  # polars is slow to load, and most pages of the questionnaire need none

    assessment = assessment_of(visit)
    return {key: assessment[key] for key in ("medicines", "prescriber_questions", "sources")}
