"""The trail on a page, and parts of it as a file that somebody else can check. Reading either is on record too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from surefoot_web.records.clock import now
from surefoot_web.records.faults import InputRefused, RecordRefused
from surefoot_web.records.pages import page

from .chain import body_of
from .exported import csv_lines, json_lines
from .forms import TrailForm, said
from .models import AuditEvent
from .recording import event_record
from .sealing import last_seal_of, sealing_key
from .seals import SealRefused
from .selectors import PER_PAGE, events_of, lines_of

MOST_DIGITS = 15  # of an event's number
FORMS = {"jsonl": "application/jsonl; charset=utf-8", "csv": "text/csv; charset=utf-8"}


@require_GET
@page("trail.read")
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first, in pages that go on from an event's number."""
    user = request.user
    form = TrailForm(request.GET, by=user)
    lines, older = [], ""
    if form.is_valid():
        event_record(action="trail.read", subject=user.clinic, actor=user, at=now(), detail={"asked_by": form.asked})
        found = list(_before(request, events_of(by=user, **form.cleaned_data).select_related("actor"))[: PER_PAGE + 1])
        lines = lines_of(found[:PER_PAGE])
        older = _address(request, before=found[PER_PAGE - 1].number) if len(found) > PER_PAGE else ""
    context = {
        "form": form,
        "lines": [(line, said(line.event.action)) for line in lines],
        "older": older,
        "newest": _address(request) if request.GET.get("before") else "",
        "asked": _address(request),
        "may_export": user.may("trail.export"),
        "sees_patients": user.may("trail.read_patients"),
        "seal": last_seal_of(user.clinic),
    }
    return render(request, "trail/trail.html", context, status=422 if form.errors else 200)


@require_GET
@page("trail.export")
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The same events as a file, oldest first; taking it is on record, and is no part of it."""
    asked = TrailForm(request.GET, by=request.user)
    if form not in FORMS or not asked.is_valid():
        raise InputRefused(_("This is nothing that can be made a file of."), do=_("Go back and ask again."))
    try:
        key = sealing_key()
    except (SealRefused, OSError) as fault:
        raise RecordRefused(
            _("The file cannot be signed: the key of the trail cannot be used."),
            do=_("Tell whoever looks after the server: surefoot seal says what is wrong."),
        ) from fault
    told = {"form": form, "asked_by": asked.asked}
    taken = event_record(action="trail.export", subject=request.user.clinic, actor=request.user, at=now(), detail=told)
    events = events_of(by=request.user, **asked.cleaned_data).filter(number__lt=taken.number).order_by("number")
    bodies = _bodies(events)
    lines = csv_lines(bodies) if form == "csv" else json_lines(_head(asked, taken), bodies, key)
    name = f"audit-trail-to-{taken.number - 1}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(lines, content_type=FORMS[form], headers=headers)


def _bodies(events: Any) -> Iterator[dict[str, Any]]:
    for event in events.iterator():
        yield body_of(event) | {"hash": event.hash}


def _head(asked: TrailForm, taken: AuditEvent) -> dict[str, Any]:
    """What was asked for, by ids alone, and where the chain stood."""
    given = asked.cleaned_data
    ids = {name: str(given[name].pk) for name in ("patient", "person") if given.get(name)}
    days = {name: given[name].isoformat() for name in ("first", "last") if given.get(name)}
    what = {"action": given["action"]} if given["action"] else {}
    at = {"clinic": str(taken.clinic_id), "at": taken.at.isoformat(timespec="seconds"), "by": str(taken.actor_id)}
    return at | {"asked": ids | days | what, "chain": {"number": taken.number - 1, "hash": taken.previous_hash}}


def _before(request: HttpRequest, events: Any) -> Any:
    number = request.GET.get("before", "")
    return events.filter(number__lt=int(number)) if number.isdecimal() and len(number) <= MOST_DIGITS else events


def _address(request: HttpRequest, **more: int) -> str:
    asked = request.GET.copy()
    asked.pop("before", None)
    for name, value in more.items():
        asked[name] = str(value)
    return f"?{asked.urlencode()}"
