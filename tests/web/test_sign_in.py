"""Where signing in leads."""

from __future__ import annotations

import pytest
from django.urls import reverse

from .conftest import PASSWORD


@pytest.mark.parametrize("tail", ["", "?next=/sign-in/"])
def test_signing_in_never_leads_back_to_signing_in(client, provider, tail):
    address = reverse("accounts:sign_in")
    answer = client.post(f"{address}{tail}", {"username": provider.username, "password": PASSWORD, "next": address})
    assert answer.url == reverse("visits:today")
    assert client.get(address, {"next": f"{address}{tail}"}).url == reverse("visits:today")
    assert client.get(address, {"next": "/patients/"}).url == "/patients/"
