"""Signing in."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password. One message for every failure, so that it tells nobody which names exist."""

    error_messages = {
        "invalid_login": _("User name and password do not fit together. Check both; capital letters count."),
        "inactive": _("User name and password do not fit together. Check both; capital letters count."),
    }
