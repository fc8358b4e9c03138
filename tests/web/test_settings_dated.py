"""A clinic's settings hold from a day on; earlier days keep theirs."""

from __future__ import annotations

from datetime import date

import pytest

from surefoot_web.accounts.actions import clinic_setting_set
from surefoot_web.accounts.selectors import setting_on
from surefoot_web.patients.actions import patient_add
from surefoot_web.records.faults import InputRefused, NotAllowed

from .conftest import AT

PERSON = {"given_name": "Demo", "family_name": "Patient", "birth_date": date(1950, 1, 1)}
FROM = {"key": "payer_policy", "value": "ama", "first_day": date(2026, 12, 1)}


@pytest.mark.parametrize(("day", "policy"), [("2026-11-30", "cms"), ("2026-12-01", "ama"), ("2027-01-01", "ama")])
def test_a_setting_holds_from_its_first_day(clinic, administrator, day, policy):
    clinic_setting_set(**FROM, by=administrator, at=AT)
    assert setting_on(clinic=clinic, key="payer_policy", day=date.fromisoformat(day)) == policy


def test_the_latest_word_on_a_day_wins(clinic, administrator):
    clinic_setting_set(**FROM, by=administrator, at=AT)
    clinic_setting_set(**{**FROM, "value": "cms"}, by=administrator, at=AT)
    assert setting_on(clinic=clinic, key="payer_policy", day=date(2026, 12, 1)) == "cms"


def test_a_new_patient_takes_the_policy_of_the_day(administrator, desk):
    clinic_setting_set(**FROM, by=administrator, at=AT)
    before = patient_add(identifier="P-1", **PERSON, by=desk, at=AT)
    after = patient_add(identifier="P-2", **PERSON, by=desk, at=AT.replace(month=12))
    assert (before.payer_policy, after.payer_policy) == ("cms", "ama")


def test_only_the_administrator_sets_and_only_known_settings(administrator, provider):
    with pytest.raises(NotAllowed):
        clinic_setting_set(**FROM, by=provider, at=AT)
    with pytest.raises(InputRefused, match="no setting"):
        clinic_setting_set(**{**FROM, "key": "colour"}, by=administrator, at=AT)
