"""Whatever rests on something unverified says so: with every number unverified the word stands everywhere, with none nowhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.cli.report import assessment_text
from surefoot.knowledge import Knowledge, load_texts
from surefoot.knowledge.loader import Text, packaged_texts
from surefoot.note import build_handout, build_note, render_text
from surefoot.wording import named_limit, rests_on_unsure

CONTRACT = json.loads((Path(__file__).resolve().parents[2] / "examples" / "cases" / "contract.json").read_text("utf-8"))
CASES = Path(__file__).resolve().parents[2] / "examples" / "cases"
EXAMPLES = {path.stem: json.loads(path.read_text("utf-8")) for path in CASES.glob("*.json")}
PREVIOUS = [{"date": "2026-05-20", "scores": {"tug.time_s": 19.0}}]
CASE: dict[str, Any] = {**CONTRACT, "previous": PREVIOUS}
_SURE = re.compile(r"confidence: (verified|secondary|unverified)")


def all_are(sure: str) -> Knowledge:
    """The packaged knowledge with every statement as sure as that."""
    return load_texts([Text(text.name, _SURE.sub(f"confidence: {sure}", text.text)) for text in packaged_texts()])


@pytest.fixture(scope="module")
def unverified() -> dict[str, Any]:
    return assess(CASE, all_are("unverified"))


@pytest.fixture(scope="module")
def verified() -> dict[str, Any]:
    return assess(CASE, all_are("verified"))


def section(text: str, name: str) -> list[str]:
    """The lines under a heading of the report."""
    lines = text.splitlines()
    start = lines.index(name) + 1
    return lines[start : lines.index("", start)]


def test_the_text_report_says_it_of_every_number_and_answer(unverified: dict[str, Any]) -> None:
    text = assessment_text(unverified)
    for score in unverified["scores"]:
        shown = [*(one for one in score["comparisons"] if one["words"]), *score["norms"][:1]]
        assert score["sentence"].count("unverified") == len(shown), score["sentence"]
    assert all("unverified" in line for line in section(text, "LEVELS"))
    assert all("unverified" in line for line in section(text, "CHANGES"))
    told = {f"  {factor['label']}: " for factor in unverified["factors"] if factor["confidence"] == "unverified"}
    assert told
    for line in section(text, "FACTORS"):
        assert not line.startswith(tuple(told)) or "unverified" in line
    assert any("unverified" in line for line in section(text, "SUGGESTIONS"))


def test_the_text_report_says_it_of_nothing_that_was_checked(verified: dict[str, Any]) -> None:
    assert "unverified" not in assessment_text(verified)
    levels = verified["levels"].values()
    assert not [level for level in levels if level["rests_on_unverified"] or level["unverified_says"]]
    said = re.sub(r'"(rests_on_unverified|unverified_says)": ', "", json.dumps(verified))
    assert "unverified" not in said


def test_the_note_says_it_of_limits_norms_levels_factors_changes_and_in_the_picture(unverified: dict[str, Any]) -> None:
    note = build_note(CASE, unverified)
    chart, *_trend = [block for block in note.blocks if block.block == "chart"]
    drawn = [score for score in unverified["scores"] if score["value"] is not None and score["comparisons"]]
    assert chart.alternative.count("unverified") >= sum(len(score["comparisons"]) for score in drawn if score["unit"])
    spec = json.dumps(chart.spec, ensure_ascii=False)
    for says in re.findall(r'"says": "(limit [^"]*)"', spec):
        assert says.endswith("(unverified)")
    lines = " ".join(render_text(note).split())
    for level in unverified["levels"].values():
        assert f"({level['version']}): {level['label']} (rests in part on something unverified: " in lines
    for change in unverified["changes"]:
        assert " ".join(change["says"].split()) in lines
        assert "unverified" in change["says"]


def test_the_note_says_it_of_nothing_that_was_checked(verified: dict[str, Any]) -> None:
    lines = " ".join(render_text(build_note(CASE, verified)).split())
    assert lines.count("unverified") == 1  # where the note explains the three words


def parting(knowledge: Knowledge) -> dict[str, Any]:
    """One fall without injury and 12.5 s after 16 s: the algorithms part on a limit, and a limit was crossed."""
    severe = ("emergency_visit", "loss_of_consciousness", "unable_to_get_up", "long_lie_ge_60min")
    falls = {"falls_12m": 1, "injurious_falls_12m": 0, **dict.fromkeys(severe, False)}
    case = {
        "schema": "surefoot-case/1",
        "patient": {"id": "P-1", "birth_date": "1948-03-02", "sex": "female"},
        "visit": {"date": "2026-11-20"},
        "answers": {"fall_history": falls, "frailty_scales": {"clinical_frailty_scale": 3}},
        "tests": [{"test": "tug", "trials": [{"time_s": 12.5}]}],
        "previous": [{"date": "2026-05-20", "scores": {"tug.time_s": 16.0}}],
    }
    return assess(case, knowledge)


@pytest.mark.parametrize("sure", ["unverified", "verified"])
def test_a_limit_that_was_crossed_or_that_algorithms_part_on_says_it(sure: str) -> None:
    answer = parting(all_are(sure))
    told = [change["crossed_says"] for change in answer["changes"] if change["crossed_says"]]
    told += [one["says"] for one in answer["disagreements"] if " the limit of " in one["says"]]
    assert len(told) > 1
    for says in told:
        assert says.count("unverified") == (says.count(" the limit of ") if sure == "unverified" else 0), says


def test_a_limit_says_it_behind_its_name() -> None:
    assert named_limit("CDC STEADI", "unverified") == "CDC STEADI, unverified"


@pytest.mark.parametrize("case", sorted(EXAMPLES), ids=str)
def test_no_suggestion_rests_on_unverified_numbers_alone_without_saying_so(case: str) -> None:
    """With the knowledge as it is: on the card's data, in the text report and in the note."""
    given = EXAMPLES[case]
    answer = assess(given)
    sure = {factor["id"]: factor["rests_on"] for factor in answer["factors"]}
    report, lines = assessment_text(answer), " ".join(render_text(build_note(given, answer)).split())
    for one in answer["suggestions"]:
        alone = {effect["confidence"] for effect in one["evidence"]} == {"unverified"}
        alone = alone or all(sure[factor] for factor in one["factors"])
        assert bool(one["rests_on"]["says"]) == alone, one["id"]
        if alone:
            assert one["rests_on"]["says"] in report
            assert " ".join(one["rests_on"]["says"].split()) in lines


