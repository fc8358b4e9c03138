"""Signing in, and the clinic's phone number."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password. One message for every failure, so that it tells nobody which names exist; tries are counted."""

    error_messages = {
        "invalid_login": _("User name and password do not fit together. Check both; capital letters count."),
        "inactive": _("User name and password do not fit together. Check both; capital letters count."),
    }

    def clean(self) -> dict[str, Any]:
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if username and password:
            given = {"username": username, "password": password}
            self.user_cache = get_adapter(self.request).authenticate(self.request, **given)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data


class PhoneForm(forms.Form):
    """The number that the questionnaire shows where it says to call the clinic. Empty: it says so without a number."""

    value = forms.CharField(
        label=_("Phone number of the clinic"),
        help_text=_("As people dial it. It holds from today; leave it empty to show none."),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
