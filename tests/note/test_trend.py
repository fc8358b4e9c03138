"""The report shows measures over visits where an earlier visit holds a value, and only there."""

from __future__ import annotations

from typing import Any

from surefoot.note.chart_trend import build_trend

DAY = "2026-11-20"
ERROR = {"id": "e", "value": 2.08, "population": "people like these", "fits": "yes", "confidence": "verified"}


def change(**more: Any) -> dict[str, Any]:
    about = {
        "id": "tug.time_s",
        "label": "Timed Up and Go",
        "unit": "s",
        "since": "2026-03-02",
        "before": 14.2,
        "now": 12.1,
    }
    return {**about, "errors": [ERROR], "unlike": [], "not_compared": None, **more}


def test_no_earlier_value_is_no_picture() -> None:
    assert build_trend([], DAY) is None
    assert build_trend([change(before=None)], DAY) is None


def test_the_picture_says_values_band_and_what_was_not_alike() -> None:
    chart = build_trend([change(unlike=["aid cane on 2026-03-02, none now"])], DAY)
    assert chart is not None
    assert "Mar 2, 2026: 14.2 s (aid cane on 2026-03-02, none now); Nov 20, 2026: 12.1 s" in chart.alternative
    assert "band 12.12 s to 16.28 s" in chart.alternative
    assert "Triangle" in chart.caption


def test_earlier_visits_of_one_measure_share_a_picture() -> None:
    chart = build_trend([change(since="2026-06-01", before=13.0), change()], DAY)
    assert chart is not None
    assert len(chart.spec["concat"]) == 1
    assert "band 10.92 s to 15.08 s" in chart.alternative


def test_an_assessment_of_an_earlier_release_has_a_picture_too() -> None:
    old = {key: part for key, part in change().items() if key != "unlike"}
    assert build_trend([old], DAY) is not None


def test_a_score_that_is_not_compared_is_a_cross_without_a_band() -> None:
    chart = build_trend([change(not_compared="on 2026-03-02: hands-on help", errors=[])], DAY)
    assert chart is not None
    assert "Cross" in chart.caption
    assert "band" not in chart.alternative
