"""What unlocks a session: the password of whoever it belongs to."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class UnlockForm(forms.Form):
    """The password of the person whose session is locked. Counted with their tries to sign in."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "id": "unlock-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        person = self.request.user
        found = get_adapter(self.request).authenticate(self.request, username=person.username, password=password)
        if found is None or found.pk != person.pk:
            raise forms.ValidationError(_("This is not your password. Capital letters count."))
        return password
