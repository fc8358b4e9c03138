"""The page on which an administrator chooses what the questionnaire asks first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from surefoot_web.accounts.models import ClinicSetting
from surefoot_web.accounts.selectors import form_extras, setting_on
from surefoot_web.records.clock import day_in, now

ORDER, EXTRAS = "/intake/order/", "/intake/order/extras/"


@pytest.fixture
def today(clinic) -> date:
    return day_in(clinic.time_zone, now())


def test_the_order_is_chosen_from_a_day_on_and_said(client, administrator, clinic, today):
    client.force_login(administrator)
    page = client.get(ORDER).content.decode()
    assert "<strong>Stay Independent first" in page
    assert 'href="/intake/order/"' in client.get("/settings/").content.decode()
    given = {"value": "three_questions_first", "first_day": (today + timedelta(days=1)).isoformat()}
    assert client.post(ORDER, given).status_code == 302
    assert setting_on(clinic=clinic, key="form_order", day=today) is None
    assert setting_on(clinic=clinic, key="form_order", day=today + timedelta(days=1)) == "three_questions_first"
    client.post(ORDER, {**given, "first_day": today.isoformat()})
    assert "<strong>Three key questions first" in client.get(ORDER).content.decode()


@pytest.mark.parametrize(
    "given",
    [{}, {"value": "by_chance", "first_day": "2026-11-20"}, {"value": "three_questions_first", "first_day": "soon"}],
)
def test_what_cannot_be_chosen_stays_on_the_page(client, administrator, given):
    client.force_login(administrator)
    assert client.post(ORDER, {"operation": "x", **given}).status_code == 422
    assert not ClinicSetting.objects.exists()


def test_the_extra_parts_are_chosen_from_a_day_on_and_said(client, administrator, clinic, today, visit):
    client.force_login(administrator)
    page = client.get(ORDER).content.decode()
    assert page.count('name="value"') == 2 + len(form_extras())
    given = {"value": ["bones", "shoes"], "first_day": today.isoformat()}
    assert client.post(EXTRAS, given).status_code == 302
    assert setting_on(clinic=clinic, key="form_extras", day=today) == ["bones", "shoes"]
    assert "<strong>more on bones; the shoes worn most</strong>" in client.get(ORDER).content.decode()
    assert setting_on(clinic=clinic, key="form_extras", day=today - timedelta(days=1)) == []
    assert client.post(EXTRAS, {"first_day": today.isoformat(), "operation": "none"}).status_code == 302
    assert setting_on(clinic=clinic, key="form_extras", day=today) == []
    assert client.post(EXTRAS, {**given, "value": ["palm_reading"]}).status_code == 422


@pytest.mark.parametrize("who", ["desk", "provider"])
def test_nobody_else_opens_it(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(ORDER).status_code == 403
    assert client.post(ORDER, {"value": "three_questions_first", "first_day": "2026-11-20"}).status_code == 403
    assert not ClinicSetting.objects.exists()
