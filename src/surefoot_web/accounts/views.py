"""Signing in and out: Django's own views with our form and page, allauth's steps behind them. The clinic's phone number."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.stagekit import get_pending_stage, redirect_to_pending_stage
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from surefoot_web.records.clock import day_in, now
from surefoot_web.records.pages import operation_id, operation_of, page, taking

from .actions import clinic_setting_set
from .doors.events import told
from .doors.leaving import left
from .forms import PhoneForm, SignInForm
from .models import Clinic
from .selectors import setting_on


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; the second step for somebody who has given their password already."""
        stage = get_pending_stage(request)
        return redirect_to_pending_stage(request, stage) if stage else super().get(request, *args, **kwargs)

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """The password fits: on to the second factor where there is one, else in."""
        wanted = self.get_redirect_url() or resolve_url(settings.LOGIN_REDIRECT_URL)
        return perform_password_login(self.request, {}, Login(user=form.get_user(), redirect_url=wanted))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"no_clinic": not Clinic.objects.exists(), "sign_on": sign_on_address(self.request)}
        return super().get_context_data(**kwargs) | more

    def get_redirect_url(self) -> str:
        """Where `next` leads; never to this page again, which would lead on without end."""
        wanted = super().get_redirect_url()
        return "" if urlsplit(wanted).path == self.request.path else wanted


class SignOut(LogoutView):
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Leave: what was given out in this person's name, such as a joined stopwatch, ends too."""
        if request.user.is_authenticated:
            told("staff.signed_out", request.user)
            left.send(sender=type(request.user), person=request.user)
        return super().post(request, *args, **kwargs)


def sign_on_address(request: HttpRequest) -> dict[str, str] | None:
    """Where the clinic's single sign-on is, and its name; None where it has none."""
    if not settings.SUREFOOT_SIGN_ON:
        return None
    address = reverse("openid_connect_login", kwargs={"provider_id": "clinic"})
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return {
        "name": settings.SUREFOOT_SIGN_ON_NAME,
        "address": f"{address}?{urlencode({'next': wanted})}" if wanted else address,
    }


@page("clinic.setting_set")
def phone(request: HttpRequest) -> HttpResponse:
    """The number that the questionnaire shows where it says to call the clinic."""
    today = day_in(request.user.clinic.time_zone, now())
    held = {"value": setting_on(clinic=request.user.clinic, key="phone", day=today)}
    form = PhoneForm(request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        with taking(form):
            given = {"key": "phone", "value": form.cleaned_data["value"].strip(), "first_day": today}
            clinic_setting_set(**given, by=request.user, operation=operation_of(request))
            messages.success(request, _("Kept. The questionnaire shows it from now on."))
            return redirect("accounts:phone")
    context = {"form": form, "operation": operation_id(request)}
    return render(request, "accounts/phone.html", context, status=422 if form.errors else 200)
