"""What allauth asks us: how tries are counted, which words it says, how secrets are kept, whom a single sign-on stands for."""

from __future__ import annotations

import time
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, perform_login
from allauth.account.internal.flows.login import record_authentication as authentication_recorded
from allauth.account.models import Login
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.crypto import salted_hmac
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import User
from . import events
from .client import client_address
from .limits import CODE, sign_in_wait, wait_says
from .sealing import seal, unseal

USUAL_WAIT_S = 300
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes stand for one of these
SAYS = {
    "mfa/messages/totp_activated.txt": gettext_lazy("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Your authenticator app is taken away."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("Your passkey is set up."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The passkey is taken away."),
}


class Account(DefaultAccountAdapter):
    """Signing in by user name and password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": gettext_lazy("This is not your password. Capital letters count."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is sent: a clinic's people are told by its administrator."""

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        says = kwargs.get("message") or SAYS.get(message_template or "")
        if says:
            messages.add_message(request, level, says)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code in ("too_many_login_attempts", "rate_limited"):
            return ValidationError(f"{wait_says(USUAL_WAIT_S)} ({CODE})", code=code)
        return super().validation_error(code, *args)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By user name alone, whatever host name was asked; keyed, so that nothing typed can be read out of the cache."""
        name = User.normalize_username(credentials.get("username", "")).casefold()
        return salted_hmac("surefoot.sign-in", name, algorithm="sha256").hexdigest()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refused:
            events.locked_out(credentials.get("username", ""), _where(request))
            seconds = sign_in_wait(request, self._get_login_attempts_cache_key(request, **credentials))
            raise ValidationError(f"{wait_says(seconds)} ({CODE})", code=refused.code) from refused

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        events.failed(credentials.get("username", ""), _where(request))

    def login(self, request: HttpRequest, user: Any) -> None:
        if not user.is_active:  # closed between the password and the second factor
            raise ImmediateHttpResponse(redirect("accounts:sign_in"))
        super().login(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return redirect("accounts:sign_in")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of somebody who gave their password a moment ago, at signing in."""
        request = context.request
        given = [one["at"] for one in get_authentication_records(request, request.user) if one["method"] == "password"]
        fresh = any(time.time() - at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for at in given)
        return not fresh and super().is_reauthentication_required(app=app, **kwargs)


class SecondFactor(DefaultMFAAdapter):
    """Codes and passkeys. Their secrets are sealed in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This code or passkey does not fit. A code holds for half a minute and works once."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        code = segno.make_qr(url)
        return mark_safe(code.svg_inline(scale=1, light="#fff", omitsize=True, svgclass="qr"))  # noqa: S308 - drawn by us

    def get_totp_issuer(self) -> str:
        return f"{settings.MFA_TOTP_ISSUER} {context.request.user.clinic.name}"

    def get_totp_label(self, user: Any) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER

    def _get_user_identifier(self, user: Any) -> str:
        return user.username

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1}


class SingleSignOn(DefaultSocialAccountAdapter):
    """Whom the clinic's own sign-on stands for. It makes no account and joins none: an administrator entered who may come by it."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """The one that the environment names; none from the database."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Sign in the account whose entry fits; lead anybody else back. Nothing of the provider's answer is kept."""
        person = self._person(sociallogin)
        if person is None:
            raise ImmediateHttpResponse(
                _led_back(request, _("Nobody here comes by this sign-on. Ask your administrator. (SF-W132)"))
            )
        if request.user.is_authenticated:
            self._leave(request)
        authentication_recorded(request, person, "socialaccount", provider=sociallogin.account.provider)
        wanted = sociallogin.get_redirect_url(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
        raise ImmediateHttpResponse(perform_login(request, Login(user=person, redirect_url=wanted)))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        raise ImmediateHttpResponse(not_as_it_should(request))

    def _leave(self, request: HttpRequest) -> None:
        from django.contrib.auth import logout

        logout(request)

    def _person(self, sociallogin: Any) -> User | None:
        """By the subject id, else by an e-mail address that the provider says is verified."""
        active = User.objects.filter(is_active=True)
        found = active.filter(sign_on=str(sociallogin.account.uid)).exclude(sign_on="").first()
        if found is not None:
            return found
        verified = [one.email for one in sociallogin.email_addresses if one.verified]
        return active.filter(sign_on__iexact=verified[0]).first() if len(verified) == 1 else None


def not_as_it_should(request: HttpRequest) -> HttpResponse:
    """Back to signing in, from an answer of the provider that cannot be read."""
    says = _("The single sign-on did not answer as it should. Try again, or sign in with your password. (SF-W133)")
    return _led_back(request, says)


def _led_back(request: HttpRequest, says: str) -> HttpResponse:
    messages.error(request, says)
    return redirect("accounts:sign_in")


def _where(request: HttpRequest) -> str:
    return "lock" if request.resolver_match and request.resolver_match.view_name == "accounts:unlock" else "sign-in"
