"""What a page of a visit says of the patient's other visits on the same day."""

from __future__ import annotations

from typing import Any

from django import template

from ..models import Visit
from ..same_day import claim_of_day, others_shown

register = template.Library()


@register.inclusion_tag("visits/parts/same_day.html")
def same_day_notice(visit: Visit) -> dict[str, Any]:
    """A notice that names the other visits; of a signed visit it also says which of them carries the claim. Nothing for one alone."""
    others = others_shown(visit)
    claim = claim_of_day(visit) if others and visit.is_signed else None
    return {"others": others, "claim": claim, "signed": visit.is_signed}
