"""The balance profile: where each result lies by its limits, what was not tested said so, and every test placed with a source."""

from __future__ import annotations

from typing import Any, ClassVar

from surefoot.assessment import assess
from surefoot.assessment.profile import balance_profile
from surefoot.knowledge import load
from surefoot.knowledge.links import _domain_faults
from surefoot.pictures import columns, profile_in_words, profile_picture

APART = {"foot_pain_mfpdi", "hallux_valgus_grade", "orthostatic_bp"}  # tell of no component of balance
LIMIT = {"name": "Some limit", "answer": "yes", "confidence": "verified"}


def score(instrument: str = "tug", **changes: Any) -> dict[str, Any]:
    return {"instrument": instrument, "status": "measured", "reason": None, "comparisons": [LIMIT], **changes}


def component(id_: str, *scores: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in balance_profile(scores, load()) if one["id"] == id_)


def standing(*scores: dict[str, Any]) -> tuple[str, str]:
    test = component("dynamic_stability", *scores)["tests"][0]
    return test["state"], test["says"]


def test_every_test_is_placed_with_a_source_or_tells_of_no_component() -> None:
    tests = load().tests
    assert {id_ for id_, test in tests.items() if "domain" not in test.data} == APART
    for test in tests.values():
        for one in test.get("domain", ()):
            assert one["confidence"] == "unverified" or "surefoot-proposal" not in one["source"], test.id


def test_one_limit_that_is_passed_puts_it_outside() -> None:
    within = {**LIMIT, "answer": "no", "name": "Other limit"}
    assert standing(score(comparisons=[within, LIMIT])) == ("outside", "beyond a limit: Some limit")
    assert standing(score(comparisons=[within])) == ("within", "not beyond a limit: Other limit")


def test_a_limit_that_nobody_checked_says_so() -> None:
    unsure = {**LIMIT, "confidence": "unverified"}
    assert standing(score(comparisons=[unsure])) == ("outside", "beyond a limit: Some limit (unverified)")


def test_what_cannot_be_told_is_not_known() -> None:
    assert standing(score(comparisons=[])) == ("not_known", "done; no limit to set it against")
    open_ = {**LIMIT, "answer": "not_known"}
    assert standing(score(comparisons=[open_])) == ("not_known", "no limit could be read for this person")
    helped = score(status="not_comparable", reason="hands-on help", comparisons=[])
    assert standing(helped) == ("not_known", "hands-on help")


def test_a_test_not_done_leaves_its_component_not_tested() -> None:
    found = component("dynamic_stability", score(status="not_done", reason="not done: unsafe", comparisons=[]))
    assert (found["tested"], found["tests"][0]["state"]) == (False, "not_done")
    assert "Timed Up and Go" not in found["could"]


def test_without_any_test_everything_is_not_tested() -> None:
    answer = assess({"schema": "surefoot-case/1", "patient": {}, "visit": {"date": "2026-11-20"}})
    profile = answer["profile"]
    assert [one["tested"] for one in profile] == [False] * len(load().domains)
    assert profile_in_words(profile).count("not tested") == len(profile)


def test_one_result_for_several_components_says_that_it_does_not_say_which() -> None:
    profile = balance_profile([score("mini_bestest")], load())
    assert all(test["shared"] for one in profile for test in one["tests"])
    picture = profile_picture(profile)
    assert picture is not None
    assert "it does not say which" in picture.caption


def test_the_picture_says_each_standing_by_shape_and_place() -> None:
    done = [score(), score("chair_stand_30s", comparisons=[{**LIMIT, "answer": "no"}]), score("mctsib", comparisons=[])]
    undone = score("single_leg_stance", status="not_done", reason="not done: unsafe", comparisons=[])
    picture = profile_picture(balance_profile([*done, undone], load()))
    assert picture is not None
    marks = [one for one in picture.spec["layer"] if one["mark"]["type"] == "point"]
    shapes = [(one["mark"]["shape"], "fill" in one["mark"], "strokeDash" in one["mark"]) for one in marks]
    assert len(set(shapes)) == len({one["data"]["values"][0]["x"] for one in marks}) == 4
    assert "Single limb stance, eyes open not done: unsafe" in picture.alternative
    assert "Reactive postural control: not tested" in picture.alternative


def test_no_component_is_no_picture_and_columns_keep_their_order() -> None:
    assert profile_picture([]) is None
    profile = balance_profile([score()], load())
    assert [one for part in columns(profile) for one in part] == profile
    assert len(columns(profile)) == 2


def test_a_component_that_is_not_listed_is_a_fault() -> None:
    class File:
        data: ClassVar[dict[str, Any]] = {"kind": "test", "domain": [{"of": "nowhere"}]}

        def where(self, path: Any) -> str:
            return str(path)

    assert [fault.code for fault in _domain_faults([File()])] == ["SF-K009"]  # type: ignore[list-item]
