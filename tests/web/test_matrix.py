"""Who may do what, held to a table that people read and review: every address of the app as every role, as nobody, GET and POST.

The table is docs/reference/who-may-do-what.md. It is written from the addresses and the roles:

    SUREFOOT_WRITE_TABLE=1 python -m pytest tests/web/test_matrix.py

and the test asks every address and compares what it answers with what the table says, so that a changed right is a changed line.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from surefoot_web.accounts.roles import MAY, Role
from surefoot_web.trail.models import AuditEvent

from .full_clinic import full_clinic, standing
from .open_pages import ACTION_OF, ROUTES, TABLE, filled
from .test_pages import PUBLIC
from .test_two_clinics import PARTS, ids_of

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "who-may-do-what.md"
YES, NO = "yes", "–"
KINDS = {  # role: how the tests call somebody who has it
    Role.FRONT_DESK: "desk",
    Role.ASSISTANT: "assistant",
    Role.PROVIDER: "provider",
    Role.BILLER: "biller",
    Role.COMPLIANCE: "compliance",
    Role.ADMINISTRATOR: "administrator",
}
OWN = ("mfa_", "account_reauthenticate", "accounts:own", "accounts:lock", "accounts:unlock", "accounts:alive")
OF_ONESELF = {name for name in TABLE if name.startswith(OWN) and ACTION_OF[name] is None}
OF_THE_FORM = {name for name in TABLE if name.startswith(("intake:", "offline:")) and ACTION_OF[name] is None} - PUBLIC
HEAD = """# Who may do what

Every address of the web app with the right it asks for, and the roles that have it. Then every right, those without a page of their own
too. `tests/web/test_matrix.py` writes this page and asks every address as every role; a right that changes is a line that changes here.
An address that is not listed here does not exist; a right that is not listed is refused.

- **Somebody who is not signed in** is led to the sign-in by every address of the first table.
- **Somebody of another clinic** finds no record of this one (404), whatever their role: `tests/web/test_two_clinics.py`.
- **The administrator** looks after people and settings and opens no patient's record, nor events of the trail about patients.
- **Compliance** reads and changes nothing.
- What a role may send is asked for twice: by the page, and by the action that writes.

"""
OPEN = """## Open without a sign-in

They show nothing of a patient, or answer only to a token or a device that was let in.

"""
FORM = """## The patient's own screens

Open to the one device that a form was handed to, or whose link it opened; and to staff who read the form out. Everybody else is led away.

"""


ONESELF = """## One's own way in

Open to everybody who is signed in, and about nobody else: the lock, one's own second factor, the second step of signing in.

