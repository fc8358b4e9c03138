"""A clinic in which there is one of everything: an open visit and a signed one, and a row of every kind that an address can name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.test import Client, override_settings

from surefoot_web.accounts.models import Clinic, User
from surefoot_web.billing.actions import claims_make, units_change
from surefoot_web.billing.models import Acknowledgement, PayerAnswer
from surefoot_web.followup.actions_falls import fall_report
from surefoot_web.followup.models import OutcomeEvent, Reminder
from surefoot_web.intake.models import IntakeForm
from surefoot_web.links.actions import form_link_make
from surefoot_web.notes.actions import addendum_sign, sentence_write
from surefoot_web.offline.actions import form_key_make
from surefoot_web.patients.actions import patient_add
from surefoot_web.plans.actions import goal_set, suggestion_decide
from surefoot_web.records.declared import kinds_of
from surefoot_web.visits import actions
from surefoot_web.visits.actions.devices import device_invite
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.actions.services import ServiceDescription
from surefoot_web.visits.models import UrgentAcknowledgement, Visit
from surefoot_web.visits.tests import live_trials

from .conftest import AT, ROLES, fresh, make_clinic, make_user
from .test_claims import LATER, give, settle_all
from .test_coding import finished
from .test_note import SIGNED_AT
from .test_plan import CONTRACT, enter

OPEN_CASE = CONTRACT | {"ledger": []}
OURS = [model for model in apps.get_models() if model.__module__.startswith("surefoot_web")]


@dataclass
class Full:
    """The clinic, its people by kind, an open visit and a signed one with a claim."""

    clinic: Clinic
    people: dict[str, User]
    open: Visit
    signed: Visit


@contextmanager
def standing(django_db_blocker: Any) -> Iterator[None]:
    """One database for the tests of a module (marked `django_db`): what they write is taken back when the module is done."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(PASSWORD_HASHERS=hashers, SUREFOOT_SECOND_FACTOR_REQUIRED=False),
        pytest.MonkeyPatch.context() as patched,
        transaction.atomic(),
    ):
        patched.setattr("surefoot_web.records.actions.now", lambda: SIGNED_AT)
        yield
        transaction.set_rollback(True)


def full_clinic(name: str = "Clinic A", *, prefix: str = "") -> Full:
    clinic = make_clinic(name)
    people = {kind: make_user(clinic, kind, prefix=prefix) for kind in ROLES}
    first, second = (_patient(people["desk"], number) for number in ("P-001", "P-002"))
    signed = _signed(first, people)
    return Full(clinic, people, _open(second, people), signed)


def _patient(by: User, identifier: str) -> Any:
    born = datetime(1948, 3, 2).date()  # noqa: DTZ001 - a day
    names = {"given_name": "Demo", "family_name": f"Patient {identifier}"}
    return patient_add(identifier=identifier, birth_date=born, sex="female", **names, by=by, at=AT)


def _visit(patient: Any, provider: User) -> Visit:
    return actions.visit_start(
        patient=patient, date=AT.date(), reason="unsteady on stairs", provider=provider, by=provider, at=AT
    )


def _signed(patient: Any, people: dict[str, User]) -> Visit:
    """A visit with its note, reviews, claim, answers of the payer, outcomes."""
    provider, biller = people["provider"], people["biller"]
    client = Client()
    client.force_login(provider)
    visit = finished(client, enter(_visit(patient, provider), provider), provider)
    give(visit, biller)
    settle_all(visit, provider)
    made = claims_make(visits=[fresh(visit)], form="x12-837p", test=True, by=biller, at=LATER)
    units_change(visit=fresh(visit), units=1, reason="the rest was talk", by=provider, at=LATER)
    addendum_sign(visit=fresh(visit), text="More.", by=provider, at=LATER)
    where = {"clinic": visit.clinic, "by": provider, "at": LATER}
    OutcomeEvent.objects.create(
        visit=visit, suggestion="balance_exercise", step="letter_sent", to_whom="a class", text="by fax", **where
    )
    Reminder.objects.create(patient=patient, how="phone", text="no answer", **where)
    back = Acknowledgement.objects.create(content=b"ISA", sha256="0" * 64, **where)
    PayerAnswer.objects.create(clinic=visit.clinic, acknowledgement=back, file=made, result="accepted", told={})
    return fresh(visit)


