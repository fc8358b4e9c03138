# ruff: noqa: F811 - fixtures of another module
"""A form that does not say which version of the record it was made from changes nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from surefoot_web.patients.models import Patient

from .conftest import fresh
from .test_pages import TYPED
from .test_plan import seen  # noqa: F401 - fixture

UNREADABLE = [{}, {"row_version": ""}, {"row_version": "9" * 5000}, {"row_version": "-1"}, {"row_version": "one"}]
STALE = "Somebody else changed this record"


@pytest.mark.parametrize("version", UNREADABLE)
def test_a_reason_is_not_changed_without_a_version(seen, visit, version):
    before = visit.reason
    answer = seen.post(reverse("notes:describe", args=[visit.pk]), {"operation": str(uuid4()), **version})
    assert answer.status_code == 422
    assert STALE in answer.content.decode()
    assert fresh(visit).reason == before


@pytest.mark.parametrize("version", UNREADABLE)
def test_a_patient_is_not_corrected_without_a_version(seen, patient, version):
    typed = {**TYPED, "operation": str(uuid4()), **version}
    page = seen.post(reverse("patients:correct", args=[patient.pk]), typed).content.decode()
    assert STALE in page
    assert 'value="Patient Seven"' in page
    assert Patient.objects.get(pk=patient.pk).family_name == "Patient One"
