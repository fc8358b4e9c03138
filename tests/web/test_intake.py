"""The patient's questionnaire without JavaScript: what is asked, in what order, and what each screen does with an answer."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.urls import reverse

from surefoot.knowledge import load
from surefoot_web.intake.models import Answer, IntakeForm
from surefoot_web.intake.selectors import answers_of
from surefoot_web.visits.models import VisitState

from .intake_steps import answer, current, fill, hand_over, item_of, name_of, screen_of

FALLEN = {
    "stay_independent.fallen_past_year": "yes",
    "fall_history.falls_12m": "2",
    "fall_history.injurious_falls_12m": "1",
}

PARTS = sum(
    any("same_as" not in item and not item.get("staff_only") for item in form["items"])
    for form in load().questionnaires.values()
)


@pytest.fixture
def form(client, desk, visit) -> IntakeForm:
    client.force_login(desk)
    return hand_over(client, visit)


def question(client, form, name):
    section, item = name.split(".")
    return reverse("intake:question", args=[form.pk, section, item])


def test_the_whole_form_of_a_person_without_falls_in_english(client, form, visit):
    asked = fill(client, form)
    assert asked[0] == "stay_independent.fallen_past_year"
    assert [name.split(".")[1] for name in asked if name.startswith("stay_independent.")] == [
        "fallen_past_year",
        "getting_around",
        "unsteady_walking",
        "worried_about_falling",
        "body_and_medicines",
    ]
    assert asked[-2:] == ["concerns.private_questions", "concerns.often_sad_or_depressed"]
    assert "medications.list" in asked
    assert not [name for name in asked if name.startswith("home.")], "nobody screened negative is asked about the home"
    assert "fall_history.falls_12m" not in asked
    reply = client.post(reverse("intake:check", args=[form.pk]))
    assert name_of(reply.headers["Location"]) == "thanks"
    visit.refresh_from_db()
    assert visit.state == VisitState.INTAKE_DONE
    assert answers_of(visit)["stay_independent"]["fallen_past_year"] is False
    assert answers_of(visit)["medications"] == []


def test_the_whole_form_of_a_person_with_falls_in_spanish(client, desk, visit):
    client.force_login(desk)
    form = hand_over(client, visit, language="es", who="caregiver")
    first = client.get(current(client, form)).content.decode()
    assert '<html lang="es"' in first
    assert "Me he caído en el último año." in first
    for words in (
        "Sí",
        "No lo sé con seguridad",
        "Prefiero no decirlo",
    ):
        assert words in first
    assert re.search(r"Parte 1 de \d+: Mantenerse firme · pregunta 1 de 5", first)
    asked = fill(client, form, FALLEN)
    assert "fall_history.falls_12m" in asked
    assert [name for name in asked if name.startswith("home.")]
    check = client.get(reverse("intake:check", args=[form.pk])).content.decode()
    assert "Revise sus respuestas" in check
    assert "Enviar mis respuestas" in check
    assert client.post(reverse("intake:check", args=[form.pk])).status_code == 302
    form.refresh_from_db()
    assert (form.language, form.who, form.medium) == ("es", "caregiver", "kiosk")
    assert answers_of(visit)["fall_history"]["falls_12m"] == 2


def test_nothing_of_staff_is_asked_and_nothing_twice(client, form):
    asked = fill(client, form, FALLEN)
    assert len(asked) == len(set(asked))
    for name in asked:
        assert not item_of(name).get("staff_only"), name
        assert "same_as" not in item_of(name), name
    assert not [name for name in asked if name.startswith("three_key_questions.")]


def test_unsure_opens_the_questions_that_depend_on_it(client, form):
    asked = fill(client, form, {"stay_independent.fallen_past_year": "unsure"})
    assert "fall_history.falls_12m" in asked


@pytest.mark.parametrize("given", ["unsure", "declined"])
def test_every_question_takes_not_sure_and_rather_not(client, form, visit, given):
    names = fill(client, form, dict.fromkeys(_all_names(), given))
    for (section, key), row in {(row.section, row.key): row for row in Answer.objects.filter(visit=visit)}.items():
        assert row.value == given, (section, key)
    assert {screen_of(f"{row.section}.{row.key or 'list'}") for row in Answer.objects.filter(visit=visit)} == set(names)


def _all_names():
    names = [f"{form.id}.{item['id']}" for form in load().questionnaires.values() for item in form["items"]]
    return list(dict.fromkeys(screen_of(name) for name in names))


def test_every_screen_offers_both_ways_out_and_both_languages(client, form):
    address, seen = current(client, form), 0
    while name_of(address) != "check":
        page = client.get(address).content.decode()
        assert 'value="unsure"' in page
        assert 'value="declined"' in page
        assert 'value="es" lang="es"' in page
        assert "Larger text" in page
        seen += 1
        address = answer(client, address, "unsure")
    assert seen > 22


def test_back_shows_the_answer_given_and_a_new_answer_counts(client, form, visit):
    first = current(client, form)
    second = answer(client, first, "yes")
    page = client.get(second).content.decode()
    assert f'href="{first}"' in page, "Back leads to the question before"
    again = client.get(first).content.decode()
    assert 'value="yes" aria-pressed="true"' in again
    answer(client, first, "no")
    assert answers_of(visit)["stay_independent"]["fallen_past_year"] is False
    assert Answer.objects.filter(visit=visit, key="fallen_past_year").count() == 2, (
        "the earlier answer stays in the record"
    )


def test_the_form_goes_on_where_it_stopped(client, form):
    for given in ("no", "none", "no"):
        answer(client, current(client, form), given)
    assert name_of(current(client, form)) == "stay_independent.worried_about_falling"


def test_after_a_step_back_the_form_returns_to_the_first_open_question(client, form):
    first = current(client, form)
    for given in ("no", "none", "no"):
        answer(client, current(client, form), given)
    assert name_of(answer(client, first, "no")) == "stay_independent.worried_about_falling"


def _pressed(name, press) -> str:
    kind = item_of(name)["type"]
    if kind == "list" and press == "no":
        return "none"
    return press if kind == "yes_no" else "unsure"


def walk(client, form, press) -> list:
    """(section, place) of every question, each yes-or-no question answered with `press`, the others with "unsure"."""
    found, address = [], current(client, form)
    while name_of(address) != "check":
        if name_of(address) == "now":
            address = client.get(client.post(address).headers["Location"]).headers["Location"]
            continue
        found.append((name_of(address).split(".")[0], client.get(address).context["progress"]))
        address = answer(client, address, _pressed(name_of(address), press))
    return found


@pytest.mark.parametrize("press", ["no", "yes", "unsure"])
def test_progress_never_falls_and_ends_full(client, form, press):
    places = [place for _section, place in walk(client, form, press)]
    percents = [place.percent for place in places]
    assert percents == sorted(percents)
    assert percents[0] < 5
    assert percents[-1] == 100
    assert [place.part for place in places] == sorted(place.part for place in places)
    assert len({place.parts for place in places}) == 1


@pytest.mark.parametrize("press", ["no", "yes", "unsure"])
def test_a_number_of_questions_that_is_said_is_the_number_that_is_asked(client, form, press):
    asked = walk(client, form, press)
    counts = Counter(section for section, _place in asked)
    said = [(section, place.number, place.total) for section, place in asked if place.total is not None]
    assert said[:5] == [("stay_independent", number, 5) for number in range(1, 6)]
    assert [total for _section, _number, total in said] == [counts[section] for section, _number, _total in said]


def test_a_part_whose_questions_may_fall_away_says_no_total(client, form):
    text = client.get(question(client, form, "fall_history.falls_12m")).content.decode()
    assert re.search(r"Part \d+ of \d+: Your falls · question 1</p>", text)


@pytest.mark.parametrize("typed", ["two", "-1", "1.5", "999", "", "NaN"])
def test_a_number_that_cannot_be_is_kept_on_the_screen_with_what_to_do(client, form, visit, typed):
    answer(client, current(client, form), "yes")
    address = question(client, form, "fall_history.falls_12m")
    reply = client.post(address, {"answer": "number", "typed": typed})
    assert reply.status_code == 422
    page = reply.content.decode()
    assert f'value="{typed}"' in page
    assert "Please write a number from 0 to 365." in page
    assert "falls_12m" not in answers_of(visit).get("fall_history", {})


@pytest.mark.parametrize(
    ("typed", "button", "shown"),
    [("2", "more", "3"), ("2", "less", "1"), ("0", "less", "0"), ("", "more", "1"), ("365", "more", "365")],
)
def test_one_more_and_one_less_work_without_javascript_and_keep_nothing(client, form, visit, typed, button, shown):
    answer(client, current(client, form), "yes")
    reply = client.post(question(client, form, "fall_history.falls_12m"), {"answer": button, "typed": typed})
    assert f'name="typed" inputmode="numeric" autocomplete="off" value="{shown}"' in reply.content.decode()
    assert "falls_12m" not in answers_of(visit).get("fall_history", {})


def test_medicines_are_one_a_line(client, form, visit):
    address = question(client, form, "medications.list")
    answer(client, address, "zolpidem 5 mg\n\n  • metoprolol\r\n- vitamin D ")
    assert answers_of(visit)["medications"] == [
        {"name": "zolpidem 5 mg"},
        {"name": "metoprolol"},
        {"name": "vitamin D"},
    ]
    assert "zolpidem 5 mg\nmetoprolol\nvitamin D</textarea>" in client.get(address).content.decode()


def test_an_empty_list_of_medicines_is_not_taken_for_none(client, form, visit):
    reply = client.post(question(client, form, "medications.list"), {"answer": "listed", "typed": " \n "})
    assert reply.status_code == 422
    assert "Please write at least one medicine" in reply.content.decode()
    assert "medications" not in answers_of(visit)


def test_none_and_not_sure_of_medicines_are_different(client, form, visit):
    address = question(client, form, "medications.list")
    answer(client, address, "none")
    assert answers_of(visit)["medications"] == []
    answer(client, address, "unsure")
    assert answers_of(visit)["medications"] == "unsure"


def test_an_answer_that_is_not_offered_is_refused(client, form, visit):
    reply = client.post(current(client, form), {"answer": "perhaps"})
    assert reply.status_code == 422
    assert "Please choose one of the answers." in reply.content.decode()
    assert answers_of(visit) == {}


def test_the_language_switches_at_any_question_and_the_answers_stay(client, form, visit):
    answer(client, current(client, form), "yes")
    address = current(client, form)
    reply = client.post(reverse("intake:language", args=[form.pk]), {"language": "es", "next": address})
    assert reply.headers["Location"] == address
    assert "Uso o me han recomendado usar un bastón" in client.get(address).content.decode()
    assert answers_of(visit)["stay_independent"] == {"fallen_past_year": True}
    form.refresh_from_db()
    assert form.language == "es"


def test_the_language_switch_leads_nowhere_else(client, form):
    for elsewhere in ("https://example.org/", "//example.org", ""):
        reply = client.post(reverse("intake:language", args=[form.pk]), {"language": "es", "next": elsewhere})
        assert reply.headers["Location"] == reverse("intake:form", args=[form.pk])


def test_private_questions_say_so(client, form):
    page = client.get(question(client, form, "concerns.private_questions")).content.decode()
    assert "This one is private" in page
    assert "This one is private" not in client.get(current(client, form)).content.decode()


def test_the_summary_shows_every_answer_with_a_way_to_change_it(client, form):
    asked = fill(client, form, {**FALLEN, "medications.list": "zolpidem 5 mg"})
    page = client.get(reverse("intake:check", args=[form.pk])).content.decode()
    for name in asked:
        assert question(client, form, name) in page, name
    assert "zolpidem 5 mg" in page
    assert "Nothing is sent yet" in page


def test_a_change_from_the_summary_comes_back_to_it(client, form):
    fill(client, form)
    assert (
        name_of(answer(client, question(client, form, "stay_independent.worried_about_falling"), "unsure")) == "check"
    )


def test_a_change_that_opens_new_questions_asks_them_before_sending(client, form):
    fill(client, form)
    address = answer(client, question(client, form, "stay_independent.fallen_past_year"), "yes")
    assert name_of(address) == "urgent_signs.last_fall_when"
    reply = client.post(reverse("intake:check", args=[form.pk]))
    assert name_of(reply.headers["Location"]) == "urgent_signs.last_fall_when", "a form with open questions is not sent"


def test_staff_read_the_questions_out(client, provider, visit):
    client.force_login(provider)
    form = hand_over(client, visit, how="read_out")
    assert form.medium == "staff_read"
    assert client.get(reverse("visits:today")).status_code == 200, "reading out does not sign staff out"
    fill(client, form)
    reply = client.post(reverse("intake:check", args=[form.pk]))
    assert reply.headers["Location"] == reverse("visits:visit", args=[visit.pk])
    assert {row.entered_by for row in Answer.objects.filter(visit=visit)} == {provider}


def test_staff_see_the_answers_of_their_own_clinic_alone(client, provider, visit, other_clinic_visit):
    client.force_login(provider)
    form = hand_over(client, visit, how="read_out")
    answer(client, current(client, form), "yes")
    page = client.get(reverse("intake:answers", args=[visit.pk])).content.decode()
    assert "I have fallen in the past year." in page
    assert client.get(reverse("intake:answers", args=[other_clinic_visit.pk])).status_code == 404
    assert client.post(reverse("intake:hand_over", args=[other_clinic_visit.pk])).status_code == 404
