"""Payer policies of the installation: listed with their sources, added from files; the published same-day edits, imported."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from surefoot.cli.ncci import tables_read
from surefoot.errors import Fault, Refused
from surefoot.interop.ncci import edition_of
from surefoot_web.config.knowledge import installed
from surefoot_web.records.clock import day_in, now
from surefoot_web.records.pages import operation_id, operation_of, page, taking

from .actions import edits_import, own_policies_add
from .forms_clinic import EditsForm, PolicyFilesForm
from .own_policies import policies_shown
from .uploads import kept_for_now


@page("clinic.setting_set")
def payers(request: HttpRequest) -> HttpResponse:
    """Every payer policy, since when and from where; the edit tables; files that could not be read."""
    state = installed()
    edits = sorted(state.knowledge.edits.values(), key=lambda entry: (entry["from"], entry.id), reverse=True)
    context = {"policies": policies_shown(), "edits": edits, "faults": state.faults}
    return render(request, "accounts/payers.html", context)


@page("knowledge.add")
def policies_add(request: HttpRequest) -> HttpResponse:
    """Add policy files. Every fault of every file is shown; nothing is installed then."""
    form = PolicyFilesForm(request.POST, request.FILES) if request.method == "POST" else PolicyFilesForm()
    faults: list[Fault] = []
    if form.is_valid():
        with taking(form), _faults_into(faults):
            own_policies_add(files=form.cleaned_data["files"], by=request.user, operation=operation_of(request))
            messages.success(request, _("Installed. It stands in the list from now on."))
            return redirect("accounts:payers")
    return _upload(request, "accounts/policies_add.html", form, faults)


@page("knowledge.edits_import")
def edits_add(request: HttpRequest) -> HttpResponse:
    """Import the published NCCI tables, as `surefoot ncci import` does."""
    form = EditsForm(request.POST, request.FILES) if request.method == "POST" else EditsForm()
    faults: list[Fault] = []
    if form.is_valid():
        with taking(form), _faults_into(faults):
            _import(request, form.cleaned_data)
            messages.success(request, _("Imported. Visits of its quarter are checked against it from now on."))
            return redirect("accounts:payers")
    return _upload(request, "accounts/edits_add.html", form, faults)


def _import(request: HttpRequest, given: dict[str, Any]) -> None:
    """The tables are large: they are read before the action begins, so that nobody waits for it with a write of theirs."""
    units = [given["units"]] if given["units"] else []
    with kept_for_now([*given["files"], *units]) as paths:
        pairs, last = paths[: len(given["files"])], paths[-1] if units else None
        edition = edition_of(pairs, given["setting"] or None, given["quarter"] or None)
        day = day_in(request.user.clinic.time_zone, now())
        tables = tables_read(pairs, last, edition=edition, home=Path(settings.SUREFOOT_HOME), day=day)
    edits_import(tables=tables, by=request.user, operation=operation_of(request))


@contextmanager
def _faults_into(faults: list[Fault]) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        faults += refused.faults


def _upload(request: HttpRequest, template: str, form: forms.Form, faults: list[Fault]) -> HttpResponse:
    context = {"form": form, "faults": faults, "operation": operation_id(request)}
    return render(request, template, context, status=422 if form.errors or faults else 200)
