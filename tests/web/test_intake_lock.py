"""Handing the screen over locks staff out; the respondent reaches the one form and nothing else; a staff sign-in returns."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from surefoot_web.intake.models import Answer, IntakeForm
from surefoot_web.intake.selectors import answers_of
from surefoot_web.notes.actions import visit_sign
from surefoot_web.visits.actions import visit_end_early

from .conftest import PASSWORD
from .intake_steps import answer, current, fill, hand_over, name_of

OPEN_TO_EVERYBODY = {
    "account_login",
    "accounts:sign_in",  # the staff sign-in
    "components:gallery",  # parts with made-up content
    "components:gallery_page",
    "components:text_size",
    "set_language",
    "accounts:set_up",
    "components:drawing",
    "links:closed",
    "links:open",
    "offline:worker",
    "visits:device",
    "visits:device_join",
    "visits:device_press",
    "visits:device_state",  # each answers for its own token or device alone, or shows no patient
}


@pytest.fixture
def form(client, desk, visit) -> IntakeForm:
    client.force_login(desk)
    return hand_over(client, visit)


def addresses(visit, form):
    """(name, path) of every address of the app, with ids of records that exist where there are some."""
    yield from _walk(get_resolver().url_patterns, "", "/", {"visit_id": visit.pk, "patient_id": visit.patient_id})


def _walk(patterns, space, before, ids):
    for entry in patterns:
        path = before + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, f"{entry.namespace}:" if entry.namespace else space, path, ids)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", _filled(path, ids)


def _filled(path, ids):
    while "<" in path:
        head, _, rest = path.partition("<")
        part, _, tail = rest.partition(">")
        kind, _, name = part.rpartition(":")
        made_up = {"uuid": uuid4(), "int": 1}.get(kind, "tug")
        path = f"{head}{ids.get(name, made_up)}{tail}"
    return path


def test_handing_over_ends_the_staff_session(client, form):
    assert SESSION_KEY not in client.session
    assert list(client.session.keys()) == ["intake_form"]


def test_a_page_of_staff_cannot_come_back_from_the_screens_memory(client, desk, visit):
    client.force_login(desk)
    reply = client.post(
        reverse("intake:hand_over", args=[visit.pk]), {"who": "patient", "language": "en", "how": "hand_over"}
    )
    assert reply.headers["Clear-Site-Data"] == '"cache"'
    assert reply.headers["Cache-Control"] == "no-store"


def test_the_respondent_opens_no_other_address(client, form, visit):
    tried = 0
    mine = f"/intake/{form.pk}/"
    for name, path in addresses(visit, form):
        if name in OPEN_TO_EVERYBODY:
            continue
        for send in (client.get, client.post):
            reply = send(path)
            allowed = reply.status_code == 405 or (
                reply.status_code == 302
                and (
                    reply.headers["Location"].startswith(reverse("accounts:sign_in"))
                    or reply.headers["Location"] == mine
                )
            )
            assert allowed, f"{name} {path}: {reply.status_code} {reply.headers.get('Location')}"
            tried += 1
    assert tried > 30


def test_what_is_open_to_everybody_shows_no_patient(client, form, visit):
    for name in ("accounts:sign_in", "components:gallery"):
        assert visit.patient.family_name not in client.get(reverse(name)).content.decode()


def test_the_form_of_another_visit_leads_back_to_ones_own(client, form, provider, patient):
    from surefoot_web.intake.actions import intake_hand_over
    from surefoot_web.visits.actions import visit_start

    other = visit_start(patient=patient, date=form.visit.date, provider=provider, by=provider)
    theirs = intake_hand_over(visit=other, language="en", by=provider)
    reply = client.get(reverse("intake:question", args=[theirs.pk, "stay_independent", "fallen_past_year"]))
    assert reply.headers["Location"] == reverse("intake:form", args=[form.pk])
    assert answers_of(other) == {}


def test_without_a_handed_over_screen_the_form_leads_to_the_staff_sign_in(form):
    stranger = Client()
    for address in (reverse("intake:form", args=[form.pk]), reverse("intake:thanks", args=[form.pk])):
        assert stranger.get(address).headers["Location"] == reverse("accounts:sign_in")


def test_only_a_staff_sign_in_takes_the_screen_back(client, form, desk):
    wrong = client.post(reverse("accounts:sign_in"), {"username": desk.username, "password": "wrong"})
    assert wrong.status_code == 200
    assert name_of(current(client, form)) == "stay_independent.fallen_past_year", "a failed sign-in changes nothing"
    client.post(reverse("accounts:sign_in"), {"username": desk.username, "password": PASSWORD})
    assert client.get(reverse("visits:today")).status_code == 200
    form.refresh_from_db()
    assert form.returned_at is not None
    assert "intake_form" not in client.session


def test_a_screen_taken_back_answers_nothing_any_more(client, form, desk):
    screen = client
    old_binding = dict(screen.session["intake_form"])
    address = current(screen, form)
    screen.post(reverse("accounts:sign_in"), {"username": desk.username, "password": PASSWORD})
    left_behind = Client()
    session = left_behind.session
    session["intake_form"] = old_binding
    session.save()
    assert left_behind.post(address, {"answer": "yes"}).headers["Location"] == reverse("accounts:sign_in")
    assert not Answer.objects.filter(form=form).exists()


def test_handed_over_again_elsewhere_the_first_screen_is_closed(client, form, desk):
    elsewhere = Client()
    elsewhere.force_login(desk)
    hand_over(elsewhere, form.visit)
    assert client.get(reverse("intake:form", args=[form.pk])).headers["Location"] == reverse("accounts:sign_in")
    assert name_of(current(elsewhere, form)) == "stay_independent.fallen_past_year"


def test_handed_over_again_it_goes_on_where_it_stopped(client, form, desk):
    answer(client, current(client, form), "no")
    client.post(reverse("accounts:sign_in"), {"username": desk.username, "password": PASSWORD})
    assert "It was begun before" in client.get(reverse("intake:hand_over", args=[form.visit_id])).content.decode()
    hand_over(client, form.visit)
    assert name_of(current(client, form)) == "stay_independent.getting_around"


def test_after_sending_nothing_is_readable_from_the_patients_side(client, form):
    asked = fill(client, form, {"medications.list": "zolpidem 5 mg", "stay_independent.fallen_past_year": "yes"})
    client.post(reverse("intake:check", args=[form.pk]))
    thanks = reverse("intake:thanks", args=[form.pk])
    page = client.get(thanks).content.decode()
    assert "Please give the device back" in page
    for words in ("zolpidem", "fallen", "Patient One"):
        assert words not in page
    questions = [reverse("intake:question", args=[form.pk, *name.split(".")]) for name in asked]
    assert client.get(reverse("intake:form", args=[form.pk])).headers["Location"] == thanks
    for address in (*questions, reverse("intake:check", args=[form.pk])):
        assert client.get(address).headers["Location"] == thanks
        assert client.post(address, {"answer": "no"}).headers["Location"] == thanks


def test_after_sending_nothing_changes(client, form, desk):
    fill(client, form)
    client.post(reverse("intake:check", args=[form.pk]))
    count = Answer.objects.filter(form=form).count()
    client.post(reverse("intake:question", args=[form.pk, "stay_independent", "fallen_past_year"]), {"answer": "yes"})
    assert Answer.objects.filter(form=form).count() == count
    client.force_login(desk)
    assert client.get(reverse("intake:hand_over", args=[form.visit_id])).status_code == 422, (
        "a sent form is not handed over"
    )


@pytest.mark.parametrize("kind", ["biller", "administrator"])
def test_a_role_that_may_not_hand_over_cannot(client, request, visit, kind):
    client.force_login(request.getfixturevalue(kind))
    assert client.post(reverse("intake:hand_over", args=[visit.pk])).status_code == 403
    assert not IntakeForm.objects.filter(visit=visit).exists()


CLOSED = {"en": "Please give the device back to the staff.", "es": "Devuelva el aparato al personal, por favor."}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_form_whose_visit_ended_elsewhere_closes_kindly_and_asks_nothing(client, desk, provider, visit, language):
    client.force_login(desk)
    form = hand_over(client, visit, language=language)
    question = current(client, form)
    visit_end_early(visit=visit, reason="felt faint", by=provider)
    check = reverse("intake:check", args=[form.pk])
    for reply in (client.get(question), client.get(check), client.post(question, {"answer": "yes"})):
        html = reply.content.decode()
        assert CLOSED[language] in html
        assert 'name="answer"' not in html
        assert 'href="/"' not in html
    assert not Answer.objects.filter(form=form).exists()


def test_a_read_out_form_of_a_signed_visit_asks_nothing(client, desk, provider, visit):
    client.force_login(desk)
    form = hand_over(client, visit, how="read_out")
    question = current(client, form)
    visit_end_early(visit=visit, reason="felt faint", by=provider)
    visit_sign(visit=visit, by=provider)
    reply = client.post(question, {"answer": "yes"})
    assert reply.status_code == 409
    assert "its questionnaire takes no more answers" in reply.content.decode()
    assert 'name="answer"' not in client.get(question).content.decode()
    assert not Answer.objects.filter(form=form).exists()
