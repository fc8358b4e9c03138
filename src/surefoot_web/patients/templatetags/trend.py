"""Tags of the trend page: days and counts in the language the patient reads."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from surefoot.pictures.picture import day_says
from surefoot_web.patients.trend_words import WORDS

register = template.Library()


@register.filter
def told_day(day: str, language: str) -> str:
    """A day as ISO 8601 in words: "Nov 20, 2026", "20 nov 2026"."""
    return day_says(day, "es" if language == "es" else "en")


@register.filter
def falls_say(count: int, language: str) -> str:
    """How many falls, in words."""
    key = "falls_none" if not count else "falls_one" if count == 1 else "falls_many"
    return WORDS[language][key].format(count=count)


@register.filter
def word(says: Mapping[str, str], key: str) -> str:
    """The words for a key; the key itself where there are none."""
    return says.get(key, key)
