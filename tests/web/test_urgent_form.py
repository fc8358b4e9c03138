"""Urgent signs on the patient's own form: plain words at once, before anything else, reachable afterwards, and kept as shown."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from surefoot_web.accounts.actions import clinic_setting_set
from surefoot_web.intake.models import IntakeForm, UrgentShown
from surefoot_web.intake.selectors import answers_of
from surefoot_web.intake.urgent import IF_WORSE, NOBODY_WATCHES, WORDS
from surefoot_web.records.faults import InputRefused
from surefoot_web.trail.models import AuditEvent
from tests.knowledge.readability import fernandez_huerta, flesch_kincaid_grade

from .conftest import AT
from .intake_steps import answer, current, fill, hand_over, name_of, tell

OPENER, STROKE = "urgent_signs.any_now", "urgent_signs.weak_or_numb"
STROKE_WORDS = {"en": "New weak or numb spots or a face that droops can be a stroke.", "es": "puede ser un derrame."}


@pytest.fixture
def form(client, desk, visit) -> IntakeForm:
    client.force_login(desk)
    return hand_over(client, visit)


def question(form, name):
    return reverse("intake:question", args=[form.pk, *name.split(".")])


def text_of(reply) -> str:
    main = reply.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def told_of_a_stroke(client, form) -> str:
    tell(client, form, OPENER, "yes")
    return tell(client, form, STROKE, "yes")


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_urgent_answer_shows_at_once_what_to_do(client, desk, visit, language):
    client.force_login(desk)
    form = hand_over(client, visit, language=language)
    address = told_of_a_stroke(client, form)
    assert name_of(address) == "now"
    page = text_of(client.get(address))
    assert STROKE_WORDS[language] in page
    with translation.override(language):
        for words in (WORDS["call_911_now"].clinic, WORDS["call_911_now"].where, NOBODY_WATCHES, IF_WORSE):
            assert str(words) in page
    shown = UrgentShown.objects.get()
    assert (shown.signs, shown.language, shown.medium) == (
        ["sudden_weakness_or_numbness:call_911_now"],
        language,
        "kiosk",
    )
    assert (shown.shown_by, shown.visit) == (desk, visit)
    assert AuditEvent.objects.filter(action="intake.urgent_shown").count() == 1


def test_no_other_screen_comes_before_the_urgent_words(client, form):
    told_of_a_stroke(client, form)
    for address in (
        question(form, OPENER),
        reverse("intake:form", args=[form.pk]),
        reverse("intake:check", args=[form.pk]),
    ):
        assert name_of(client.get(address).headers["Location"]) == "now"
    client.get(reverse("intake:urgent", args=[form.pk]))
    assert client.get(question(form, OPENER)).status_code == 200


def test_the_words_are_shown_once_and_stay_reachable(client, form):
    address = told_of_a_stroke(client, form)
    client.get(address)
    client.get(address)
    assert UrgentShown.objects.count() == 1
    onward = client.post(address, {"do": "on"}).headers["Location"]
    assert name_of(client.get(onward).headers["Location"]) == "begin", (
        "the words came first, the size of print after them"
    )
    onward = client.get(client.post(reverse("intake:begin", args=[form.pk])).headers["Location"]).headers["Location"]
    assert name_of(onward) == "stay_independent.fallen_past_year"
    page = client.get(onward).content.decode()
    assert "What you told us cannot wait: call 911." in page
    assert f'href="{address}"' in page
    assert name_of(tell(client, form, STROKE, "yes")) != "now", "the same answer again is not told again"


def test_a_respondent_may_stop_here(client, form, visit):
    address = told_of_a_stroke(client, form)
    client.get(address)
    stopped = client.post(address, {"do": "stop"}).headers["Location"]
    page = text_of(client.get(stopped))
    assert STROKE_WORDS["en"] in page
    assert "Your answers so far are kept." in page
    assert answers_of(visit)["urgent_signs"]["weak_or_numb"] is True
    assert reverse("intake:form", args=[form.pk]) in client.get(stopped).content.decode()


def test_back_and_no_withdraws_the_sign_and_keeps_what_was_shown(client, form, visit):
    client.get(told_of_a_stroke(client, form))
    unnamed = answer(client, question(form, "urgent_signs.came_on"), "none")
    assert name_of(unnamed) == "now", "something came on, and it is none of these: the clinic is called"
    client.get(unnamed)
    assert name_of(tell(client, form, OPENER, "no")) != "now"
    assert "What you told us cannot wait" not in client.get(question(form, OPENER)).content.decode()
    assert name_of(client.get(reverse("intake:urgent", args=[form.pk])).headers["Location"]) != "now"
    assert UrgentShown.objects.count() == 2
    tell(client, form, OPENER, "yes")
    again = tell(client, form, STROKE, "yes")
    assert name_of(again) == "now", "told again after it was withdrawn, it is shown again"
    client.get(again)
    assert UrgentShown.objects.count() == 3


def test_a_second_sign_is_shown_too_and_the_most_urgent_stands_first(client, form):
    tell(client, form, OPENER, "yes")
    first = tell(client, form, "urgent_signs.severe_low_sugar", "yes")
    page = text_of(client.get(first))
    assert page.index("Tell the clinic staff now") < page.index("Your blood sugar was very low.")
    both = ["weak_or_numb", "severe_low_sugar"]
    second = answer(client, question(form, "urgent_signs.came_on"), both)
    assert name_of(second) == "now"
    page = text_of(client.get(second))
    assert page.index("Call 911 now") < page.index(STROKE_WORDS["en"]) < page.index("Your blood sugar was very low.")
    assert UrgentShown.objects.count() == 2


def test_a_time_told_afterwards_that_asks_for_more_is_shown(client, form):
    tell(client, form, "stay_independent.fallen_past_year", "yes")
    tell(client, form, "urgent_signs.last_fall_when", "longer_ago")
    page = text_of(client.get(tell(client, form, "fall_history.loss_of_consciousness", "yes")))
    assert "Tell the clinic staff today" in page
    sooner = tell(client, form, "urgent_signs.last_fall_when", "past_2_days")
    assert name_of(sooner) == "now"
    assert "Call 911 now" in text_of(client.get(sooner))


@pytest.mark.parametrize("given", ["unsure", "declined"])
def test_an_answer_that_tells_of_no_sign_shows_no_urgent_words(client, form, given):
    tell(client, form, OPENER, "yes")
    assert name_of(tell(client, form, STROKE, given)) != "now"
    assert not UrgentShown.objects.exists()


def test_the_whole_form_of_a_healthy_person_has_one_question_more_and_no_urgent_words(client, form):
    asked = fill(client, form)
    assert [name for name in asked if name.startswith(("urgent_signs.", "foot_warning."))] == [OPENER]
    assert asked.index(OPENER) == 5
    assert not UrgentShown.objects.exists()


def test_a_recent_blow_to_the_head_with_a_blood_thinner(client, form):
    told = {
        "stay_independent.fallen_past_year": "yes",
        "urgent_signs.last_fall_when": "past_2_days",
        "urgent_signs.blood_thinner": "yes",
    }
    fill(client, form, told, until="fall_history.after_a_fall")
    page = text_of(client.get(tell(client, form, "fall_history.head_injury", "yes")))
    assert "You hit your head and you take a blood thinner." in page
    assert "Call 911 now" in page


@pytest.mark.parametrize("number", ["", "(555) 010-0199"])
def test_the_clinics_number_is_shown_where_there_is_one(client, form, clinic, administrator, number):
    if number:
        clinic_setting_set(key="phone", value=number, first_day=date(2026, 1, 1), by=administrator, at=AT)
    tell(client, form, OPENER, "yes")
    page = client.get(tell(client, form, "urgent_signs.severe_low_sugar", "yes")).content.decode()
    assert "Tell the clinic staff now" in page
    assert ("tel:" in page) == bool(number)
    assert number in page


def test_on_a_device_of_ones_own_it_says_to_call(client, form):
    form.change(medium="own_device")
    page = text_of(client.get(told_of_a_stroke(client, form)))
    assert "Call 911 now" in page
    assert "You are in the clinic" not in page


def test_read_out_by_staff_the_screen_has_words_for_them_too(client, provider, visit):
    client.force_login(provider)
    form = hand_over(client, visit, how="read_out", language="es")
    page = text_of(client.get(told_of_a_stroke(client, form)))
    assert STROKE_WORDS["es"] in page
    assert "treat it as a stroke until shown otherwise" in page
    assert UrgentShown.objects.get().shown_by == provider


def test_after_sending_the_thanks_say_it_without_the_sign(client, form):
    fill(client, form, {OPENER: "yes", STROKE: "yes"})
    client.post(reverse("intake:check", args=[form.pk]))
    page = text_of(client.get(reverse("intake:thanks", args=[form.pk])))
    assert "What you told us cannot wait: call 911." in page
    assert "stroke" not in page
    assert "weak" not in page


def test_the_administrator_keeps_the_phone_number(client, administrator, provider, clinic):
    client.force_login(administrator)
    address = reverse("accounts:phone")
    assert address in client.get(reverse("accounts:overview")).content.decode()
    assert client.post(address, {"value": "call me"}).status_code == 422
    assert client.post(address, {"value": "+1 555 010 0199"}).status_code == 302
    assert 'value="+1 555 010 0199"' in client.get(address).content.decode()
    with pytest.raises(InputRefused):
        clinic_setting_set(key="phone", value='1"><script>', first_day=date(2026, 1, 1), by=administrator, at=AT)
    client.force_login(provider)
    assert client.get(address).status_code == 403


EASY = [words for act in WORDS.values() for words in (act.own, act.clinic, act.where, act.line)]


@pytest.mark.parametrize("words", [*EASY, NOBODY_WATCHES, IF_WORSE], ids=str)
def test_words_of_the_screen_are_plain(words):
    with translation.override("en"):
        assert flesch_kincaid_grade(str(words)) <= 6
    with translation.override("es"):
        spanish = str(words)
    assert fernandez_huerta(spanish) >= 70
    with translation.override("en"):
        assert spanish != str(words), "not translated"


def test_the_form_goes_on_at_the_first_open_question_after_urgent_words(client, form):
    address = told_of_a_stroke(client, form)
    client.get(address)
    client.post(address, {"do": "on"})
    assert name_of(current(client, form)) == "stay_independent.fallen_past_year"
