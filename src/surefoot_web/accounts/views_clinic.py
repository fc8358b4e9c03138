"""The clinic's own settings: an overview, its state, scopes of practice, the payer policy for new patients."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from surefoot_web.records.clock import day_in, now
from surefoot_web.records.pages import operation_id, operation_of, page, taking

from .actions import clinic_setting_set, scope_attest
from .forms_clinic import DefaultPolicyForm, ScopeForm, StateForm
from .models import ScopeAttestation
from .own_policies import policies_shown
from .selectors import providers_of, scope_attested, setting_on, settings_of


@page("clinic.setting_set")
def overview(request: HttpRequest) -> HttpResponse:
    """Every setting with what holds today and the way to change it."""
    clinic, today = request.user.clinic, _today(request)
    titles = {policy.id: policy.title for policy in policies_shown()}
    policy = setting_on(clinic=clinic, key="payer_policy", day=today)
    context = {
        "providers": providers_of(by=request.user),
        "state": setting_on(clinic=clinic, key="state", day=today),
        "phone": setting_on(clinic=clinic, key="phone", day=today),
        "policy": titles.get(policy, policy),
        "attested": scope_attested(clinic=clinic, day=today),
    }
    return render(request, "accounts/overview.html", context)


@page("clinic.setting_set")
def state(request: HttpRequest) -> HttpResponse:
    """In which state the clinic works, from a day on."""
    return _dated(request, "state", StateForm, "accounts/state.html")


@page("clinic.setting_set")
def default_policy(request: HttpRequest) -> HttpResponse:
    """Which payer policy new patients are offered, from a day on. A patient's coverage is set on the patient's page."""
    titles = {policy.id: policy.title for policy in policies_shown()}
    return _dated(request, "payer_policy", DefaultPolicyForm, "accounts/default_policy.html", titles=titles)


@page("scope.attest")
def scope(request: HttpRequest) -> HttpResponse:
    """Who attested for which credential and state, and a new attestation."""
    clinic, today = request.user.clinic, _today(request)
    initial = {"state": setting_on(clinic=clinic, key="state", day=today)}
    form = ScopeForm(request.POST or None, initial=initial)
    if form.is_valid():
        with taking(form):
            scope_attest(**form.cleaned_data, by=request.user, operation=operation_of(request))
            messages.success(request, _("Kept. It holds from today."))
            return redirect("accounts:scope")
    context = {
        "form": form,
        "operation": operation_id(request),
        "attested": scope_attested(clinic=clinic, day=today),
        "earlier": ScopeAttestation.objects.filter(clinic=clinic).select_related("by").order_by("-at", "-id"),
    }
    return render(request, "accounts/scope.html", context, status=422 if form.errors else 200)


def _dated(
    request: HttpRequest, key: str, form_class: type[forms.Form], template: str, titles: dict[str, str] | None = None
) -> HttpResponse:
    """A setting that holds from a day on: what holds today, what held when, and a new value."""
    clinic, today = request.user.clinic, _today(request)
    held = setting_on(clinic=clinic, key=key, day=today)
    form = form_class(request.POST or None, initial={"value": held, "first_day": today})
    if form.is_valid():
        with taking(form):
            clinic_setting_set(key=key, **form.cleaned_data, by=request.user, operation=operation_of(request))
            messages.success(request, _("Kept. Earlier days keep what held on them."))
            return redirect(request.path)
    named = titles or {}
    rows = [{"row": row, "says": named.get(row.value, row.value)} for row in settings_of(clinic=clinic, key=key)]
    context: dict[str, Any] = {"form": form, "held": named.get(held, held), "rows": rows}
    context["operation"] = operation_id(request)
    return render(request, template, context, status=422 if form.errors else 200)


def _today(request: HttpRequest) -> Any:
    return day_in(request.user.clinic.time_zone, now())
