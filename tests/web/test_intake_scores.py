"""Scores that staff enter: kept as answers, judged by the library, never asked of a patient."""

from __future__ import annotations

import pytest
from django.urls import reverse

from surefoot.knowledge import load
from surefoot_web.intake.forms_scores import staff_items
from surefoot_web.intake.models import Answer, IntakeForm
from surefoot_web.intake.selectors import answers_of

MINI_COG = "entered_scores.mini_cog"


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


def address(visit):
    return reverse("intake:scores", args=[visit.pk])


def test_every_item_of_staff_has_its_field(staff, visit):
    page = staff.get(address(visit)).content.decode()
    items = list(staff_items(load()))
    assert items
    for form, item in items:
        assert f'name="{form.id}.{item["id"]}"' in page


def test_scores_are_kept_as_answers_and_only_what_was_entered(staff, visit, provider):
    assert staff.post(address(visit), {MINI_COG: "2", "senses.acuity_worse_than_20_40": "no"}).status_code == 302
    assert answers_of(visit) == {"entered_scores": {"mini_cog": 2}, "senses": {"acuity_worse_than_20_40": False}}
    form = IntakeForm.objects.get(visit=visit)
    assert (form.who, form.medium, form.submitted_at) == ("staff", "staff_read", None)
    assert {row.entered_by for row in Answer.objects.filter(visit=visit)} == {provider}


def test_a_score_that_did_not_change_is_not_written_again(staff, visit):
    staff.post(address(visit), {MINI_COG: "2"})
    assert f'name="{MINI_COG}" value="2"' in staff.get(address(visit)).content.decode()
    staff.post(address(visit), {MINI_COG: "2"})
    assert Answer.objects.filter(visit=visit).count() == 1
    staff.post(address(visit), {MINI_COG: "3"})
    assert answers_of(visit)["entered_scores"]["mini_cog"] == 3


def test_an_entry_can_be_taken_out_again_and_a_zero_is_a_score(staff, visit):
    staff.post(address(visit), {MINI_COG: "0"})
    assert answers_of(visit)["entered_scores"]["mini_cog"] == 0
    staff.post(address(visit), {MINI_COG: ""})
    assert answers_of(visit)["entered_scores"]["mini_cog"] == "not_asked"
    assert f'name="{MINI_COG}" inputmode' in staff.get(address(visit)).content.decode()


@pytest.mark.parametrize("typed", ["6", "-1", "two", "2.5"])
def test_a_score_out_of_its_range_stays_on_the_page_with_what_to_do(staff, visit, typed):
    reply = staff.post(address(visit), {MINI_COG: typed})
    assert reply.status_code == 422
    page = reply.content.decode()
    assert "Write a whole number from 0 to 5." in page
    assert f'value="{typed}"' in page
    assert answers_of(visit) == {}


def test_the_front_desk_enters_no_scores(client, desk, visit):
    client.force_login(desk)
    assert client.post(address(visit), {MINI_COG: "2"}).status_code == 403
    assert answers_of(visit) == {}


def test_staff_enter_a_day_a_choice_and_a_percentage(staff, visit):
    entered = {
        "fall_history.last_fall_date": "2026-10-02",
        "fall_history.worst_injury": "fracture",
        "entered_scores.abc_16": "62.5",
    }
    assert staff.post(address(visit), entered).status_code == 302
    kept = answers_of(visit)
    assert kept["fall_history"] == {"last_fall_date": "2026-10-02", "worst_injury": "fracture"}
    assert kept["entered_scores"] == {"abc_16": 62.5}
    page = staff.get(address(visit)).content.decode()
    assert 'value="2026-10-02"' in page
    assert '<option value="fracture" selected>' in page
    assert 'value="62.5"' in page
    staff.post(address(visit), entered)
    assert Answer.objects.filter(visit=visit).count() == 3, "what did not change is not written again"


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("fall_history.last_fall_date", "2026-11-21", "is after the visit"),
        ("fall_history.last_fall_date", "last week", "valid date"),
        ("fall_history.worst_injury", "death", "not in the list"),
        ("entered_scores.abc_16", "101", "Write a number from 0 to 100."),
        ("entered_scores.abc_16", "nan", "Write a number from 0 to 100."),
        ("fall_history.hopkins_grade", "0", "Write a whole number from 1 to 4."),
    ],
)
def test_what_cannot_be_entered_stays_on_the_page(staff, visit, name, typed, says):
    reply = staff.post(address(visit), {name: typed})
    assert reply.status_code == 422
    assert says in reply.content.decode()
    assert answers_of(visit) == {}


def test_the_scores_stand_under_the_name_of_their_questionnaire(staff, visit):
    page = staff.get(address(visit)).content.decode()
    assert page.index("Fall history</h2>") < page.index('name="fall_history.last_fall_date"')
    assert page.index("Scores of other questionnaires</h2>") < page.index('name="entered_scores.abc_6"')
