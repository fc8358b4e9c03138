"""Lists to check on the patient's form: what a check mark answers, the answers that check nothing, and what is refused; without JavaScript."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from surefoot_web.accounts.actions import clinic_setting_set
from surefoot_web.intake.models import Answer, IntakeForm
from surefoot_web.intake.selectors import answers_of
from surefoot_web.records.faults import InputRefused
from surefoot_web.trail.models import AuditEvent

from .conftest import AT
from .intake_steps import answer, current, fill, hand_over, name_of

FALLEN = {"stay_independent.fallen_past_year": "yes", "fall_history.falls_12m": "2"}
BATHROOM = "home.bathroom_and_bedroom"


@pytest.fixture
def form(client, desk, visit) -> IntakeForm:
    client.force_login(desk)
    return hand_over(client, visit)


def question(form, name):
    section, item = name.split(".")
    return reverse("intake:question", args=[form.pk, section, item])


def to(client, form, name):
    """Answer everything up to `name` and return its address."""
    fill(client, form, FALLEN, until=name)
    return question(form, name)


def test_a_check_mark_answers_what_its_line_says_and_the_rest_the_opposite(client, form, visit):
    answer(client, to(client, form, BATHROOM), ["slippery_tub", "night_light"])
    home = answers_of(visit)["home"]
    assert (home["slippery_tub"], home["night_light"]) == (True, False), "no light on the way is what the line says"
    assert (home["bathroom_grab_bars"], home["bed_light"]) == (True, True)
    page = client.get(question(form, BATHROOM)).content.decode()
    assert page.count('name="checked"') == 4
    assert 'value="slippery_tub" checked' in page
    assert 'value="night_light" checked' in page
    assert page.count(" checked>") == 2


def test_none_of_these_says_no_to_every_line(client, form, visit):
    answer(client, to(client, form, BATHROOM), "none")
    assert answers_of(visit)["home"] | {} == answers_of(visit)["home"] | {
        "slippery_tub": False, "bathroom_grab_bars": True, "bed_light": True, "night_light": True,
    }  # fmt: skip
    assert 'value="none" aria-pressed="true"' in client.get(question(form, BATHROOM)).content.decode()


@pytest.mark.parametrize("given", ["unsure", "declined"])
def test_not_sure_and_rather_not_speak_of_the_lines_that_are_not_checked(client, form, visit, given):
    address = to(client, form, BATHROOM)
    assert client.post(address, {"answer": given, "checked": ["slippery_tub"]}).status_code == 302
    home = answers_of(visit)["home"]
    assert (home["slippery_tub"], home["bed_light"], home["night_light"]) == (True, given, given)
    answer(client, address, given)
    assert {answers_of(visit)["home"][key] for key in ("slippery_tub", "bed_light", "night_light")} == {given}


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({"answer": "checked"}, "Please check a line"),
        ({"answer": "checked", "checked": ["roof"]}, "Please check a line"),
        ({"answer": "none", "checked": ["slippery_tub"]}, "You checked a line."),
        ({}, "Please check a line"),
    ],
)
def test_a_list_that_says_nothing_or_two_things_stays_on_the_screen(client, form, visit, posted, says):
    reply = client.post(to(client, form, BATHROOM), posted)
    assert reply.status_code == 422
    page = reply.content.decode()
    assert says in page
    assert ('value="slippery_tub" checked' in page) is ("slippery_tub" in posted.get("checked", ()))
    assert "slippery_tub" not in answers_of(visit).get("home", {})


def test_the_answers_of_one_screen_are_one_act_on_the_record(client, form, visit):
    address = to(client, form, BATHROOM)
    before = AuditEvent.objects.count()
    answer(client, address, ["slippery_tub"])
    event = AuditEvent.objects.order_by("number").last()
    assert AuditEvent.objects.count() == before + 1
    assert event.action == "intake.answer_list"
    assert "slippery_tub" in str(event.detail)
    assert Answer.objects.filter(visit=visit, key="slippery_tub").count() == 1


@pytest.fixture
def details(administrator):
    """The clinic hands out how the last fall happened and what help is needed by day."""
    setting = {"key": "form_extras", "value": ["fall_details", "daily_activities"], "first_day": date(2026, 1, 1)}
    clinic_setting_set(**setting, by=administrator, at=AT)


@pytest.mark.usefixtures("details")
def test_how_a_fall_happened_takes_several_choices(client, form, visit):
    address = to(client, form, "fall_history.circumstances")
    answer(client, address, ["dark", "trip_or_slip"])
    assert answers_of(visit)["fall_history"]["circumstances"] == ["trip_or_slip", "dark"], "in the order of the list"
    answer(client, address, "none")
    assert answers_of(visit)["fall_history"]["circumstances"] == []
    answer(client, address, "unsure")
    assert answers_of(visit)["fall_history"]["circumstances"] == "unsure"
    assert client.post(address, {"answer": "unsure", "checked": ["dark"]}).status_code == 422


@pytest.mark.usefixtures("details")
def test_an_answer_from_before_there_was_a_list_is_shown_checked(client, form, visit, desk):
    from surefoot_web.intake.actions import intake_answer

    answer(client, current(client, form), "yes")
    intake_answer(visit=visit, section="fall_history", key="circumstances", value="dizzy", by=desk, at=AT)
    page = client.get(question(form, "fall_history.circumstances")).content.decode()
    assert 'value="dizzy" checked' in page


def test_a_list_of_one_line_is_a_question_and_once_it_grew_a_list_with_what_was_answered(client, form, visit):
    asked = fill(client, form, {"living.lives_alone": "yes"})
    assert "living.lives_alone" in asked
    assert "Do you live alone?" in client.get(question(form, "living.lives_alone")).content.decode()
    support = question(form, "living.support")
    answer(client, question(form, "stay_independent.fallen_past_year"), "yes")
    page = client.get(support).content.decode()
    assert page.count('name="checked"') > 1
    assert 'value="lives_alone" checked' in page
    assert 'aria-pressed="true"' not in page
    summary = client.get(reverse("intake:answers", args=[visit.pk]))
    assert summary.status_code in (200, 302), "staff may look before the list is whole"


@pytest.mark.usefixtures("details")
def test_the_summary_says_what_was_checked_in_both_languages(client, form, visit):
    fill(client, form, {**FALLEN, BATHROOM: ["slippery_tub"], "fall_history.circumstances": ["dark"]})
    page = client.get(reverse("intake:check", args=[form.pk])).content.decode()
    for words in ("My tub or shower is slippery", "It was dark", "None of these", "I need no help with these"):
        assert f"<strong>{words}</strong>" in page
    client.post(reverse("intake:language", args=[form.pk]), {"language": "es", "next": "/"})
    page = client.get(reverse("intake:check", args=[form.pk])).content.decode()
    for words in ("La tina o la ducha es resbalosa", "Estaba oscuro", "Nada de esto"):
        assert f"<strong>{words}</strong>" in page


def test_the_clinic_chooses_the_three_key_questions_first_from_a_day_on(client, desk, visit, administrator):
    with pytest.raises(InputRefused, match="no order"):
        clinic_setting_set(key="form_order", value="by_chance", first_day=date(2026, 1, 1), by=administrator, at=AT)
    setting = {"key": "form_order", "value": "three_questions_first", "by": administrator, "at": AT}
    clinic_setting_set(first_day=date(2026, 11, 21), **setting)
    client.force_login(desk)
    form = hand_over(client, visit)
    assert name_of(current(client, form)) == "stay_independent.fallen_past_year", "the setting holds from the day after"
    clinic_setting_set(first_day=date(2026, 11, 20), **setting)
    asked = fill(client, form)
    assert asked[:3] == [f"three_key_questions.{item}" for item in ("fallen_past_year", "unsteady", "worried")]
    assert not [name for name in asked if name.startswith("stay_independent.")]
    first = client.get(question(form, "three_key_questions.fallen_past_year")).context["progress"]
    assert (first.part, first.number, first.total) == (1, 1, 3)


def test_a_visit_asked_the_three_questions_first_is_screened_by_them(client, desk, visit, administrator):
    from surefoot_web.visits.case import assessment_of

    setting = {"key": "form_order", "value": "three_questions_first", "first_day": visit.date}
    clinic_setting_set(**setting, by=administrator, at=AT)
    client.force_login(desk)
    form = hand_over(client, visit)
    fill(client, form)
    assert assessment_of(visit)["levels"]["steadi_2019"]["level"] == "not_at_risk"
    answer(client, question(form, "three_key_questions.worried"), "yes")
    assert assessment_of(visit)["levels"]["steadi_2019"]["level"] == "at_risk"
    assert name_of(current(client, form)) == "stay_independent.getting_around"
