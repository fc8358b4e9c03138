"""Every page of the URL table in a real browser: axe, contrast in both themes, no sideways scrolling, also at 200 and 400 %, weight, no layout that
jumps, no third party; and on paper what people print. What a page is held to stands in `walking.py`.

With SUREFOOT_SCREENSHOTS=FOLDER each page leaves pictures there: see `make screenshots`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from surefoot_web.visits.models import Visit

from .browser import launched, pytestmark
from .intake_steps import answer, current, hand_over, name_of, usual_answer
from .open_pages import every_answer
from .test_claims import ready, signed  # noqa: F401 - fixtures
from .test_note import _the_clock_stands  # noqa: F401 - fixture
from .test_nothing_of_units import OF_OTHERS, worked  # noqa: F401 - fixture
from .test_plan import person, seen, tested  # noqa: F401 - fixtures
from .test_urgent_form import told_of_a_stroke
from .walking import Walk

__all__ = ["pytestmark"]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with launched() as started:
            yield started


def replies_of(client, visit) -> dict[str, list[tuple[str, Any]]]:
    """Every (address, reply) of a page to read, by the name of its route."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for name, address, reply in every_answer(client, visit):
        if reply.status_code == 200 and reply.headers["Content-Type"].startswith("text/html"):
            found.setdefault(name, []).append((address, reply))
    return found


def own_pages(role: str, pages: dict[str, list[tuple[str, Any]]]) -> dict[str, list[tuple[str, Any]]]:
    """What only this role opens; the provider opens the rest."""
    prefixes = OF_OTHERS.get(role, ("",))
    return {name: found for name, found in pages.items() if name.startswith(prefixes)}


def shows_the_visit(visit, reply) -> bool:
    """Whether the page is about this visit or its patient, or names the patient."""
    page = reply.content.decode()
    return any(str(word) in page for word in (visit.pk, visit.patient_id, visit.patient.family_name))


@pytest.mark.parametrize("role", ["provider", *OF_OTHERS])
@pytest.mark.parametrize("state", ["open", "signed"])
def test_every_page_of_staff_can_be_used_by_everybody(browser, client, request, clinic, state, role):
    visit = request.getfixturevalue("worked" if state == "open" else "ready")
    client.force_login(person(clinic, role))
    walk = Walk(browser, client, f"{state}-{role}")
    for name, replies in own_pages(role, replies_of(client, visit)).items():
        for number, (address, reply) in enumerate(replies):
            if state == "signed" and not shows_the_visit(visit, reply):
                continue  # it is as it was in the walk of the open visit
            walk.look(f"{name}-{number}" if number else name, address, reply)
    walk.finish()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_screen_of_the_patient_can_be_used_by_everybody(browser, client, visit, provider, language):
    client.force_login(provider)
    form = hand_over(client, visit, language=language)
    walk = Walk(browser, client, f"patient-{language}")
    walk.look("begin", reverse("intake:begin", args=[form.pk]))
    address = current(client, form)
    while name_of(address) != "check":
        walk.look(name_of(address), address)
        address = answer(client, address, usual_answer(name_of(address)))
    for name in ("choose", "check", "stopped"):
        walk.look(name, reverse(f"intake:{name}", args=[form.pk]))
    client.post(reverse("intake:check", args=[form.pk]))
    walk.look("thanks", reverse("intake:thanks", args=[form.pk]))
    walk.finish()


def test_urgent_words_can_be_used_by_everybody(browser, client, visit, provider):
    client.force_login(provider)
    form = hand_over(client, visit, language="es")
    walk = Walk(browser, client, "patient-urgent")
    address = told_of_a_stroke(client, form)
    walk.look("now", address)
    client.post(address, {"do": "stop"})
    walk.look("stopped", reverse("intake:stopped", args=[form.pk]))
    walk.finish()


def test_the_earlier_plan_at_the_next_visit_can_be_used_by_everybody(browser, seen, signed):  # noqa: F811 - fixtures
    place = {"clinic": signed.clinic, "patient": signed.patient, "provider": signed.provider}
    later = Visit.objects.create(**place, date=signed.date + timedelta(days=40), payer_policy="cms")
    walk = Walk(browser, seen, "next-visit")
    walk.look("followup:earlier_plan", reverse("followup:earlier_plan", args=[later.pk]))
    walk.finish()
