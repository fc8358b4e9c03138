"""The frame of every action: one verb, one transaction, one audit event, safe to send twice.

    @writes("visit.cancel")
    def visit_cancel(*, visit: Visit, reason: str, by: User, at: datetime) -> Visit: ...

`writes` checks the role and the clinic of `by`, gives `at` when the caller does not, locks `visit`, refuses a visit whose
state does not let it be written, and records the event with what the action passed to `detail()`. Callers may add
`operation=` (a UUID made by the client): the same id a second time gives the first result and writes nothing.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection
from contextvars import ContextVar
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from surefoot_web.accounts.models import Clinic, User
from surefoot_web.trail.recording import event_record, operation_find, operation_record

from .clock import now
from .faults import NotAllowed, VisitClosed

F = TypeVar("F", bound=Callable[..., Any])

ACTIONS: dict[str, Callable[..., Any]] = {}

OPEN = frozenset({"planned", "intake_done", "testing", "review"})
FINISHING = OPEN | {"ended_early"}
SIGNED = frozenset({"signed", "amended"})

_detail: ContextVar[dict[str, Any] | None] = ContextVar("detail", default=None)


def detail(**facts: Any) -> None:
    """Add `facts` to the event of the running action: states, names of fields, ids. Never values that a person gave."""
    running = _detail.get()
    if running is not None:
        running.update(facts)


def writes(action: str, *, visit_in: Collection[str] = OPEN) -> Callable[[F], F]:
    """Decorator of an action named `action`; `visit_in` lists the states in which its `visit` may be written."""

    def wrap(function: F) -> F:
        takes_visit = "visit" in inspect.signature(function).parameters

        @functools.wraps(function)
        def run(*, by: User, operation: UUID | None = None, **given: Any) -> Any:
            given["at"] = given.get("at") or now()
            _check_allowed(action, by, given)
            with transaction.atomic():
                _take_turn(by)
                earlier = operation_find(clinic=by.clinic, operation_id=operation, action=action)
                if earlier is not None:
                    return earlier
                if takes_visit:
                    given["visit"] = _writable(given["visit"], visit_in)
                return _run_and_record(function, action, operation, {**given, "by": by})

        ACTIONS[action] = run
        return run  # type: ignore[return-value]

    return wrap


def _run_and_record(
    function: Callable[..., models.Model], action: str, operation: UUID | None, given: dict[str, Any]
) -> models.Model:
    facts: dict[str, Any] = {}
    token = _detail.set(facts)
    try:
        subject = function(**given)
    finally:
        _detail.reset(token)
    by, at = given["by"], given["at"]
    event_record(action=action, subject=subject, actor=by, at=at, detail=facts)
    if operation is not None:
        operation_record(operation_id=operation, action=action, subject=subject, clinic=by.clinic, at=at)
    return subject


def _take_turn(by: User) -> None:
    """One writer of a clinic at a time, on PostgreSQL as on SQLite: so that no two see each other's work half done."""
    Clinic.objects.select_for_update().get(pk=by.clinic_id)


def _check_allowed(action: str, by: User, given: dict[str, Any]) -> None:
    if not by.may(action):
        raise NotAllowed(
            f"Your role ({by.get_role_display()}) may not do this.",
            do="Ask a colleague whose role allows it.",
        )
    for value in given.values():
        if isinstance(value, models.Model) and getattr(value, "clinic_id", by.clinic_id) != by.clinic_id:
            raise NotAllowed("This record belongs to another clinic.", do="Go back to the list of your own clinic.")


def _writable(visit: models.Model, states: Collection[str]) -> models.Model:
    """Lock the row and read it again; refuse a visit that is over."""
    fresh = type(visit)._default_manager.select_for_update().get(pk=visit.pk)
    if fresh.state in states:
        return fresh
    label = fresh.get_state_display()
    if fresh.state in SIGNED:
        raise VisitClosed(f"This visit is {label.lower()}; nothing in it changes any more.", do="Write an addendum.")
    raise VisitClosed(f"This is not possible while the visit is: {label.lower()}.", do="Go back to the visit.")
