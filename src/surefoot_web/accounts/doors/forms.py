"""What is typed or handed in beside the password: a code, a passkey. allauth's forms with our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm as AllauthPasswordAgain
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class _Code(forms.Form):
    """A code field without a placeholder that would look like one."""

    says = _("Code")
    helps: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.help_text = self.says, self.helps
        field.widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"})


class CodeForm(_Code, AuthenticateForm):
    """The second step of signing in."""

    helps = _("Six digits from your authenticator app, or one of your recovery codes.")


class CodeAgainForm(_Code, ReauthenticateForm):
    """The same, before a change to one’s own sign-in."""

    helps = _("Six digits from your authenticator app, or one of your recovery codes.")


class FirstCodeForm(_Code, ActivateTOTPForm):
    """The first code of a new authenticator app."""

    says = _("The six digits that the app shows now")


class PasskeyForm(AddWebAuthnForm):
    """A new passkey: a name to know it by, and what the browser hands in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].max_length = 60
        self.fields["name"].widget.attrs.update(autocomplete="off", maxlength=60)


class PasswordAgainForm(AllauthPasswordAgain):
    """One’s own password, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        self.fields["password"] = forms.CharField(label=_("Your password"), strip=False, widget=box)
