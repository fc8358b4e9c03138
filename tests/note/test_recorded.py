"""What the tests gave, in plain words: trials, attempts, bands and the groups behind a norm."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.note import build_note
from surefoot.note.document import Chart, Document
from tests.note.conftest import score
from tests.note.test_note import section, table, text_of


def recorded(trial: dict[str, Any], case: dict[str, Any], assessment: dict[str, Any], knowledge: Any) -> str:
    case["tests"] = [{"test": "tug", "trials": [trial]}]
    note = build_note(case, assessment, knowledge=knowledge)
    return table(note, "What was done, and how").rows[0][2].lines[0].text


@pytest.mark.parametrize(
    ("trial", "said"),
    [
        ({"time_s": 14.2, "event": "near_fall"}, "Trial 1: time 14.2 s, near fall"),
        ({"outcome": "unable"}, "Trial 1: attempted and unable"),
        ({"standing_1min_systolic_mmhg": 118}, "Trial 1: standing 1 min, systolic 118 mmHg"),
        ({"supine_diastolic_mmhg": 80}, "Trial 1: supine, diastolic 80 mmHg"),
        ({"time_s": 14.2, "aid": "my_own cane (red)"}, "Trial 1: time 14.2 s, aid: my_own cane (red)"),
        ({"time_s": 14.2, "interrupted_timing": True}, "Trial 1: time 14.2 s, timing was interrupted by a reload"),
        ({"time_s": 14.2, "interrupted_timing": False}, "Trial 1: time 14.2 s"),
        ({"time_s": 14.2, "ends_at": "fifth_sit"}, "Trial 1: time 14.2 s, ends at fifth sit"),
        ({"at": "2026-11-20T09:05:00-05:00"}, "Trial 1: November 20, 2026, 09:05 (UTC−05:00)"),
    ],
)
def test_a_trial_reads_in_plain_words(
    trial: dict[str, Any], said: str, case: dict[str, Any], assessment: dict[str, Any], knowledge: Any
) -> None:
    assert recorded(trial, case, assessment, knowledge) == said


def test_an_interrupted_timing_is_marked_beside_the_result(case: Any, assessment: Any, knowledge: Any) -> None:
    assessment["scores"][0]["trials"] = [{"time_s": 14.2, "interrupted_timing": True}]
    rows = table(build_note(case, assessment, knowledge=knowledge), "Physical performance tests").rows
    assert "timing was interrupted by a reload" in [line.text for line in rows[0][1].lines]
    assert "timing was interrupted by a reload" not in [line.text for line in rows[1][1].lines]
    assessment["scores"][0]["trials"] += [{"time_s": 15.0}]
    rows = table(build_note(case, assessment, knowledge=knowledge), "Physical performance tests").rows
    assert "in one or more trials timing was interrupted by a reload" in [line.text for line in rows[0][1].lines]


def test_a_test_attempted_in_vain_is_in_the_table_and_the_result(case: Any, assessment: Any, knowledge: Any) -> None:
    unable = score("gait_speed.speed_mps", "Usual gait speed", None, "m/s", "tests[4]", status="unable")
    assessment["scores"].append(unable)
    note = build_note(case, assessment, knowledge=knowledge)
    row = table(note, "Physical performance tests").rows[-1]
    assert [line.text for line in row[1].lines] == ["attempted and unable"]
    assert "attempted and unable: Usual gait speed;" in text_of(note)


def test_an_attempt_without_a_value_reaches_the_note_of_a_real_answer(case: dict[str, Any]) -> None:
    case["tests"] = [{"test": "tug", "trials": [{"outcome": "unable"}]}]
    rows = table(build_note(case, assess(case)), "Physical performance tests").rows
    assert [line.text for line in rows[0][1].lines] == ["attempted and unable"]


@pytest.mark.parametrize("test", ["tug", "orthostatic_bp"])
def test_a_protocol_starts_with_a_whole_phrase(test: str, case: dict[str, Any]) -> None:
    case["tests"] = [{"test": test, "not_done": {"reason": "declined"}}]
    text = section(build_note(case, assess(case)), "Tests and protocols")
    assert "The person blood" not in text
    assert ("Blood pressure is read after" if test == "orthostatic_bp" else "Rises from a chair") in text


def test_the_n_of_a_whole_study_is_not_that_of_the_group(case: Any, assessment: Any, knowledge: Any) -> None:
    found = text_of(build_note(case, assessment, knowledge=knowledge))
    assert "n = 210 in the whole study" in found
    assessment["scores"][1]["norms"][0]["n_says"] = "in this group"
    assert "n = 210 in this group" in text_of(build_note(case, assessment, knowledge=knowledge))


def drawn(note: Document) -> tuple[list[list[str]], str]:
    """The marks of each strip of the chart, and its caption."""
    chart = next(block for block in note.blocks if isinstance(block, Chart))
    strips = [[layer["mark"]["type"] for layer in strip["layer"]] for strip in chart.spec["concat"]]
    return strips, chart.caption


def test_an_interval_of_the_mean_is_drawn_as_no_band(case: Any, assessment: Any, knowledge: Any) -> None:
    percentiles = {"statistic": "25th to 75th percentile", "mean": None}
    assessment["scores"][1]["norms"][0] |= percentiles
    strips, caption = drawn(build_note(case, assessment, knowledge=knowledge))
    assert "rect" not in strips[0]
    assert "rect" in strips[1]
    assert "Timed Up and Go: Dashed line: mean of the norm" in caption
    assert "30-second chair stand: Bar: 25th to 75th percentile (" in caption


def test_a_band_of_one_standard_deviation_says_so(case: Any, assessment: Any, knowledge: Any) -> None:
    assessment["scores"][0]["norms"][0] |= {
        "statistic": "mean and standard deviation",
        "low": None,
        "high": None,
        "sd": 2,
    }
    strips, caption = drawn(build_note(case, assessment, knowledge=knowledge))
    assert "area" in strips[0]
    assert "Timed Up and Go: Curve: a bell made of the mean and the standard deviation" in caption


def test_a_test_with_two_results_is_one_test(case: Any, assessment: Any, knowledge: Any) -> None:
    assessment["scores"].append(assessment["scores"][0] | {"id": "tug.other_s", "label": "Timed Up and Go, other"})
    found = text_of(build_note(case, assessment, knowledge=knowledge))
    assert "3 of 3 tests compared with published limits went beyond at least one" in found
