"""One's own sign-in: second factor, password, signing out everywhere. And what an administrator does for a colleague's."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from surefoot_web.records.pages import operation_id, operation_of, page, taking

from ..actions_doors import own_password_change, own_sign_out_everywhere, staff_factor_reset, staff_sign_out
from ..forms_people import OwnPasswordForm
from ..models import User
from .adapters import FACTORS
from .second_factor import must_set_up


@login_required
def own(request: HttpRequest) -> HttpResponse:
    """What somebody signs in with, and the ways to change it."""
    rows = Authenticator.objects.filter(user_id=request.user.pk).order_by("created_at")
    codes = next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    context = {
        "factors": [row for row in rows if row.type in FACTORS],
        "has_app": any(row.type == Authenticator.Type.TOTP for row in rows),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "must": must_set_up(request),
        "digits_only": request.get_host().partition(":")[0].replace(".", "").isdecimal(),
        "operation": operation_id(request),
    }
    return render(request, "accounts/own.html", context)


@page("own.password_change")
def own_password(request: HttpRequest) -> HttpResponse:
    """A new password of one's own. Every other session of the person ends."""
    form = OwnPasswordForm(request.POST or None, request=request)
    if form.is_valid():
        with taking(form):
            person = own_password_change(
                password=form.cleaned_data["password"], by=request.user, operation=operation_of(request)
            )
            update_session_auth_hash(request, person)
            messages.success(request, _("Your new password holds. You are signed out everywhere else."))
            return redirect("accounts:own")
    context = {"form": form, "operation": operation_id(request)}
    return render(request, "accounts/own_password.html", context, status=422 if form.errors else 200)


@require_POST
@page("own.sign_out_everywhere")
def own_sign_out(request: HttpRequest) -> HttpResponse:
    """End every session of one's own, this one too."""
    own_sign_out_everywhere(by=request.user, operation=operation_of(request))
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("accounts:sign_in")


@require_POST
@page("staff.factor_reset")
def factor_reset(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Take away a colleague's lost second factor: they set one up anew at their next sign-in."""
    found = get_object_or_404(User, pk=user_id, clinic=request.user.clinic_id)
    staff_factor_reset(person=found, by=request.user, operation=operation_of(request))
    says = _("The second factor of %(name)s is taken away. They set one up anew when they next sign in.")
    messages.success(request, says % {"name": found.display_name})
    return redirect("accounts:person", user_id=found.pk)


@require_POST
@page("staff.sign_out")
def sign_out_of(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """End every session of a colleague."""
    found = get_object_or_404(User, pk=user_id, clinic=request.user.clinic_id)
    staff_sign_out(person=found, by=request.user, operation=operation_of(request))
    messages.success(request, _("%(name)s is signed out everywhere.") % {"name": found.display_name})
    return redirect("accounts:person", user_id=found.pk)
