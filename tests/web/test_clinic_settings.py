# ruff: noqa: F811 - fixtures of another module
"""What an administrator says of the clinic: its state, scopes of practice, coverage of new patients. Visits of earlier days keep theirs."""

from __future__ import annotations

import re
from datetime import timedelta
from importlib import import_module

import pytest
from django.urls import reverse

from surefoot import cases
from surefoot_web.accounts.actions import clinic_setting_set, scope_attest
from surefoot_web.accounts.models import ScopeAttestation
from surefoot_web.accounts.roles import Credential
from surefoot_web.accounts.selectors import setting_on
from surefoot_web.records.faults import InputRefused, NotAllowed
from surefoot_web.visits.case import assessment_of, case_of

from .conftest import AT, make_clinic, make_user
from .test_plan import tested, text_of  # noqa: F401 - fixtures

PAGES = ("overview", "state", "scope", "default_policy", "payers", "policies_add", "edits_add", "phone")


@pytest.fixture(autouse=True)
def _the_day_of_the_visit(monkeypatch):
    for room in ("records.actions", "accounts.views_clinic"):
        monkeypatch.setattr(import_module(f"surefoot_web.{room}"), "now", lambda: AT)


@pytest.fixture
def admin(client, administrator):
    client.force_login(administrator)
    return client


def address(name: str) -> str:
    return reverse(f"accounts:{name}")


@pytest.mark.parametrize("kind", ["desk", "assistant", "provider", "biller", "compliance"])
def test_administrators_alone_open_the_settings(client, clinic, kind):
    client.force_login(make_user(clinic, kind))
    for name in PAGES:
        assert client.get(address(name)).status_code == 403, name
        assert client.post(address(name), {}).status_code == 403, name


def test_every_settings_page_opens_and_the_overview_leads_to_each(admin):
    overview = admin.get(address("overview")).content.decode()
    for name in PAGES:
        assert admin.get(address(name)).status_code == 200, name
    for name in set(PAGES) - {"overview", "policies_add", "edits_add"}:
        assert f'href="{address(name)}"' in overview
    assert f'href="{address("overview")}"' in admin.get("/").content.decode()


def test_the_state_holds_from_its_day_and_is_handed_over(admin, clinic, visit, knowledge):
    assert "clinic" not in case_of(visit)
    answer = admin.post(address("state"), {"value": "NY", "first_day": AT.date().isoformat()})
    assert answer.status_code == 302
    assert case_of(visit)["clinic"] == {"state": "NY"}
    assert setting_on(clinic=clinic, key="state", day=AT.date() - timedelta(days=1)) == ""
    assert cases.case_faults(case_of(visit), knowledge) == []
    assert "Today: NY" in text_of(admin.get(address("state")))


@pytest.mark.parametrize("value", ["ny", "XX", "", "New York"])
def test_what_is_no_state_is_refused(admin, administrator, clinic, value):
    answer = admin.post(address("state"), {"value": value, "first_day": AT.date().isoformat()})
    assert answer.status_code == 422
    with pytest.raises(InputRefused, match="no state"):
        clinic_setting_set(key="state", value=value, first_day=AT.date(), by=administrator, at=AT)


def test_an_attestation_holds_with_who_and_when(admin, administrator, visit):
    typed = {"credential": "DPM", "state": "NY", "within_scope": "yes"}
    assert admin.post(address("scope"), typed).status_code == 302
    assert case_of(visit)["clinic"]["scope_attested"] == [
        {
            "credential": "DPM",
            "state": "NY",
            "on": "2026-11-20",
            "by": administrator.staff_id,
            "within_scope": True,
        }
    ]
    text = text_of(admin.get(address("scope")))
    assert "DPM, NY within scope since Nov 20, 2026 · Test Administrator" in re.sub(r"\s+", " ", text)


def test_neither_yes_nor_no_is_chosen_beforehand(admin):
    assert "checked" not in admin.get(address("scope")).content.decode()
    answer = admin.post(address("scope"), {"credential": "DPM", "state": "NY"})
    assert answer.status_code == 422
    assert "Choose yes or no." in text_of(answer)


def test_the_latest_word_counts_and_the_earlier_one_stays(admin, administrator, visit):
    for within in (True, False):
        scope_attest(credential="DPM", state="NY", within_scope=within, by=administrator, at=AT)
    (held,) = case_of(visit)["clinic"]["scope_attested"]
    assert held["within_scope"] is False
    assert ScopeAttestation.objects.count() == 2
    assert "within scope" in text_of(admin.get(address("scope"))).partition("All attestations")[2]


def test_it_does_not_reach_back(administrator, visit):
    scope_attest(credential="DPM", state="NY", within_scope=True, by=administrator, at=AT + timedelta(days=1))
    assert "clinic" not in case_of(visit)


def test_what_the_decision_makes_of_it(administrator, tested):
    def said():
        billing = assessment_of(tested)["billing"]
        reviews, gates = {one["id"] for one in billing["reviews"]}, {one["id"] for one in billing["payer"]["gates"]}
        return reviews | gates

    clinic_setting_set(key="state", value="NY", first_day=AT.date(), by=administrator, at=AT)
    open_, closed = said(), None
    scope_attest(credential="DPM", state="NY", within_scope=True, by=administrator, at=AT)
    closed = said()
    scope_attest(credential="DPM", state="NY", within_scope=False, by=administrator, at=AT)
    assert [one for one in open_ - closed if "scope" in one]
    assert [one for one in said() - closed if "scope" in one]


@pytest.mark.parametrize(
    "given", [{"credential": "XYZ", "state": "NY"}, {"credential": "DPM", "state": "XX"}], ids=["credential", "state"]
)
def test_what_is_not_known_is_not_attested(administrator, given):
    with pytest.raises(InputRefused):
        scope_attest(**given, within_scope=True, by=administrator, at=AT)


def test_only_an_administrator_attests(provider):
    with pytest.raises(NotAllowed):
        scope_attest(credential="DPM", state="NY", within_scope=True, by=provider, at=AT)


def test_another_clinics_word_holds_nowhere_else(visit):
    theirs = make_user(make_clinic("Clinic B"), "administrator", prefix="b_")
    scope_attest(credential="DPM", state="NY", within_scope=True, by=theirs, at=AT)
    assert "clinic" not in case_of(visit)


def test_credentials_are_those_of_the_knowledge(knowledge):
    assert set(Credential.values) == set(knowledge.credentials)


def test_the_coverage_of_new_patients_is_set_from_a_day_on(admin, clinic):
    typed = {"value": "ama", "first_day": (AT.date() + timedelta(days=10)).isoformat()}
    assert admin.post(address("default_policy"), typed).status_code == 302
    assert setting_on(clinic=clinic, key="payer_policy", day=AT.date()) == "cms"
    assert setting_on(clinic=clinic, key="payer_policy", day=AT.date() + timedelta(days=10)) == "ama"


def test_a_policy_that_is_not_there_is_refused(admin, administrator):
    answer = admin.post(address("default_policy"), {"value": "acme", "first_day": AT.date().isoformat()})
    assert answer.status_code == 422
    with pytest.raises(InputRefused, match="no payer policy"):
        clinic_setting_set(key="payer_policy", value="acme", first_day=AT.date(), by=administrator, at=AT)


def test_the_policies_stand_with_title_day_and_source(admin, knowledge):
    text = text_of(admin.get(address("payers")))
    for id_, policy in knowledge.policies.items():
        assert f"{policy['title']} {id_} · from" in text
        for source in policy["source"]:
            assert knowledge.sources[source].cite in text
