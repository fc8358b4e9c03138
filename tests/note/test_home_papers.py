"""The home-safety checklist and the exercise log: of what was accepted alone, within what was held safely, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.errors import Refused
from surefoot.note import (
    build_exercise_log,
    build_handout,
    build_home_checklist,
    render_html,
    render_text,
    why_no_checklist,
    why_no_log,
)
from surefoot.note.document import Days, Pictures
from surefoot.note.handout_words import WORDS as HANDOUT
from surefoot.note.home_words import WORDS
from tests.note.reading_level import able, accepted, example
from tests.note.test_handout_exercises import decided
from tests.plan.people import held, steady

LANGUAGES = ["en", "es"]


def read(document: Any) -> str:
    return " ".join(render_text(document).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checklist_names_every_hazard_of_the_handout(language: Any) -> None:
    case = example("contract")
    text = read(build_home_checklist(case, assess(case), language=language, names={"phone": "555-0100"}))
    assert all(line in text for line in HANDOUT[language].home_list)
    assert all(line in text for line in (*WORDS[language].walk, "555-0100"))


def test_no_step_for_the_home_no_checklist() -> None:
    case = decided(steady())
    assert why_no_checklist(case, assess(case)) == "not_accepted"
    with pytest.raises(Refused, match="no home-safety checklist"):
        build_home_checklist(case, assess(case))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_log_holds_the_exercises_of_the_handout_with_a_box_a_day_each(language: Any) -> None:
    case = able()
    log, handout = (build(case, assess(case), language=language) for build in (build_exercise_log, build_handout))
    drawn, own = (next(one for one in made.blocks if isinstance(one, Pictures)) for made in (log, handout))
    assert [item.drawing for item in drawn.items] == [item.drawing for item in own.items]
    assert [item.text.text.partition(":")[0][-1:] for item in drawn.items] == ["1", "2", "3"]
    weeks = [one for one in log.blocks if isinstance(one, Days)]
    assert [(one.heads[1:], len(one.days)) for one in weeks] == [(("1", "2", "3"), 14)] * 2
    assert HANDOUT[language].exercises_others in read(log)


def test_why_there_is_no_log() -> None:
    able_to, unable = held(steady(), "tandem", 6.0), accepted(steady() | {"tests": []})
    assert why_no_log(able(), assess(able())) == ""
    for case, why in (
        (able_to, "not_accepted"),
        (decided(able_to, "declined"), "not_accepted"),
        (decided(able_to, "changed"), "changed"),
        (unable, "not_held"),
    ):
        assert why_no_log(case, assess(case)) == why
        with pytest.raises(Refused, match="SF-N002"):
            build_exercise_log(case, assess(case))


@pytest.mark.parametrize("status", ["cancelled", "entered_in_error"])
def test_a_void_visit_has_neither(status: str) -> None:
    case, assessment = able(), assess(able())
    case["visit"] = case["visit"] | {"status": status}
    assert why_no_log(case, assessment) == why_no_checklist(case, assessment) == "void"


@pytest.mark.parametrize(("language", "stamp"), [("en", "Draft: not signed"), ("es", "Borrador: sin firmar")])
def test_a_draft_says_so_above_and_in_the_foot(language: Any, stamp: str) -> None:
    case = example("contract")
    for build in (build_handout, build_home_checklist):
        made = build(case, assess(case), language=language, draft=True)
        assert made.stamp == stamp
        assert render_html(made).count(stamp) == 2
        assert stamp not in render_html(build(case, assess(case), language=language))


def test_another_language_is_refused() -> None:
    for build in (build_exercise_log, build_home_checklist):
        with pytest.raises(Refused, match="SF-N001"):
            build(able(), assess(able()), language="fr")  # type: ignore[arg-type]
