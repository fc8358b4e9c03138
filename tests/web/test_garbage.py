"""Whatever is sent to any address, of an open visit or of a signed one: an answer in words, never a failure."""

from __future__ import annotations

from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from surefoot_web.accounts.roles import MAY

from .conftest import ROLES
from .open_pages import ACTION_OF, TABLE, filled
from .test_claims import ready, signed  # noqa: F401 - fixtures
from .test_note import _the_clock_stands  # noqa: F401 - fixtures
from .test_plan import person, seen, tested  # noqa: F401 - fixtures

ODD = ("", "\x00", "x" * 30_000, "-1", "1e999", "9" * 40, "\u202e\ud7ff", "2026-02-31")
FIELDS = (
    "operation", "reason", "units", "form", "test", "visits", "first_day", "npi", "charge", "state", "birth_date", "text", "kind", "section",
    "draft", "command", "seen", "decision", "activity", "starts_at", "ends_at", "performer", "patient_present", "one_on_one", "code", "minutes",
    "date", "provider", "setting", "value", "password", "row_version", "identifier", "given_name", "family_name", "sex", "time_s", "credential",
    "within_scope", "therapy_before_visit_usd", "accident_related", "review", "name", "answer", "words", "run", "start_operation", "ago_ms", "clock",
)  # fmt: skip


@cache
def opened_by(role: str) -> set[str]:
    """The addresses that somebody of this kind may open."""
    return {name for name, action in ACTION_OF.items() if action is None or ROLES[role][0] in MAY.get(action, ())}


@pytest.mark.parametrize("role", ["provider", "biller", "desk", "administrator"])
@pytest.mark.parametrize("state", ["open", "signed"])
def test_nothing_sent_makes_a_page_fail(client, request, clinic, role, state):
    visit = request.getfixturevalue("tested" if state == "open" else "ready")
    client.force_login(person(clinic, role))
    client.raise_request_exception = False
    failed = []
    for name, route in TABLE.items():
        if role != "provider" and name not in opened_by(role) - opened_by("provider"):
            continue  # the provider sent it all of this, or the role does not get there: tests/web/test_matrix.py
        address = filled(route, visit_id=visit.pk, patient_id=visit.patient_id)
        for number, odd in enumerate(ODD):
            typed = dict.fromkeys(FIELDS, odd)
            if number % 2:
                typed["file"] = SimpleUploadedFile("x", odd.encode("utf-8", "surrogatepass"))
            if name in ("accounts:sign_out", "set_language"):
                continue
            with transaction.atomic():  # so that what one address takes changes nothing for the next
                answers = client.post(address, typed), client.get(address, {"words": odd})
                transaction.set_rollback(True)
            failed += [(name, odd[:10], one.status_code) for one in answers if one.status_code >= 500]
    assert failed == []
