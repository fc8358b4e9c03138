"""What every view uses: who may see the page, operation ids, refusals shown beside the form."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from surefoot.errors import CaseRefused

from .faults import NotAllowed, RecordRefused, stale_row
from .ids import new_id

MOST_DIGITS = 9  # of a row version
View = Callable[..., HttpResponse]


def page(action: str) -> Callable[[View], View]:
    """Decorator of a view: signed in, and with a role that may do `action` (`accounts/roles.py`)."""

    def wrap(view: View) -> View:
        @functools.wraps(view)
        @login_required
        def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.may(action):
                raise NotAllowed(
                    f"Your role ({request.user.get_role_display()}) does not open this page.",
                    do="Ask a colleague whose role does.",
                )
            return view(request, *args, **kwargs)

        seen.action = action  # type: ignore[attr-defined]
        return seen

    return wrap


def operation_of(request: HttpRequest) -> UUID | None:
    """The operation id that the form brought, or None when it brought none that can be read."""
    try:
        return UUID(request.POST.get("operation", ""))
    except ValueError:
        return None


def operation_id(request: HttpRequest) -> UUID:
    """The operation id to write into a form: the one it brought, so that a repair of a refused form keeps it, or a new one."""
    return operation_of(request) or new_id()


def row_version_of(request: HttpRequest) -> int:
    """The version of the row that the form was made from. Raises `StaleRow` when the form brought none that can be read."""
    typed = request.POST.get("row_version", "")
    if not typed.isdecimal() or len(typed) > MOST_DIGITS:
        raise stale_row()
    return int(typed)


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The page that a form names as `next`, if it is one of ours; else `otherwise`."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else otherwise


@contextmanager
def taking(form: BaseForm) -> Iterator[None]:
    """Run an action; when it is refused, put what is wrong and what to do into `form`, beside the field it names."""
    try:
        yield
    except RecordRefused as refused:
        place(form, refused.field, refused.says, refused.do)
    except CaseRefused as refused:
        for fault in refused.faults:
            place(form, fault.where.rpartition(".")[2], fault.says, fault.do)


def place(form: BaseForm, field: str | None, says: str, do: str) -> None:
    form.add_error(field if field in form.fields else None, f"{says} {do}")
