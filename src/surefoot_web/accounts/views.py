"""Signing in and out: Django's own views with our form and page."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib.auth.views import LoginView, LogoutView

from .forms import SignInForm


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_redirect_url(self) -> str:
        """Where `next` leads; never to this page again, which would lead on without end."""
        wanted = super().get_redirect_url()
        return "" if urlsplit(wanted).path == self.request.path else wanted


class SignOut(LogoutView):
    http_method_names = ["post", "options"]
