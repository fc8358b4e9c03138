# ruff: noqa: F811 - fixtures of another module
"""Settings, other services, forgotten clocks, overlaps and a second visit of the day in a real browser: axe, and no sideways scrolling."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from surefoot_web.accounts.actions import scope_attest
from surefoot_web.records.clock import day_in, now
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.actions.services import ServiceDescription
from surefoot_web.visits.ledger import spans_of

from .browser import axe_playwright, pytestmark
from .test_own_policies import home  # noqa: F401 - a fixture
from .test_plan_browser import SITE, browser, open_tab  # noqa: F401 - a fixture

__all__ = ["pytestmark"]
WIDTHS = pytest.mark.parametrize("width", [360, 1280])
SETTINGS = ("overview", "state", "scope", "default_policy", "payers", "policies_add", "edits_add")


def look(page, address: str) -> None:
    """Open every fold of the page, then hold it to axe and to its width."""
    page.goto(f"{SITE}{address}")
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    found = axe_playwright.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], address
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.fixture
def busy(patient, provider, assistant, clinic):
    """A visit of today with a forgotten clock, time that overlaps, a correction, a removal, a service and a second visit."""
    at = now()
    given = {"patient": patient, "date": day_in(clinic.time_zone, at), "provider": provider, "by": provider}
    visit = actions.visit_start(**given, reason="two falls since August, unsteady on stairs")
    alone = SpanDescription(activity="document", patient_present=True, one_on_one=False)
    kept = []
    for start in (30, 25, 20):
        bounds = {"starts_at": at - timedelta(minutes=start), "ends_at": at - timedelta(minutes=start - 7)}
        kept.append(actions.span_enter(visit=visit, **bounds, what=alone, by=provider))
    given_again = {"what": alone, "performer": provider, "reason": "stopped too late", "by": provider}
    actions.span_correct(visit=visit, span_id=kept[0].span_id, **bounds, **given_again)
    actions.span_remove(visit=visit, span_id=kept[2].span_id, reason="of another patient", by=provider)
    actions.span_start(visit=visit, what=alone, by=assistant, at=at - timedelta(days=1))
    service = actions.service_enter(visit=visit, what=ServiceDescription(code="97110"), by=provider)
    what = ServiceDescription(code="97112")
    actions.service_correct(visit=visit, service_id=service.service_id, what=what, reason="wrong line", by=provider)
    actions.visit_start(**given, reason="seen again after lunch")
    return visit


@WIDTHS
def test_the_ledger_with_all_that_can_be_wrong(browser, client, busy, provider, width):
    client.force_login(provider)
    page = open_tab(browser, client, width)
    running = next(span for span in spans_of(busy) if span.running)
    (service,) = busy.service_events.filter(kind="enter")
    addresses = [reverse("visits:today"), reverse("patients:patient", args=[busy.patient_id])]
    addresses += [reverse("visits:visit", args=[busy.pk]) + place for place in ("", "#ledger")]
    addresses += [reverse(f"visits:{name}", args=[busy.pk]) for name in ("services", "service_enter")]
    addresses.append(reverse("visits:span_correct", args=[busy.pk, running.id]))
    addresses += [
        reverse(f"visits:{name}", args=[busy.pk, service.service_id]) for name in ("service_correct", "service_remove")
    ]
    for address in addresses:
        look(page, address)


@WIDTHS
def test_the_settings(browser, client, home, administrator, width):
    client.force_login(administrator)
    scope_attest(credential="DPM", state="NY", within_scope=True, by=administrator)
    page = open_tab(browser, client, width)
    for name in SETTINGS:
        look(page, reverse(f"accounts:{name}"))
