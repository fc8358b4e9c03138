"""Signing in and out: Django's own views with our form and page. The clinic's phone number."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from surefoot_web.records.clock import day_in, now
from surefoot_web.records.pages import operation_id, operation_of, page, taking

from .actions import clinic_setting_set
from .forms import PhoneForm, SignInForm
from .models import Clinic
from .selectors import setting_on


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"no_clinic": not Clinic.objects.exists()}

    def get_redirect_url(self) -> str:
        """Where `next` leads; never to this page again, which would lead on without end."""
        wanted = super().get_redirect_url()
        return "" if urlsplit(wanted).path == self.request.path else wanted


class SignOut(LogoutView):
    http_method_names = ["post", "options"]


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
