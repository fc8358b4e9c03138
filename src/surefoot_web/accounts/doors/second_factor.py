"""Second factors: who has one, and nobody gets on without one where they are required."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ..models import User
from .adapters import FACTORS

# all that somebody reaches who has to set one up first; static files are served before any page
ON_THE_WAY = frozenset(
    {
        "accounts:own", "accounts:sign_out", "accounts:lock", "accounts:unlock", "accounts:lock_state", "accounts:alive",
        "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "set_language",
    }
)  # fmt: skip


def has_second_factor(person: User) -> bool:
    """Whether `person` has an authenticator app or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists()


def must_set_up(request: HttpRequest) -> bool:
    """Whether the person of this request has to set up a second factor before anything else."""
    required = settings.SUREFOOT_SECOND_FACTOR_REQUIRED and request.user.is_authenticated
    return bool(required and not has_second_factor(request.user))


class RequireSecondFactor:
    """Middleware: a signed-in person without a second factor reaches the page to set one up, and the way out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is not None and match.view_name not in ON_THE_WAY and must_set_up(request):
            return redirect("accounts:own")
        return None
