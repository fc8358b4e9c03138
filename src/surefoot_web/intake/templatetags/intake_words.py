"""What a page of a visit says of its questionnaire: who answered and how, and what was left for staff to ask."""

from __future__ import annotations

from typing import Any

from django import template

from surefoot_web.config.knowledge import load
from surefoot_web.visits.models import Visit

from ..models import Answer
from ..questions import left_for_provider
from ..selectors import form_of, respondent_words
from ..views_entry import asked_of

register = template.Library()


@register.simple_tag
def answered_by(visit: Visit) -> str:
    """Who answered the questionnaire, how and through whom; empty when nobody was asked."""
    form = form_of(visit)
    return respondent_words(form) if form else ""


@register.simple_tag
def left_to_ask(visit: Visit) -> list[dict[str, Any]]:
    """The private questions left for staff: [{text}]; empty where none were."""
    leaving = {
        item["id"] for form in load().questionnaires.values() for item in form["items"] if "leaves_private" in item
    }
    if not Answer.objects.filter(visit=visit, key__in=leaving).exists():
        return []
    found = left_for_provider(asked_of(visit), load())
    return [line for one in found for line in ([*one.lines] or [one.item])]
