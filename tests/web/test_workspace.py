"""The visit workspace: battery, stage and ledger with plain forms."""

from __future__ import annotations

import pytest
from django.urls import reverse

from surefoot_web.visits.models import Trial


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


def test_the_workspace_opens(staff, visit):
    page = staff.get(reverse("visits:visit", args=[visit.pk]))
    assert page.status_code == 200
    print(page.content.decode())
