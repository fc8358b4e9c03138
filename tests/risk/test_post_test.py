"""The share after a test: published computations to the printed digits; only what was read in the original; never for one person."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.knowledge import Knowledge
from surefoot.note import build_handout, render_text
from surefoot.risk import chained, post_test

Case = dict[str, Any]


def percent(share: float) -> str:
    return f"{share * 100:.0f}"


@pytest.mark.parametrize(
    ("before", "ratio", "printed"),
    [
        # Barry 2014, table 3: every row, both ratios
        (0.51, 1.20, "56"), (0.51, 0.93, "49"),
        (0.52, 1.53, "62"), (0.52, 0.79, "46"),
        (0.53, 1.11, "56"), (0.53, 0.95, "52"),
        (0.52, 0.81, "47"), (0.52, 1.10, "54"),
        (0.56, 1.14, "59"), (0.56, 0.95, "55"),
        (0.54, 1.50, "64"), (0.54, 0.89, "51"),
        (0.30, 7.9, "77"),  # Lusardi 2017 as quoted, functional reach
        (0.2, 2.5, "38"),  # sensitivity 0.8, specificity 0.68
    ],
)  # fmt: skip
def test_published_computations_to_the_printed_digits(before: float, ratio: float, printed: str) -> None:
    assert percent(post_test(before, ratio)) == printed


def test_a_share_that_was_printed_cut_and_not_rounded() -> None:
    """Functional reach, negative: 17 is printed, 17.6 is what it comes to."""
    assert int(post_test(0.30, 0.5) * 100) == 17
    assert round(post_test(0.30, 0.5), 3) == 0.176


@pytest.mark.parametrize("after", [0.41, 0.20, 0.42, 0.23])
def test_an_implied_ratio_leads_back(after: float) -> None:
    """Five times sit to stand and Tinetti, from 30 %: the ratio a share implies gives that share."""
    ratio = (after / (1 - after)) / (0.30 / 0.70)
    assert post_test(0.30, ratio) == pytest.approx(after)


def test_a_published_chain_to_its_printed_digits(knowledge: Knowledge) -> None:
    """98 people over 80, half of whom fell: 66 % after a positive Timed Up and Go, 63 % gait speed, 70 % Mini-BESTest, 89 % after all three."""
    ratios = [share / (1 - share) for share in (0.66, 0.63, 0.70)]
    result = chained(0.5, ratios, knowledge)
    assert percent(result.after) == "89"
    assert "not independent" in result.warning
    assert len(result.steps) == 3


def test_a_chain_of_none_changes_nothing_and_still_warns(knowledge: Knowledge) -> None:
    result = chained(0.3, [], knowledge)
    assert result.after == result.before
    assert result.warning


@pytest.mark.parametrize(("before", "ratio"), [(0.0, 1.0), (1.0, 1.0), (-0.1, 1.0), (0.5, -1.0)])
def test_what_is_no_share_is_refused(before: float, ratio: float) -> None:
    with pytest.raises(ValueError, match="share"):
        post_test(before, ratio)


def case(**parts: Any) -> Case:
    return {
        "schema": "surefoot-case/1",
        "patient": {"birth_date": "1948-03-02", "sex": "female"},
        "visit": {"date": "2026-11-20", "setting": "office"},
        **parts,
    }


def tug(time_s: float) -> list[Case]:
    return [{"test": "tug", "trials": [{"time_s": time_s}]}]


def read(result: Case, id_: str) -> Case | None:
    return next((one for one in result["post_test"]["readings"] if one["id"] == id_), None)


@pytest.mark.parametrize(
    ("time_s", "result", "after", "low", "high"),
    [(13.5, "positive", 62.4, 58.7, 66.0), (13.4, "negative", 46.1, 40.2, 52.2)],
)
def test_the_timed_up_and_go_at_its_published_cut(
    time_s: float, result: str, after: float, low: float, high: float, knowledge: Knowledge
) -> None:
    found = read(assess(case(tests=tug(time_s)), knowledge), "barry_2014_tug_usual_pace")
    assert found is not None
    assert (found["result"], found["posttest_percent"]) == (result, after)
    assert found["posttest_ci_percent"] == [low, high]
    assert found["pretest_percent"] == 52
    assert found["pretest_population"]
    assert found["says"].startswith("Among people like those studied")
    assert "not a chance for this person" in found["says"]


def test_unverified_and_secondary_ratios_give_nothing_and_say_why(knowledge: Knowledge) -> None:
    tests = [
        {"test": "functional_reach", "trials": [{"reach_cm": 20}]},
        {"test": "five_times_sit_to_stand", "trials": [{"time_s": 16}]},
        {"test": "berg_balance_scale", "trials": [{"score": 48}]},
        {"test": "mini_bestest", "trials": [{"score": 15}]},
        *tug(12.5),
    ]
    found = assess(case(tests=tests), knowledge)["post_test"]
    assert {one["id"] for one in found["readings"]} == {"barry_2014_tug_usual_pace"}
    why = {one["id"]: one["why"] for one in found["withheld"]}
    assert "secondary" in why["lusardi_2017_functional_reach"]
    assert "secondary" in why["lusardi_2017_five_times"]
    assert "unverified" in why["lusardi_2017_berg"]
    assert "does not fit" in why["yingyongyudha_mini_bestest"]
    assert "usual pace" in why["barry_2014_tug_any_pace"]


def test_nothing_done_gives_nothing(knowledge: Knowledge) -> None:
    assert assess(case(), knowledge)["post_test"] == {"readings": [], "withheld": [], "cautions": []}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"patient": {"birth_date": "1970-01-01"}}, "is not like"),
        ({"patient": {}}, "not known whether"),
        ({"visit": {"date": "2026-11-20", "setting": "facility"}}, "is not like"),
    ],
)
def test_people_unlike_those_studied_get_none(change: Case, words: str, knowledge: Knowledge) -> None:
    found = assess(case(tests=tug(14)) | change, knowledge)["post_test"]
    assert found["readings"] == []
    assert words in next(one["why"] for one in found["withheld"] if one["id"] == "barry_2014_tug_usual_pace")


def test_with_hands_on_help_there_is_no_result_to_read(knowledge: Knowledge) -> None:
    tests = [{"test": "tug", "trials": [{"time_s": 14, "assistance": True}]}]
    assert assess(case(tests=tests), knowledge)["post_test"]["readings"] == []


def test_before_its_day_a_ratio_does_not_exist(knowledge: Knowledge) -> None:
    early = case(tests=tug(14))
    early["visit"]["date"] = "2013-12-01"
    assert assess(early, knowledge)["post_test"]["readings"] == []


def test_nice_is_named_beside_every_share(knowledge: Knowledge) -> None:
    found = assess(case(tests=tug(14)), knowledge)["post_test"]
    assert any("NICE" in caution["says"] for caution in found["cautions"])


def test_a_joined_ratio_says_that_joining_is_ours(knowledge: Knowledge) -> None:
    answers = {"fall_history": {"falls_12m": 1}}
    found = read(assess(case(answers=answers), knowledge), "burns_2022_falls_counted")
    assert found is not None
    assert (found["basis"], found["pretest_percent"]) == ("proposal", 27.5)
    assert "our own" in found["says"]


def test_each_test_stands_alone(knowledge: Knowledge) -> None:
    """More tests add lines; they change none that is there."""
    one = assess(case(tests=tug(14)), knowledge)["post_test"]["readings"]
    both = assess(case(tests=tug(14), answers={"fall_history": {"falls_12m": 1}}), knowledge)["post_test"]["readings"]
    assert [line for line in both if line["id"] == one[0]["id"]] == one
    assert len(both) > len(one)


def test_no_verified_ratio_is_without_interval_and_named_share(knowledge: Knowledge) -> None:
    for entry in (one for file in knowledge.likelihoods.values() for one in file["likelihoods"]):
        if entry["confidence"] == "verified" and "withheld" not in entry:
            for key in ("ratio_positive", "ratio_negative"):
                low, high = entry[key]["ci"]
                assert low <= entry[key]["value"] <= high
            assert entry["pretest"]["population"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_handout_holds_no_share_after_a_test(language: str, contract_case: Case, knowledge: Knowledge) -> None:
    result = assess(contract_case, knowledge)
    assert result["post_test"]["readings"]
    empty = {"readings": [], "withheld": [], "cautions": []}
    with_it = render_text(build_handout(contract_case, result, language=language))
    assert with_it == render_text(build_handout(contract_case, {**result, "post_test": empty}, language=language))
    assert not [one for one in result["post_test"]["readings"] if one["says"] in with_it]
