"""Pictures of results on a page: the drawing, its words, what each sign means. Where no renderer is installed the words stand alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from surefoot.errors import MissingExtra
from surefoot.pictures import Picture, norm_drawn, norm_picture, profile_picture, svg_of

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it. `norm` is the one that is drawn, where one is."""

    svg: SafeString
    alternative: str
    caption: str
    norm: Data | None = None


def result_shown(score: Data) -> Shown | None:
    """One `scores` entry against its norm and limits; None where there is no value, or nothing to set it against."""
    picture = norm_picture(score)
    return _shown(picture, norm_drawn(score)) if picture else None


def profile_shown(profile: Sequence[Data]) -> Shown | None:
    """The balance profile of an assessment; None where an earlier release gave none."""
    picture = profile_picture(profile)
    return _shown(picture) if picture else None


def _shown(picture: Picture, norm: Data | None = None) -> Shown:
    return Shown(_drawn(picture), picture.alternative, picture.caption, norm)


def _drawn(picture: Picture) -> SafeString:
    """The drawing, made by our own renderer of numbers and names of the knowledge: no markup of anybody's is in it."""
    try:
        return mark_safe(svg_of(picture.spec))  # noqa: S308
    except MissingExtra:
        return SafeString()
