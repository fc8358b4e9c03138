"""What pages of signing in hand to their scripts."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """The value as JSON for a data attribute, where the content policy allows no script in the page."""
    return json.dumps(value, cls=DjangoJSONEncoder)
