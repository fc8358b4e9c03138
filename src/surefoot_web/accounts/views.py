"""Signing in and out: Django's own views with our form and page."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView

from .forms import SignInForm


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    http_method_names = ["post", "options"]