def _open(patient: Any, people: dict[str, User]) -> Visit:
    """A visit that goes on, with everything that can be entered while it does."""
    provider, at = people["provider"], AT + timedelta(hours=3)
    visit = enter(_visit(patient, provider), provider, case=OPEN_CASE)
    given: dict[str, Any] = {"visit": visit, "by": provider, "at": at}
    _times(given, people["assistant"])
    pressed = actions.incident_open(**given)
    actions.incident_describe(
        incident_id=pressed.incident_id, what="near_fall", injury="no", done=[], text="held the rail", **given
    )
    actions.incident_release(incident_id=pressed.incident_id, reason="steady again", **given)
    fall_report(patient=patient, exact="not_known", injury="no", told_by="phone", by=provider, at=at)
    goal_set(choices=[], text="to walk to the market", **given)
    suggestion_decide(
        suggestion="balance_exercise", decision="declined", reason="not now", declined_by="patient", **given
    )
    sentence_write(section="interpretation", text="Tires soon.", **given)
    actions.test_trial_withdraw(trial=live_trials(visit)[0], reason="the chair moved", **given)
    actions.test_move(test="tug", to="later", on_stage="tug", **given)
    device_invite(test="tug", token_digest=visit.pk.hex, **given)
    form = IntakeForm.objects.get(visit=visit)
    form_link_make(form=form, token_digest=form.pk.hex, **given)
    form_key_make(form=form, **given)
    UrgentAcknowledgement.objects.create(
        clinic=visit.clinic, visit=visit, signs=[], done="other", text="looked at", by=provider, at=at
    )
    return fresh(visit)


def _times(given: dict[str, Any], assistant: User) -> None:
    """A span entered and corrected, one that runs, another service entered and corrected."""
    what = SpanDescription(activity="instruct", patient_present=True, one_on_one=True)
    bounds = {"starts_at": AT + timedelta(hours=1), "ends_at": AT + timedelta(hours=1, minutes=7)}
    event = actions.span_enter(what=what, **bounds, **given)
    provider = given["by"]
    actions.span_correct(span_id=event.span_id, what=what, performer=provider, reason="checked", **bounds, **given)
    service = actions.service_enter(what=ServiceDescription(code="97110", minutes=Decimal(23)), **given)
    other = ServiceDescription(code="97110", minutes=Decimal(22))
    actions.service_correct(service_id=service.service_id, what=other, reason="checked", **given)
    alone = SpanDescription(activity="document", patient_present=False, one_on_one=False)
    actions.span_start(**(given | {"by": assistant}), what=alone)


def free_texts() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every field that is declared identifying and holds words that a person typed."""
    for model in OURS:
        for field in model._meta.concrete_fields:
            words = isinstance(field, models.CharField | models.TextField) and not field.choices
            if words and kinds_of(model)[field.name] == "identifying" and not field.name.endswith("_json"):
                yield model, field


def mark_all(mark: str, clinic: Clinic, *, staff: str) -> set[str]:
    """Put `mark` in every free text of the clinic, `staff` in what names its people, past actions and triggers. Returns the fields that had no row to put it in."""
    missed = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
    for model, field in free_texts():
        rows = model._base_manager.filter(clinic=clinic)
        said = rows.exclude(**{field.name: ""})  # what is empty of its kind stays so, where something else holds words
        rows = said if said.exists() else rows
        once = field.unique or field.name in _once(model)
        for number, key in enumerate(rows.values_list("pk", flat=True)):
            words = (staff if model is User else mark) + (str(number) if once else "")
            rows.filter(pk=key).update(**{field.name: words})
        if not rows.exists():
            missed.add(f"{model.__name__}.{field.name}")
    return missed


def _once(model: type[models.Model]) -> str:
    """The names of the fields that a constraint holds unique, in a field of their own or in an expression."""
    held = [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    return " ".join(f"{' '.join(one.fields)} {one.expressions}" for one in held)
