"""Signing in, and the clinic's phone number."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password. One message for every failure, so that it tells nobody which names exist."""

    error_messages = {
        "invalid_login": _("User name and password do not fit together. Check both; capital letters count."),
        "inactive": _("User name and password do not fit together. Check both; capital letters count."),
    }


class PhoneForm(forms.Form):
    """The number that the questionnaire shows where it says to call the clinic. Empty: it says so without a number."""

    value = forms.CharField(
        label=_("Phone number of the clinic"),
        help_text=_("As people dial it. It holds from today; leave it empty to show none."),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
