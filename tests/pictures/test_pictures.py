"""Pictures say what their numbers say, invent no band and no curve, and draw the same bytes each time."""

from __future__ import annotations

import json
from typing import Any

import pytest

from surefoot.instruments.alike import unlike, ways_of
from surefoot.pictures import Picture, Point, norm_picture, svg_of, trend_picture

FIRST, SECOND, LATEST = Point("2026-03-02", 14.2), Point("2026-06-01", 13.0), Point("2026-11-20", 12.1)
FITS = {
    "id": "e",
    "value": 2.08,
    "unit": "s",
    "population": "people like these",
    "fits": "yes",
    "confidence": "verified",
}
OTHER = {**FITS, "id": "o", "value": 3.5, "population": "others", "confidence": "unverified"}
SCORE: dict[str, Any] = {
    "id": "tug.time_s",
    "label": "Timed Up and Go",
    "unit": "s",
    "value": 14.2,
    "status": "measured",
    "comparisons": [{"id": "a", "name": "Name of the limit", "value": 12, "confidence": "verified"}],
}
OF_THE_MEAN = {
    "id": "m",
    "label": "Of the mean",
    "mean": 9.2,
    "low": 8.2,
    "high": 10.2,
    "statistic": "mean and 95 % confidence interval of the mean",
    "confidence": "verified",
}
BELL = {"id": "b", "label": "Bell", "mean": 9.5, "sd": 4.0, "n": 113, "confidence": "verified"}


def marks(picture: Picture | None) -> list[str]:
    assert picture is not None
    return [one["mark"]["type"] for one in picture.spec["layer"]]


def trend(*points: Point, errors: Any = (FITS,), language: Any = "en") -> Picture:
    picture = trend_picture("Timed Up and Go", "s", points, errors, language)
    assert picture is not None
    return picture


def test_a_trend_says_every_day_value_and_the_band() -> None:
    says = trend(FIRST, LATEST).alternative
    assert "Mar 2, 2026: 14.2 s; Nov 20, 2026: 12.1 s" in says
    assert "measurement error 2.08 s (people like these), band 12.12 s to 16.28 s" in says


def test_the_band_lies_around_the_last_value_before_the_latest() -> None:
    band = next(one for one in trend(LATEST, SECOND, FIRST).spec["layer"] if one["mark"]["type"] == "rect")
    assert band["data"]["values"] == [pytest.approx({"low": 10.92, "high": 15.08})]


@pytest.mark.parametrize("fits", ["no", "not_known"])
def test_an_error_that_is_not_known_to_fit_draws_no_band(fits: str) -> None:
    picture = trend(FIRST, LATEST, errors=[{**FITS, "fits": fits}])
    assert "rect" not in marks(picture)
    assert "not known" in picture.alternative
    assert "No band" in picture.caption


def test_errors_that_differ_are_drawn_each_by_its_name() -> None:
    picture = trend(FIRST, LATEST, errors=[FITS, OTHER])
    assert marks(picture).count("rect") == 2
    assert "people like these; others (unverified)" in picture.caption


def test_a_point_that_is_not_compared_is_no_centre_of_a_band() -> None:
    picture = trend(FIRST, Point("2026-06-01", 20.0, apart="hands-on help"), LATEST)
    assert "band 12.12 s to 16.28 s" in picture.alternative
    assert "20 s (hands-on help)" in picture.alternative


def test_shapes_part_points_that_were_not_taken_alike() -> None:
    picture = trend(
        FIRST, Point("2026-06-01", 13.0, differs="aid cane"), Point("2026-07-01", 20.0, apart="help"), LATEST
    )
    shapes = [one["mark"]["shape"] for one in picture.spec["layer"] if one["mark"]["type"] == "point"]
    assert shapes == ["circle", "triangle-up", "cross", "circle"]
    assert all(word in picture.caption for word in ("Disc", "Triangle", "Cross"))


def test_without_a_band_the_scale_starts_at_nothing() -> None:
    scales = [trend(FIRST, LATEST, errors=one).spec["layer"][-1]["encoding"]["y"]["scale"] for one in ([], [FITS])]
    assert scales[0]["domain"][0] == 0
    assert scales[1]["domain"][0] > 0


def test_one_visit_has_no_band_and_none_has_no_picture() -> None:
    assert "one visit so far" in trend(FIRST).alternative
    assert trend_picture("x", "s", []) is None


def test_spanish_words_stand_in_picture_and_alternative() -> None:
    picture = trend(FIRST, LATEST, language="es")
    assert "2 mar 2026" in json.dumps(picture.spec)
    assert "error de medición" in picture.alternative


def test_a_bell_is_drawn_only_from_mean_and_deviation() -> None:
    assert "area" in marks(norm_picture({**SCORE, "norms": [OF_THE_MEAN, BELL]}))
    without = norm_picture({**SCORE, "norms": [OF_THE_MEAN]})
    assert not {"area", "rect"} & set(marks(without))
    assert without is not None
    assert "no curve is drawn" in without.caption


def test_a_norm_that_nobody_checked_stands_behind_one_that_somebody_did() -> None:
    unsure = {**BELL, "id": "u", "label": "Not checked", "mean": 8.0, "confidence": "unverified"}
    picture = norm_picture({**SCORE, "norms": [unsure, BELL]})
    assert picture is not None
    assert "mean 9.5 s, SD 4 s, 5.5 s to 13.5 s, n = 113, Bell" in picture.alternative
    alone = norm_picture({**SCORE, "norms": [unsure]})
    assert alone is not None
    assert "Not checked (unverified)" in alone.caption


def test_without_a_norm_the_picture_says_so() -> None:
    picture = norm_picture({**SCORE, "norms": []})
    assert picture is not None
    assert "No norm for this age and sex is known here" in picture.caption
    assert "limit 12 s (Name of the limit)" in picture.alternative


def test_nothing_to_compare_is_no_picture() -> None:
    assert norm_picture({**SCORE, "value": None, "status": "not_done"}) is None
    assert norm_picture({**SCORE, "comparisons": [], "norms": []}) is None


def test_a_time_has_no_scale_below_nothing() -> None:
    picture = norm_picture({**SCORE, "norms": [BELL]})
    assert picture is not None
    assert picture.spec["layer"][0]["encoding"]["x"]["scale"]["domain"][0] == 0


def test_what_is_drawn_holds_no_style_script_or_address_and_stays_the_same() -> None:
    from surefoot.pictures import render

    picture = trend(FIRST, LATEST)
    drawn = svg_of(picture.spec)
    render._drawn.cache_clear()
    assert svg_of(picture.spec) == drawn
    assert not [word for word in ("style=", "<style", "<script", "href=", "url(", "role=", "aria-") if word in drawn]
    assert drawn.count("http") == 2  # the two namespaces


def test_ways_of_taking_a_score() -> None:
    then = ways_of({"side": None, "recorded": {"aid": "cane", "ceiling_s": 30}})
    assert then == {"aid": "cane"}
    assert unlike(then, {"aid": "cane"}, "2026-03-02") == []
    assert unlike({}, {}, "2026-03-02") == []
    assert unlike(then, {"aid": "none"}, "2026-03-02") == ["aid cane on 2026-03-02, none now"]
    assert unlike(then, {}, "2026-03-02") == ["aid cane on 2026-03-02, not recorded now"]
