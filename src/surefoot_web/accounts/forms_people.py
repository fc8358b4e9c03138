"""What may be typed about the clinic on its first day, and about the people who work in it."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import User
from .roles import Credential, Role
from .states import STATES

USUAL_ZONES = (
    ("America/New_York", _("Eastern")),
    ("America/Chicago", _("Central")),
    ("America/Denver", _("Mountain")),
    ("America/Phoenix", _("Arizona")),
    ("America/Los_Angeles", _("Pacific")),
    ("America/Anchorage", _("Alaska")),
    ("Pacific/Honolulu", _("Hawaii")),
    ("America/Puerto_Rico", _("Puerto Rico")),
)


def time_zones() -> list[Any]:
    """The usual zones of the United States by their names, then every other by its IANA name."""
    others = [(zone, zone) for zone in sorted(available_timezones() - {zone for zone, _name in USUAL_ZONES})]
    return [("", ""), (_("United States"), list(USUAL_ZONES)), (_("Elsewhere"), others)]


def _words(label: Any, help_text: Any = "", *, most: int = 150, auto: str = "off") -> forms.CharField:
    box = forms.TextInput(attrs={"autocomplete": auto})
    return forms.CharField(label=label, help_text=help_text, max_length=most, widget=box)


def _password(label: Any) -> forms.CharField:
    box = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=label, help_text=_("At least 12 characters, and no common word."), strip=False, widget=box
    )


class _WithPassword(forms.Form):
    """Refuses a password that is too weak for the person typed beside it."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        password = given.get("password")
        named = {name: given.get(name, "") for name in ("username", "display_name", "staff_id")}
        if password:
            try:
                validate_password(password, User(**named))
            except ValidationError as weak:
                self.add_error("password", weak)
        return given


class PersonForm(_WithPassword):
    """A new member of staff. Nothing is chosen beforehand."""

    display_name = _words(_("Name, as notes show it"), most=200)
    username = _words(_("User name"), _("What they type to sign in."))
    staff_id = _words(_("Staff id"), _("Short, as DPM-1: notes and the ledger name the person by it."), most=64)
    role = forms.ChoiceField(label=_("Role"), choices=[("", ""), *Role.choices])
    credential = forms.ChoiceField(label=_("Credential"), choices=[("", ""), *Credential.choices])
    password = _password(_("First password"))


class SetUpForm(_WithPassword):
    """The clinic, and the person who looks after it."""

    clinic = _words(_("Name of the clinic"), most=200, auto="organization")
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    state = forms.ChoiceField(label=_("State"), choices=[("", ""), *((one, one) for one in STATES)], required=False)
    phone = forms.CharField(
        label=_("Phone number of the clinic"),
        help_text=_("The patient’s form shows it where it says to call. It may be left empty."),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    display_name = _words(_("Your name"), most=200, auto="name")
    username = _words(_("Your user name"), _("What you type to sign in."), auto="username")
    password = _password(_("Your password"))


class PersonChangeForm(forms.Form):
    """What may change of a member of staff. The staff id stays: signed notes name it."""

    display_name = _words(_("Name, as notes show it"), most=200)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    credential = forms.ChoiceField(label=_("Credential"), choices=Credential.choices)
    is_active = forms.BooleanField(label=_("May sign in"), required=False)
    sign_on = forms.CharField(
        label=_("Comes by the single sign-on as"),
        help_text=_("Their subject id there, or their e-mail address if it is verified there. Empty: not at all."),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.SUREFOOT_SIGN_ON:
            del self.fields["sign_on"]


class NewPasswordForm(_WithPassword):
    """A new password for somebody else."""

    password = _password(_("New password"))


class OwnPasswordForm(forms.Form):
    """A new password of one's own: the present one is asked for, so that an open screen is not enough."""

    present_password = forms.CharField(
        label=_("Your present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = _password(_("Your new password"))

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_present_password(self) -> str:
        given, person = self.cleaned_data["present_password"], self.request.user
        found = get_adapter(self.request).authenticate(self.request, username=person.username, password=given)
        if found is None or found.pk != person.pk:
            raise ValidationError(_("This is not your password. Capital letters count."))
        return given

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.request.user)
        return password