"""


def head_of(first: str, second: str) -> list[str]:
    names = [str(role.label) for role in Role]
    return [f"| {first} | {second} | {' | '.join(names)} |", f"| --- | --- | {' | '.join('---' for _ in names)} |"]


def cells(action: str) -> str:
    return " | ".join(YES if role in MAY.get(action, ()) else NO for role in Role)


def page_written() -> str:
    asked = [(route, action) for name, route, action in ROUTES if action]
    lines = [
        *head_of("address", "right"),
        *(f"| `/{route}` | `{action}` | {cells(action)} |" for route, action in asked),
    ]
    rights = [*head_of("right", "has a page"), *(
        f"| `{action}` | {YES if action in ACTION_OF.values() else NO} | {cells(action)} |" for action in sorted(MAY)
    )]  # fmt: skip
    opened = [f"- `/{TABLE[name]}`" for name in sorted(PUBLIC)]
    forms = [f"- `/{TABLE[name]}`" for name in sorted(OF_THE_FORM)]
    own = [f"- `/{address}`" for address in sorted({TABLE[name] for name in OF_ONESELF})]
    listed = [f"\n{ONESELF}", *own, f"\n{FORM}", *forms, f"\n{OPEN}", *opened]
    parts = ["## Addresses\n", *lines, "\n## Rights\n", *rights, *listed]
    return HEAD + "\n".join(parts).replace("\n\n\n", "\n\n") + "\n"


def table_read() -> dict[str, dict[Role, bool]]:
    """{address: {role: allowed}} as the page says it."""
    section = PAGE.read_text("utf-8").partition("## Addresses")[2].partition("## Rights")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    return {row[0].strip("`"): dict(zip(Role, (cell == YES for cell in row[2:]), strict=True)) for row in rows}


def test_the_page_is_the_one_that_the_app_gives():
    if os.environ.get("SUREFOOT_WRITE_TABLE"):
        PAGE.write_text(page_written(), "utf-8")
    assert PAGE.read_text("utf-8") == page_written()


def test_every_address_asks_for_a_right_or_is_listed_as_open():
    assert {name for name, action in ACTION_OF.items() if action is None} == PUBLIC | OF_THE_FORM | OF_ONESELF
    assert {action for action in ACTION_OF.values() if action} <= set(MAY)


@pytest.fixture(scope="module")
def clinic_with_ids(django_db_setup, django_db_blocker):
    with standing(django_db_blocker):
        full = full_clinic()
        ids = {name: ids_of(full.clinic, name)[0] for name in PARTS}
        yield full, ids | {"visit_id": full.open.pk, "patient_id": full.open.patient_id, "form": "jsonl", "test": "tug"}


def answers_to(user, ids, names):
    """(name, method, answer, events written) of every address; nothing that one does stays for the next."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    signed_in = {name: morsel.value for name, morsel in client.cookies.items()}
    for name in names:
        for method in ("get", "post"):
            client.cookies.load(signed_in)
            with transaction.atomic():
                before = AuditEvent.objects.count()
                answer = getattr(client, method)(filled(TABLE[name], **ids))
                written = AuditEvent.objects.count() - before
                transaction.set_rollback(True)
            yield name, method, answer, written


def test_every_address_answers_every_role_as_the_table_says(clinic_with_ids):
    full, ids = clinic_with_ids
    table, sign_in = table_read(), reverse("accounts:sign_in")
    names = [name for name in TABLE if ACTION_OF[name]]
    wrong, said = [], set()
    for role, kind in KINDS.items():
        for name, method, answer, written in answers_to(full.people[kind], ids, names):
            led_away = answer.status_code == 302 and answer.url.startswith(f"{sign_in}?")  # with the way back
            allowed = not (answer.status_code == 403 or led_away)
            expected = table[f"/{TABLE[name]}"][role]
            if answer.status_code == 405:  # a page to read alone, or an address to send to alone
                continue
            said.add((role, name))
            if allowed != expected or answer.status_code >= 500 or (not expected and written):
                wrong.append((str(role), method, name, answer.status_code, written))
    assert wrong == []
    assert said == {(role, name) for role in Role for name in names}, "every address answered every role"


def test_nobody_is_led_to_the_sign_in_by_every_address_that_is_not_open(clinic_with_ids):
    _, ids = clinic_with_ids
    sign_in = reverse("accounts:sign_in")
    wrong = []
    for name, method, answer, written in answers_to(None, ids, [name for name in TABLE if name not in PUBLIC]):
        led_away = answer.status_code == 302 and answer.url.startswith(sign_in)
        if not (led_away or answer.status_code == 405) or written:
            wrong.append((method, name, answer.status_code))
    assert wrong == []


def test_somebody_who_may_not_sign_in_any_more_opens_nothing(clinic_with_ids):
    full, ids = clinic_with_ids
    provider = full.people["provider"]
    client = Client()
    client.force_login(provider)
    with transaction.atomic():
        type(provider).objects.filter(pk=provider.pk).update(is_active=False)
        for name in ("visits:today", "visits:visit", "patients:find"):
            assert client.get(filled(TABLE[name], **ids)).status_code == 302
        transaction.set_rollback(True)
