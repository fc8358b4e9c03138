"""The first run of an installation, and the people who work in the clinic."""

from __future__ import annotations

from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from surefoot_web.records.pages import operation_id, operation_of, page, row_version_of, taking

from .actions_people import clinic_found, staff_add, staff_change, staff_new_password
from .doors.second_factor import has_second_factor
from .forms_people import NewPasswordForm, PersonChangeForm, PersonForm, SetUpForm
from .models import User
from .set_up import set_up_allowed

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """Found the clinic of an empty installation. There is no such page once it has one."""
    if not set_up_allowed(token):
        raise Http404
    form = SetUpForm(request.POST or None)
    if form.is_valid():
        with taking(form):
            user = clinic_found(token=token, **form.cleaned_data)
            login(request, user, backend=BACKEND)
            record_authentication(request, user, "password")
            messages.success(request, _("The clinic is there. Now add the people who work in it."))
            return redirect("accounts:people")
    return render(request, "accounts/set_up.html", {"form": form}, status=422 if form.errors else 200)


@page("staff.add")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the clinic, and a form for one more."""
    form = PersonForm(request.POST or None)
    if form.is_valid():
        with taking(form):
            person = staff_add(**form.cleaned_data, by=request.user, operation=operation_of(request))
            messages.success(request, _("%(name)s can sign in.") % {"name": person.display_name})
            return redirect("accounts:people")
    everybody = User.objects.filter(clinic=request.user.clinic).order_by("-is_active", "display_name")
    context = {"form": form, "people": everybody, "operation": operation_id(request)}
    return render(request, "accounts/people.html", context, status=422 if form.errors else 200)


@page("staff.change")
def person(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """One member of staff."""
    found = get_object_or_404(User, pk=user_id, clinic=request.user.clinic_id)
    held = {name: getattr(found, name) for name in PersonChangeForm.base_fields}
    form = PersonChangeForm(request.POST or None, initial=held)
    if form.is_valid():
        with taking(form):
            values = {"person": found, "row_version": row_version_of(request), **form.cleaned_data}
            staff_change(**values, by=request.user, operation=operation_of(request))
            messages.success(request, _("Saved."))
            return redirect("accounts:people")
    version = request.POST.get("row_version", found.row_version)
    context = {"form": form, "person": found, "row_version": version, "operation": operation_id(request)}
    context["second_factor"] = has_second_factor(found)
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)


@page("staff.new_password")
def new_password(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """A new password for a member of staff who has forgotten theirs."""
    found = get_object_or_404(User, pk=user_id, clinic=request.user.clinic_id)
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        staff_new_password(person=found, **form.cleaned_data, by=request.user, operation=operation_of(request))
        messages.success(request, _("%(name)s signs in with it from now on.") % {"name": found.display_name})
        return redirect("accounts:people")
    context = {"form": form, "person": found, "operation": operation_id(request)}
    return render(request, "accounts/new_password.html", context, status=422 if form.errors else 200)