@pytest.mark.parametrize("case", sorted(EXAMPLES), ids=str)
def test_no_level_rests_on_unverified_rows_alone_without_saying_so(case: str) -> None:
    given = EXAMPLES[case]
    answer = assess(given)
    report, lines = assessment_text(answer), " ".join(render_text(build_note(given, answer)).split())
    for level in answer["levels"].values():
        if level["level"] != "not_known" and level["row_confidence"] == "unverified":
            assert level["rests_on_unverified"], level["title"]
        if level["rests_on_unverified"]:
            assert level["unverified_says"] in report
            assert level["unverified_says"] in lines


def test_a_level_names_what_is_unverified_in_it() -> None:
    levels = assess(CASE)["levels"]
    sure = {id_: rests_on_unsure(level["confidence"], level["trace"]) for id_, level in levels.items()}
    assert (
        sure["wfg_2022"] == " (rests in part on something unverified: Age on the day of the visit, 78 years ≥ 65 years)"
    )
    assert sure["steadi_2019"] == " (rests in part on something unverified: Stay Independent was begun)"


def test_a_step_that_did_not_decide_is_not_named() -> None:
    yes, no = (
        {"id": id_, "label": id_, "says": id_, "confidence": "unverified", "answer": id_} for id_ in ("yes", "no")
    )
    either = {"op": "any_of", "answer": "yes", "confidence": "unverified", "because": [yes, no]}
    assert rests_on_unsure("unverified", either) == " (rests in part on something unverified: yes)"
    open_ = {**yes, "answer": "not_known"}
    assert rests_on_unsure("unverified", {**either, "because": [open_]}) == " (rests in part on something unverified)"


def test_the_drafts_say_it_of_factors_and_levels(unverified: dict[str, Any], verified: dict[str, Any]) -> None:
    unsure = {factor["id"] for factor in unverified["factors"] if factor["confidence"] == "unverified"}
    unsure |= {id_ for id_, level in unverified["levels"].items() if level["confidence"] == "unverified"}
    drafts = {draft["id"]: draft["text"] for draft in unverified["drafts"]}
    said = {id_ for id_ in unsure if "unverified" in drafts.get(f"analysis.{id_}", "unverified")}
    assert said == unsure
    assert not any("unverified" in draft["text"] for draft in verified["drafts"])


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_handout_shows_no_published_number_that_could_be_unverified(
    unverified: dict[str, Any], language: Any
) -> None:
    page = render_text(build_handout(CASE, unverified, language=language))
    for score in unverified["scores"]:
        for one in (*score["comparisons"], *score["norms"]):
            assert one["says"] not in page
    for factor in unverified["factors"]:
        for effect in factor["effects"]:
            assert effect["says"] not in page
