"""Words of the plan's page: `{% load plan_words %}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

register = template.Library()

BENEFITS: dict[str, Promise] = {
    "urgent": _("cannot wait"),
    "fewer_falls": _("fewer falls in trials"),
    "part_of_care": _("one part of care; alone not shown to lower falls"),
    "fewer_injuries": _("bears on injuries, not on falls"),
    "not_shown": _("an effect on falls was not shown"),
    "both_ways": _("trials point both ways"),
}
CERTAINTIES: dict[str, Promise] = {
    "high": _("high certainty"),
    "moderate": _("moderate certainty"),
    "low": _("low certainty"),
    "not_graded": _("not graded"),
}


@register.simple_tag
def expected(expects: Mapping[str, Any]) -> str:
    """Say what an intervention may be expected to do and how sure that is: "fewer falls in trials, high certainty"."""
    benefit, certainty = str(expects["benefit"]), str(expects["certainty"])
    return f"{BENEFITS.get(benefit, benefit)}, {CERTAINTIES.get(certainty, certainty)}"


@register.simple_tag
def exercises_counted(exercises: Sequence[Mapping[str, Any]]) -> str:
    """Say how many may be done alone: "3 may be done alone, 9 with a therapist only"."""
    alone = sum(one["alone"] == "yes" for one in exercises)
    if not alone:
        return gettext("all with a therapist only")
    first = ngettext("%(count)d may be done alone", "%(count)d may be done alone", alone) % {"count": alone}
    left = len(exercises) - alone
    return f"{first}, {gettext('%(count)d with a therapist only') % {'count': left}}" if left else first


@register.inclusion_tag("plans/parts/pick.html")
def pick(value: str, word: str, of: Mapping[str, Any], chosen: str) -> dict[str, Any]:
    """One button that decides on the suggestion `of`; pressed where `chosen` says that this is what was decided."""
    return {"value": value, "word": word, "of": of, "at": value.replace(".", "-"), "pressed": value == chosen}
