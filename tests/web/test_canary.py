"""A word that stands nowhere else is put into everything that tells who a patient is or what was said of them.

Then every page is opened, every form sent, and everything made to fail that can: no line of any log holds the word, no page of an error
does, and no file that is declared free of such fields.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import Client
from django.urls import reverse

from surefoot_web.accounts.clinic_time import ClinicTime
from surefoot_web.config.headers import StrictHeaders
from surefoot_web.config.knowledge import KnowledgeOfRequest
from surefoot_web.patients.models import Patient

from .full_clinic import Full, full_clinic, mark_all, standing
from .open_pages import TABLE, filled
from .test_garbage import FIELDS
from .test_two_clinics import PARTS, content, ids_of, opens

pytestmark = pytest.mark.django_db
KEPT, STAFF, TYPED = "Zebraqx", "Gnuqx", "Okapiqx"  # of patients, of the people of the clinic, and what somebody types
ERRORS = {400, 403, 404, 405, 413, 500}
VISITS = {"provider": ("open", "signed"), "biller": ("signed",), "compliance": ("signed",)}  # the others: the open one
FILES = {  # addresses that give a file, and the kinds of fields that it may hold; one that is not here fails the test
    "trail:export": "technical",
    "followup:figures_file": "technical",  # counts
    "followup:recall": "identifying",
    "followup:falls_calendar": "identifying",
    "notes:download": "identifying clinical",
    "notes:download_layer": "identifying clinical",
    "intake:paper_print": "identifying clinical",
    "billing:file": "identifying clinical",
    "components:drawing": "technical",
    "offline:worker": "technical",
}


@pytest.fixture(scope="module")
def full(django_db_setup, django_db_blocker) -> Iterator[Full]:
    with standing(django_db_blocker):
        made = full_clinic()
        assert mark_all(KEPT, made.clinic, staff=STAFF) == set()
        yield made


@contextmanager
def heard() -> Iterator[io.StringIO]:
    """Everything that the configured handlers of every logger write, and the error stream itself."""
    told = io.StringIO()
    loggers = [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]
    handlers = {one for logger in loggers for one in logger.handlers if type(one) is logging.StreamHandler}
    assert handlers, "the log of the app is set up"
    before = {handler: handler.setStream(told) for handler in handlers}
    try:
        with redirect_stderr(told):
            yield told
    finally:
        for handler, stream in before.items():
            handler.setStream(stream)


def ids_for(full: Full, visit) -> dict[str, object]:
    ids: dict[str, object] = {name: ids_of(full.clinic, name)[0] for name in PARTS}
    return ids | {
        "visit_id": visit.pk,
        "patient_id": visit.patient_id,
        "form": "jsonl",
        "test": "tug",
        "name": "note.pdf",
    }


def every_answer_to_everything(full: Full) -> Iterator[tuple[str, str, object]]:
    """(role, address name, answer) of each address, read and sent to with the word in every field, as each role."""
    typed = dict.fromkeys(FIELDS, TYPED)
    for kind, user in full.people.items():
        client = Client(raise_request_exception=False)
        client.force_login(user)
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        for visit in VISITS.get(kind, ("open",)):
            ids = ids_for(full, getattr(full, visit))
            for name, route in TABLE.items():
                if visit == "signed" and (not opens(user, name) or "visit_id" not in route):
                    continue
                for send, given in ((client.get, {"words": TYPED}), (client.post, typed)):
                    client.cookies.load(cookies)
                    with transaction.atomic():
                        answer = send(filled(route, **ids), given)
                        transaction.set_rollback(True)
                    yield kind, name, answer


def test_no_log_and_no_error_page_holds_it_and_files_hold_what_they_are_declared_for(full):
    shown, seen, unlisted, leaks = 0, set(), set(), set()
    with heard() as told:
        for kind, name, answer in every_answer_to_everything(full):
            body, html = content(answer), answer.headers.get("Content-Type", "").startswith("text/html")
            shown += KEPT.encode() in body
            seen.add(answer.status_code)
            if answer.status_code in ERRORS and KEPT.encode() in body:
                leaks.add((kind, name, answer.status_code))
            if answer.status_code == 200 and not html and "json" not in answer.headers["Content-Type"]:
                unlisted |= {name} - set(FILES)
            if FILES.get(name) == "technical" and KEPT.encode() in body:
                leaks.add((kind, name, "a file"))
    assert leaks == set()
    assert unlisted == set()
    assert shown > len(full.people), "the word stands on the pages of the record, so the walk would meet it"
    assert {200, 302, 403, 404, 405} <= seen
    assert 500 not in seen
    assert_silent(told)


def test_a_file_of_the_trail_is_read_and_holds_none_of_it(full):
    client = Client()
    client.force_login(full.people["compliance"])
    for form in ("jsonl", "csv"):
        with transaction.atomic():
            answer = client.get(reverse("trail:export", args=[form]))
            text = content(answer).decode()
            transaction.set_rollback(True)
        assert text.count("visit.read") + text.count("visit.sign") > 0
        assert KEPT not in text
        assert STAFF not in text


def assert_silent(told: io.StringIO) -> None:
    text = told.getvalue()
    assert [line for line in text.splitlines() if any(word in line for word in (KEPT, STAFF, TYPED))] == []


def raising(fault: Exception):
    def broken(*_args, **_given):
        raise fault

    return broken


def bad_sql(*_args, **_given):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {KEPT} FROM patients_patient")  # noqa: S608 - meant to fail


BROKEN = {
    "view": ("surefoot_web.patients.views.patient_get", raising(ValueError(KEPT))),
    "a name of a record": ((Patient, "__str__"), raising(ValueError(KEPT))),
    "database": ("surefoot_web.patients.views.record_read", bad_sql),
    "constraint": ("surefoot_web.patients.views.record_read", raising(IntegrityError(f"Key (family_name)=({KEPT})"))),
    "middleware": ((ClinicTime, "__call__"), raising(KeyError(KEPT))),
    "middleware before the log": ((KnowledgeOfRequest, "__call__"), raising(OSError(KEPT))),
    "headers": ((StrictHeaders, "__call__"), raising(RuntimeError(KEPT))),
}


@pytest.mark.parametrize("where", sorted(BROKEN))
def test_a_failure_anywhere_says_nothing_of_it(full, monkeypatch, where):
    client = Client(raise_request_exception=False)
    client.force_login(full.people["provider"])
    target, broken = BROKEN[where]
    if isinstance(target, str):
        monkeypatch.setattr(target, broken)
    else:
        monkeypatch.setattr(*target, broken)
    with heard() as told, transaction.atomic():
        answer = client.get(reverse("patients:patient", args=[full.open.patient_id]))
        transaction.set_rollback(True)
    assert answer.status_code == 500
    assert KEPT.encode() not in content(answer)
    assert_silent(told)


REFUSED = {
    "no such page": lambda client: client.get(f"/{TYPED}/", {"words": TYPED}),
    "a strange host": lambda client: client.get("/", headers={"host": f"{TYPED.lower()}.example"}),
    "too large": lambda client: client.post("/patients/add/", {"given_name": TYPED * 200_000}),
    "too many fields": lambda client: client.post("/patients/add/", {f"{TYPED}{n}": "" for n in range(1001)}),
    "no form": lambda client: client.post("/patients/add/", TYPED, content_type="multipart/form-data; boundary=\x00"),
    "no token": lambda client: Client(enforce_csrf_checks=True).post("/sign-in/", {"username": TYPED, "password": TYPED}),
    "a wrong password": lambda client: Client().post("/sign-in/", {"username": TYPED, "password": TYPED}),
    "a method": lambda client: client.generic(TYPED.upper(), "/patients/"),
}  # fmt: skip


@pytest.mark.parametrize("how", sorted(REFUSED))
def test_a_refused_request_leaves_no_trace_of_what_it_brought(full, how):
    client = Client(raise_request_exception=False)
    client.force_login(full.people["provider"])
    with heard() as told, transaction.atomic():
        answer = REFUSED[how](client)
        transaction.set_rollback(True)
    assert answer.status_code < 500
    if answer.status_code in ERRORS:
        assert TYPED.lower().encode() not in content(answer).lower()
    text = told.getvalue().lower()
    assert TYPED.lower() not in text
