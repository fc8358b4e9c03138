"""Every test of the knowledge is guided on the stage: set-up, words, safety, help, where the clock ends; what is offered for the next trial."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from surefoot.knowledge import load
from surefoot_web.components.templatetags.surefoot import trial_words
from surefoot_web.visits import drawn
from surefoot_web.visits.offered import first_value, offered_next

from .workspace_steps import address, clock, page, pane, save

TESTS = list(load().tests)


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


def said(client, visit, test: str) -> str:
    return unescape(pane(page(client, visit, test), "stage"))


@pytest.mark.parametrize("test", TESTS)
def test_set_up_words_safety_and_help_stand_on_the_stage(staff, visit, test):
    html, entry = said(staff, visit, test), load().tests[test]
    protocol = entry["protocol"]
    for line in (
        *protocol["setup"],
        *protocol["steps"],
        *protocol["guard"],
        *protocol["validity"],
        protocol["say"]["en"],
    ):
        assert line in html
    safety = html[html.index("stage__safety--held") :].partition("</p>")[0]
    for line in protocol["stop"]:
        assert line.rstrip(".")[1:] in safety, "the stop rules stay in sight"
    for line in protocol["guard"]:
        assert line in safety
    assert f"{entry['activity']}." in html
    assert "How and why" in html


@pytest.mark.parametrize("test", TESTS)
def test_the_words_are_said_in_the_patients_language_and_in_english_beside_it(staff, visit, test):
    type(visit.patient).objects.filter(pk=visit.patient_id).update(language="es")
    html, words = said(staff, visit, test), load().tests[test]["protocol"]["say"]
    assert html.index(words["es"]) < html.index(words["en"])


@pytest.mark.parametrize("test", TESTS)
def test_the_clock_ends_where_the_protocol_ends_it(staff, visit, test):
    html, protocol = said(staff, visit, test), load().tests[test]["protocol"]
    ends = protocol.get("countdown_s") or protocol.get("hold_s") or ""
    assert f'data-ends-at-s="{ends}"' in html
    assert f'data-counts-down="{"yes" if "countdown_s" in protocol else ""}"' in html
    assert f'data-starts-on="{protocol.get("starts_on", {}).get("en", "")}"' in html
    assert ('data-count-in-s=""' in html) is ("starts_on" not in protocol)


@pytest.mark.parametrize("test", TESTS)
def test_a_test_that_starts_on_a_word_says_the_word(test):
    protocol = load().tests[test]["protocol"]
    word = protocol.get("starts_on")
    assert (word is not None) is any("on the word go" in step for step in protocol["steps"] if "recording" not in step)
    if word:
        assert word["en"] in protocol["say"]["en"].lower()
        assert word["es"] in protocol["say"]["es"].lower()


def test_a_drawing_stands_where_the_library_has_one_and_nothing_where_it_has_none(staff, visit, monkeypatch):
    monkeypatch.setattr(drawn, "has", lambda name: name == "tests/tug")
    monkeypatch.setattr(drawn, "describe", lambda name, language: "A chair, a line on the floor.", raising=False)
    assert 'alt="A chair, a line on the floor."' in said(staff, visit, "tug")
    assert "<picture" not in said(staff, visit, "gait_speed")
    reply = staff.get(reverse("components:drawing", args=["tests/tug", "dark"]))
    assert reply.headers["Content-Type"] == "image/svg+xml"
    assert reply.content.startswith(b"<svg")
    for name, theme in (("tests/tug", "x"), ("tests/x", "light"), ("../secret_key", "light")):
        assert staff.get(reverse("components:drawing", args=[name, theme])).status_code == 404


def test_what_the_knowledge_lacks_is_said_and_not_left_blank(staff, visit):
    lacking = [test for test in TESTS if not load().tests[test].get("conditions")]
    assert "the knowledge holds no list of its own" in said(staff, visit, lacking[0])


def test_the_next_stage_the_aid_and_the_side_are_offered_and_nothing_measured_is(staff, visit):
    save(staff, visit, "four_stage_balance", stage="side_by_side", time_s="10", aid="none")
    html = said(staff, visit, "four_stage_balance")
    form = staff.get(address("test", visit, "four_stage_balance")).context["trial_form"]
    assert form.initial == {"aid": "none", "stage": "semi_tandem"}
    assert 'value="semi_tandem"' in html
    save(staff, visit, "single_leg_stance", side="left", time_s="9", aid="none")
    form = staff.get(address("test", visit, "single_leg_stance")).context["trial_form"]
    assert form.initial == {"aid": "none", "side": "left"}


def test_a_withdrawn_stage_is_offered_again():
    assert offered_next(load().tests["four_stage_balance"], []) == {"stage": "side_by_side"}


@pytest.mark.parametrize(
    ("test", "given", "needs"),
    [
        ("tug", {"time_s": "14.2"}, ""),
        ("chair_stand_30s", {}, "stands_count"),
        ("gait_speed", {"time_s": "5"}, "distance_m"),
        ("gait_speed", {"time_s": "5", "distance_m": 4}, ""),
        ("four_square_step", {"time_s": "12"}, ""),
    ],
)
def test_the_value_that_a_run_still_needs_is_at_hand(test, given, needs):
    assert first_value(load().tests[test], given) == needs


def test_reasons_why_a_trial_does_not_count_are_offered(staff, visit):
    html = said(staff, visit, "tug")
    assert f'<option value="{load().tests["tug"]["protocol"]["validity"][0]}">' in html


def test_a_result_says_at_once_with_how_many_it_is_compared_and_how_sure_that_is(staff, visit):
    save(staff, visit, time_s="14.2")
    html = said(staff, visit, "tug")
    basis = html[html.index("result__basis") :].partition("</p>")[0]
    assert "n not known" in basis
    assert "Bohannon" in basis
    assert "verified" in basis


@pytest.mark.parametrize("odd", ["none", "across_reload", "nonsense"])
def test_a_timing_is_said_once(odd):
    words = trial_words({"time_s": 3, "interrupted_timing": True, **({} if odd == "none" else {"timing": odd})})
    assert ("timing was interrupted" in words) is (odd != "across_reload")


def test_while_a_clock_runs_its_own_safety_words_stand_whatever_test_is_opened(staff, visit):
    clock(staff, visit, "start", "chair_stand_30s")
    html = said(staff, visit, "tug")
    assert load().tests["chair_stand_30s"]["protocol"]["guard"][0] in html
    assert load().tests["tug"]["protocol"]["guard"][0] not in html
