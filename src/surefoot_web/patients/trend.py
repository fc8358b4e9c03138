"""What a patient's signed visits show over time: each measure, falls as they were told, plan items. Read from what was sealed, nothing judged anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from surefoot.instruments.alike import unlike, ways_of
from surefoot.pictures import Picture, Point, svg_of, trend_picture
from surefoot_web.config.knowledge import load
from surefoot_web.notes.models import LayerKind, SignedLayer
from surefoot_web.records.actions import SIGNED

from .models import Patient
from .trend_words import change_says, error_says

Data = Mapping[str, Any]
_USED = ("measured", "unable", "not_comparable")


@dataclass(frozen=True, slots=True)
class Measure:
    """One score over visits, the oldest first. `says` and `error` are sentences for the patient; `unlike` in the words of staff."""

    label: str
    plain: str
    unit: str
    points: tuple[Point, ...]
    says: str = ""
    error: str = ""
    answer: str = "not_known"
    unlike: str = ""
    picture: Picture | None = None

    @property
    def latest(self) -> Point:
        return self.points[-1]

    @property
    def svg(self) -> SafeString:
        """The drawing, made by our own renderer of numbers and names of the knowledge: no markup of anybody's is in it."""
        return mark_safe(svg_of(self.picture.spec)) if self.picture else SafeString()  # noqa: S308


@dataclass(frozen=True, slots=True)
class Told:
    """Falls at one visit: how many the patient told of (None: not known), and what happened during the visit."""

    day: str
    falls: int | None
    during: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trend:
    over_time: list[Measure] = field(default_factory=list)
    once: list[Measure] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


def trend_of(patient: Patient, language: str) -> Trend:
    """One query, however many visits: the signature of each signed visit holds its case and its assessment."""
    layers = SignedLayer.objects.filter(
        visit__patient=patient, visit__state__in=SIGNED, kind=LayerKind.SIGNATURE
    ).order_by("visit__date", "signed_at")
    sealed = [
        (layer.case, layer.assessment) for layer in layers.only("case_json", "assessment_json", "number", "visit")
    ]
    measures = list(_measures(sealed, language))
    return Trend(
        [one for one in measures if len(one.points) > 1],
        [one for one in measures if len(one.points) == 1],
        [_told(case) for case, _ in reversed(sealed)],
    )


def _measures(sealed: Sequence[tuple[Data, Data]], language: str) -> Iterable[Measure]:
    """Scores of physical tests that have a value, in the order of the latest visit that holds them."""
    tests = load().tests
    found: dict[str, list[tuple[str, Data, Data]]] = {}
    for case, assessment in sealed:
        for score in assessment.get("scores", ()):
            if score.get("value") is not None and score.get("status") in _USED and score["instrument"] in tests:
                found.setdefault(score["id"], []).append((case["visit"]["date"], score, assessment))
    for rows in found.values():
        plain = (tests[rows[-1][1]["instrument"]].get("plain") or {}).get(language, "")
        yield _measure(rows, plain, language)


def _measure(rows: Sequence[tuple[str, Data, Data]], plain: str, language: str) -> Measure:
    _, latest, assessment = rows[-1]
    now = ways_of(latest.get("taken"))
    points = tuple(_point(at, score, now) for at, score, _ in rows)
    about = {"label": latest["label"], "plain": plain or latest["label"], "unit": latest["unit"], "points": points}
    if len(rows) == 1:
        return Measure(**about)
    before = next((point.day for point in reversed(points[:-1]) if not point.apart), points[-2].day)
    change = _change(assessment, latest["id"], before)
    errors = change.get("errors", ()) if change else ()
    return Measure(
        **about,
        says=change_says(change, before, language),
        error=error_says(change, language),
        answer=change["beyond_error"] if change else "not_known",
        unlike=next((point.differs for point in points if point.day == before), ""),
        picture=trend_picture(about["plain"], latest["unit"], points, errors, language),
    )


def _point(day: str, score: Data, now: Data) -> Point:
    apart = str(score.get("reason") or "") if score["status"] == "not_comparable" else ""
    return Point(day, float(score["value"]), "; ".join(unlike(ways_of(score.get("taken")), now, day)), apart)


def _change(assessment: Data, score: str, since: str) -> Data | None:
    """What the latest visit that holds the score said of it and of the visit of `since`."""
    changes = assessment.get("changes", ())
    return next((one for one in changes if one["id"] == score and one["since"] == since), None)


def _told(case: Data) -> Told:
    answers = (case.get("answers") or {}).get("fall_history") or {}
    falls = answers.get("falls_12m")
    if falls is None and answers.get("any_fall") is False:
        falls = 0
    during = tuple(str(one.get("what") or "not_described") for one in case.get("incidents", ()))
    return Told(case["visit"]["date"], falls if isinstance(falls, int) else None, during)
