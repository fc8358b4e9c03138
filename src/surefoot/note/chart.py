"""The pictures of the report: each result against published limits and the norm of the person's age and sex, as on the page."""

from __future__ import annotations

from collections.abc import Sequence

from surefoot.note.document import Chart
from surefoot.note.material import Data
from surefoot.pictures import Picture, norm_picture, side_by_side

Titled = tuple[str, Picture]
_MOST = 6  # in one chart: a taller one has no room on a page
_CAPTION = "Results against limits and norms"


def build_charts(scores: Sequence[Data]) -> list[Chart]:
    """A picture for each score that has a value and a limit or a norm; no chart where there is no such score."""
    drawn = [(str(score["label"]), picture) for score in scores if (picture := norm_picture(score)) is not None]
    return [_chart(drawn[first : first + _MOST]) for first in range(0, len(drawn), _MOST)]


def _chart(drawn: Sequence[Titled]) -> Chart:
    alternative = " ".join(picture.alternative for _, picture in drawn)
    return Chart(side_by_side(drawn), alternative, ". ".join([_CAPTION, *_signs(drawn)]))


def _signs(drawn: Sequence[Titled]) -> list[str]:
    """What each sign is; where it does not stand in every picture, of which test."""
    found: dict[str, list[str]] = {}
    for label, picture in drawn:
        for sign in picture.signs:
            found.setdefault(sign, []).append(label)
    return [sign if len(labels) == len(drawn) else f"{', '.join(labels)}: {sign}" for sign, labels in found.items()]
