"""Passkeys at the lock: what the browser asks the device for, and whether its answer is the person's."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.utils.translation import gettext as _

from ..models import User


def options_for(person: User) -> dict[str, Any] | None:
    """What the browser needs to ask for a passkey of `person`; None where there is none. Keeps the challenge in the session."""
    if not Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.WEBAUTHN).exists():
        return None
    return auth.begin_authentication(person)


class PasskeyUnlockForm(AuthenticateWebAuthnForm):
    """A passkey alone unlocks, so it has to have seen its person: by finger, face or PIN. A mere touch does not do."""

    def clean_credential(self) -> Authenticator:
        try:
            given = auth.parse_authentication_response(self.cleaned_data["credential"])
        except (AttributeError, KeyError, TypeError, ValueError) as unread:
            raise forms.ValidationError(_("The answer of the passkey cannot be read. Use your password.")) from unread
        if not given.response.authenticator_data.is_user_verified():
            raise forms.ValidationError(_("This passkey did not check who you are. Use your password."))
        return super().clean_credential()
