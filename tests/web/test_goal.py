# ruff: noqa: F811 - fixtures of another module
"""What matters to the patient: asked, recorded, printed on the handout in their language, and taken back without being lost."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from surefoot.assessment import assess
from surefoot.note import build_handout, build_note, render_text
from surefoot.wording.goals import GOALS, goals_said
from surefoot_web.plans.actions import goal_set
from surefoot_web.plans.models import Goal
from surefoot_web.plans.selectors import goal_of
from surefoot_web.records.faults import InputRefused, NotAllowed
from surefoot_web.visits.case import case_of

from .conftest import AT, fresh
from .test_claims import signed  # noqa: F401 - fixture
from .test_note import _the_clock_stands  # noqa: F401 - fixture
from .test_plan import seen, tested, text_of  # noqa: F401 - fixtures


def say(client, visit, **typed):
    return client.post(reverse("plans:goal", args=[visit.pk]), {"operation": str(uuid4()), **typed})


def test_what_was_said_stands_on_the_plan_the_handout_and_in_the_note(seen, tested):
    assert "not asked yet" in text_of(seen.get(reverse("plans:plan", args=[tested.pk])))
    assert say(seen, tested, choices=["stairs"], text="dance at the wedding", said_by="patient").status_code == 302
    assert "Use the stairs safely; dance at the wedding" in text_of(seen.get(reverse("plans:plan", args=[tested.pk])))
    case = case_of(fresh(tested))
    assessment = assess(case)
    handout = " ".join(render_text(build_handout(case, assessment, language="es")).split())
    assert "Lo que le importa: Usar la escalera sin peligro; dance at the wedding" in handout
    note = " ".join(render_text(build_note(case, assessment)).split())
    assert "What matters to the patient, in the patient's choice or words: Use the stairs safely and dance at" in note


def test_nothing_said_is_not_known_and_changes_nothing(tested):
    assert goal_of(tested) is None
    assert "goal" not in case_of(fresh(tested))
    assert goals_said(None) == goals_said({}) == goals_said({"choices": ["of another release"]}) == []


def test_it_is_taken_back_and_the_first_word_stays(seen, tested):
    say(seen, tested, choices=["shop"])
    say(seen, tested)
    assert goal_of(tested) is None
    assert Goal.objects.count() == 2


def tap(client, visit, choice, **headers):
    typed = {"operation": str(uuid4()), "choice": choice}
    return client.post(reverse("plans:goal_choose", args=[visit.pk]), typed, headers=headers)


def test_a_usual_goal_is_added_and_taken_out_again_by_one_tap(seen, tested):
    say(seen, tested, text="dance at the wedding", said_by="caregiver")
    assert tap(seen, tested, "stairs").url == reverse("plans:plan", args=[tested.pk]) + "#goal"
    tap(seen, tested, "shop")
    held = goal_of(tested)
    assert (held.choices, held.text, held.said_by) == (["stairs", "shop"], "dance at the wedding", "caregiver")
    page = seen.get(reverse("plans:plan", args=[tested.pk])).content.decode()
    assert 'value="stairs" aria-pressed="true"' in page
    assert 'value="stay_home" aria-pressed="false"' in page
    tap(seen, tested, "stairs")
    assert goal_of(tested).choices == ["shop"]
    assert Goal.objects.count() == 4


def test_a_tap_brings_back_the_goals_and_the_handout(seen, tested):
    part = tap(seen, tested, "stairs", **{"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<section class="goal" id="goal"')
    assert "What matters to you: Use the stairs safely" in part[part.index('id="handout-paper"') :]


def test_a_tap_on_what_is_not_offered_keeps_nothing(seen, tested, client, desk):
    assert tap(seen, tested, "fly").status_code in (400, 422)
    client.force_login(desk)
    assert tap(client, tested, "shop").status_code == 403
    assert not Goal.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"choices": ["fly"]}, {"said_by": "neighbour"}, {"text": "x" * 3000}, {"text": "\x00"}]
)
def test_what_cannot_be_taken_is_told_and_nothing_is_kept(seen, tested, wrong):
    assert say(seen, tested, **wrong).status_code == 422
    assert not Goal.objects.exists()


def test_the_action_itself_refuses_what_is_not_in_the_list(tested, provider, desk):
    with pytest.raises(InputRefused):
        goal_set(visit=tested, choices=["fly"], by=provider, at=AT)
    with pytest.raises(NotAllowed):
        goal_set(visit=tested, choices=["shop"], by=desk, at=AT)


def test_every_goal_is_said_in_both_languages():
    assert all(set(words) == {"en", "es"} and all(words.values()) for words in GOALS.values())


def test_words_typed_into_a_form_of_a_visit_signed_meanwhile_are_not_lost(seen, signed):
    """Nothing is kept, and nothing has to be thought of again: the form still holds it, or the page of the refusal does."""
    reply = say(seen, signed, text="dance at the wedding")
    assert reply.status_code == 422
    assert 'value="dance at the wedding"' in reply.content.decode()
    assert not Goal.objects.exists()
    gone = seen.post(
        reverse("followup:outcome", args=[signed.pk, "tai_chi"]), {"step": "x", "text": "called him twice"}
    )
    page = gone.content.decode()
    assert "What you had typed" in page
    assert "called him twice" in page


def test_words_typed_into_a_sentence_of_a_note_signed_meanwhile_come_back_in_place(seen, signed):
    draft = next(iter(signed.sentences.all())).draft
    typed = {"operation": str(uuid4()), "draft": draft, "command": "edit", "text": "words thought of with care"}
    reply = seen.post(reverse("notes:sentence", args=[signed.pk]), typed, headers={"HX-Request": "true"})
    page = reply.content.decode()
    assert "its note changes by addendum alone" in page
    assert "words thought of with care" in page
