"""The clinic's figures for a span of days, on a page and as a file."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from surefoot_web.config.knowledge import load
from surefoot_web.records.clock import day_in, now
from surefoot_web.records.faults import InputRefused
from surefoot_web.records.pages import page
from surefoot_web.trail.recording import event_record

from .figures import figures_of
from .figures_csv import figures_csv
from .forms import SpanForm


@require_GET
@page("figures.read")
def figures(request: HttpRequest) -> HttpResponse:
    """How visits, plans and their outcomes stand; a span that cannot be read shows no figure."""
    spans = _spans(_today(request))
    form = SpanForm(_asked(request))
    groups = figures_of(by=request.user, **form.cleaned_data) if form.is_valid() else []
    few = load().as_of(_today(request)).values["follow_up.few"]
    context = {
        "form": form,
        "spans": spans,
        "groups": groups,
        "few": few,
        "may_export": request.user.may("figures.export"),
        **form.cleaned_data,
    }
    return render(request, "followup/figures.html", context, status=422 if form.errors else 200)


@require_GET
@page("figures.export")
def figures_file(request: HttpRequest) -> HttpResponse:
    """The same as a file; taking it is on record."""
    form = SpanForm(_asked(request))
    if not form.is_valid():
        raise InputRefused(_("This is no span of days."), do=_("Go back and choose the days again."), field="first")
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    text = figures_csv(figures_of(by=request.user, first=first, last=last), first, last)
    told = {"first": first.isoformat(), "last": last.isoformat()}
    event_record(action="figures.export", subject=request.user.clinic, actor=request.user, at=now(), detail=told)
    name = f"figures-{first.isoformat()}-{last.isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _asked(request: HttpRequest) -> dict[str, object]:
    """The days that were asked for; without any, the year up to today."""
    first, last = _spans(_today(request))[-1]["days"]
    return {"first": request.GET.get("first", first), "last": request.GET.get("last", last)}


def _spans(today: date) -> list[dict[str, object]]:
    """Spans that people ask for, each one tap away; the last is shown first."""
    year = timedelta(days=load().as_of(today).values["follow_up.yearly"].value)
    month = today.replace(day=1)
    before = month - timedelta(days=1)
    named = (
        (_("This month"), month, today),
        (_("Last month"), before.replace(day=1), before),
        (_("This year"), today.replace(month=1, day=1), today),
        (_("A year up to today"), today - year + timedelta(days=1), today),
    )
    return [{"name": name, "days": (first, last)} for name, first, last in named]


def _today(request: HttpRequest) -> date:
    return day_in(request.user.clinic.time_zone, now())
