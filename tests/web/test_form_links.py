"""A link to the form: for one form, on the first device that opens it, until it is sent; and nothing readable afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from surefoot_web.intake.actions import intake_hand_over
from surefoot_web.intake.models import Answer, IntakeForm
from surefoot_web.links.models import LASTS, MOST_TRIES, FormLink
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits.actions import visit_cancel

from .intake_steps import answer, current, fill

BIRTH = {"month": "3", "day": "2", "year": "1948"}


@pytest.fixture
def staff(client, desk) -> Client:
    client.force_login(desk)
    return client


def make(staff: Client, visit, language: str = "en") -> str:
    """The address of a new link, without the host."""
    page = staff.post(reverse("links:links", args=[visit.pk]), {"who": "patient", "language": language})
    assert page.status_code == 200
    return page.context["address"].removeprefix("http://testserver")


def opened(address: str) -> Client:
    device = Client()
    reply = device.post(address)
    assert reply.status_code == 302, reply.content.decode()
    return device


def test_the_link_is_shown_once_and_kept_as_a_digest(staff, visit):
    address = make(staff, visit)
    token = address.split("/")[2]
    assert len(token) > 40
    assert token not in staff.get(reverse("links:links", args=[visit.pk])).content.decode()
    assert token not in str(FormLink.objects.values().get())


def test_looking_at_the_link_opens_nothing(staff, visit):
    address = make(staff, visit)
    assert "Begin" in Client().get(address).content.decode()
    assert FormLink.objects.get().opened_at is None
    assert visit.patient.family_name not in Client().get(address).content.decode()


def test_the_first_device_answers_the_whole_form(staff, visit):
    device = opened(make(staff, visit))
    form = IntakeForm.objects.get(visit=visit)
    assert form.medium == "own_device"
    fill(device, form)
    device.post(reverse("intake:check", args=[form.pk]))
    form.refresh_from_db()
    assert form.submitted_at is not None
    assert "close this page" in device.get(reverse("intake:thanks", args=[form.pk])).content.decode()
    assert Answer.objects.filter(form=form).first().entered_by == form.handed_over_by


def test_the_device_finds_back_by_itself_and_reads_its_own_answers(staff, visit):
    address = make(staff, visit)
    device = opened(address)
    form = IntakeForm.objects.get(visit=visit)
    first = current(device, form)
    answer(device, first, "yes")
    device.cookies.pop("sessionid")
    assert device.get(address).headers["Location"] == reverse("intake:form", args=[form.pk])
    assert 'aria-pressed="true"' in device.get(first).content.decode()


def test_another_device_gives_the_date_of_birth(staff, visit):
    address = make(staff, visit)
    first = opened(address)
    second = Client()
    page = second.get(address)
    assert "date of birth" in page.content.decode()
    assert second.post(address, {**BIRTH, "day": "3"}).status_code == 422
    assert second.post(address, {**BIRTH, "month": "2", "day": "31"}).status_code == 422
    assert second.post(address, {"month": "x"}).status_code == 422
    assert FormLink.objects.get().tries == 1, "only a whole date is a try"
    assert second.post(address, BIRTH).status_code == 302
    form = IntakeForm.objects.get(visit=visit)
    assert second.get(reverse("intake:form", args=[form.pk])).status_code == 302
    first.cookies.pop("sessionid")
    assert "date of birth" in first.get(address).content.decode(), "the form is the second device's now"


def test_guessing_ends_the_link(staff, visit):
    address = make(staff, visit)
    opened(address)
    guess = Client()
    for _ in range(MOST_TRIES):
        reply = guess.post(address, {**BIRTH, "year": "1950"})
    assert reply.status_code == 404
    assert guess.post(address, BIRTH).status_code == 404
    assert AuditEvent.objects.filter(action="form_link.check").count() == MOST_TRIES


@pytest.mark.parametrize("how", ["sent", "ended", "old", "handed over again", "cancelled", "another link"])
def test_a_link_opens_nothing_once_it_is_over(staff, visit, desk, provider, how):
    address = make(staff, visit)
    link, form = FormLink.objects.get(), IntakeForm.objects.get(visit=visit)
    device = opened(address)
    if how == "sent":
        fill(device, form)
        device.post(reverse("intake:check", args=[form.pk]))
    elif how == "ended":
        staff.post(reverse("links:end", args=[visit.pk, link.pk]))
    elif how == "old":
        FormLink.objects.update(ends_at=link.made_at)
    elif how == "handed over again":
        intake_hand_over(visit=visit, language="en", by=desk)
    elif how == "cancelled":
        visit_cancel(visit=visit, reason="wrong day", by=desk)
    else:
        make(staff, visit)
    for one in (device, Client()):
        assert one.get(address).status_code == 404
        assert one.post(address, BIRTH).status_code == 404
    closed = Client().get(address).content.decode()
    assert "This link is closed" in closed
    assert visit.patient.family_name not in closed


def test_an_ended_link_closes_the_page_that_it_opened(staff, visit):
    device = opened(make(staff, visit))
    link, form = FormLink.objects.get(), IntakeForm.objects.get(visit=visit)
    address = current(device, form)
    staff.post(reverse("links:end", args=[visit.pk, link.pk]))
    assert device.get(address).headers["Location"] == reverse("links:closed")


def test_a_link_stands_three_days(staff, visit):
    make(staff, visit)
    link = FormLink.objects.get()
    assert link.ends_at - link.made_at < LASTS + timedelta(minutes=1)


def test_a_made_up_token_is_no_link(db):
    for token in ("x", "a" * 43, "%00", "é"):
        assert Client().get(f"/f/{token}/").status_code == 404


def test_the_link_speaks_the_language_of_the_form(staff, visit):
    address = make(staff, visit, "es")
    assert "Empezar" in Client().get(address).content.decode()
    opened(address)
    assert "fecha de nacimiento" in Client().get(address).content.decode()


def test_no_link_to_a_form_that_was_sent(staff, visit):
    device = opened(make(staff, visit))
    form = IntakeForm.objects.get(visit=visit)
    fill(device, form)
    device.post(reverse("intake:check", args=[form.pk]))
    assert staff.get(reverse("links:links", args=[visit.pk])).status_code == 422


@pytest.mark.parametrize(
    ("secure", "host", "offered"),
    [(True, "testserver", True), (False, "testserver", False), (False, "localhost", True)],
)
def test_without_a_secure_connection_the_form_says_that_it_cannot_keep_answers(staff, visit, secure, host, offered):
    device = opened(make(staff, visit))
    address = reverse("intake:begin", args=[IntakeForm.objects.get(visit=visit).pk])
    page = device.get(address, secure=secure, headers={"host": host}).content.decode()
    assert ("not secured" not in page) is offered
    assert ("ondevice.js" in page) is offered
