"""The idle lock: a session that nobody touched for a while serves the lock page alone, until its person unlocks it.

What counts as a touch is a request that somebody made happen. A page that asks by itself, such as a clock that follows another
device, is none. A joined stopwatch has keys of its own and is no part of a staff session. See docs/explanation/sign-in.md.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, MutableMapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from surefoot_web.records.clock import now

LOCKED = 423  # HTTP's own word for it
BEGAN, SEEN, SHUT, HELD = "began", "seen", "locked", "held_posts"
MOST_HELD = 3
HOUR_S = 3600
# a touch is written down at most this often, in seconds and in shares of the idle time: each is a write
FINEST_S, SHARE = 20, 4
ON_THE_LOCK = frozenset({"accounts:lock", "accounts:unlock", "accounts:lock_state", "accounts:sign_out"})
BY_ITSELF = frozenset({"accounts:lock_state", "visits:stopwatch_state", "visits:device_show"})
KEYS_OF_ITS_OWN = frozenset({"visits:device", "visits:device_join", "visits:device_press", "visits:device_state"})
OF_SCRIPTS = ("X-Requested-With", "HX-Request", "X-Stopwatch")  # for browsers that do not say who asks
Session = MutableMapping[str, Any]


class IdleLock:
    """Middleware: locks an idle session, ends one that is too old, and answers for a locked one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or request.resolver_match is None:
            return None
        name, session = request.resolver_match.view_name, request.session
        if _now() - session.setdefault(BEGAN, _now()) >= settings.SESSION_COOKIE_AGE:
            return _over(request)
        if name in KEYS_OF_ITS_OWN:
            return None
        if is_locked(session):
            return None if name in ON_THE_LOCK else locked_answer(request)
        if name not in BY_ITSELF and _now() - session[SEEN] >= min(FINEST_S, settings.SUREFOOT_IDLE_SECONDS / SHARE):
            session[SEEN] = _now()
        return None


def is_locked(session: Session) -> bool:
    """Whether the session is locked; locks it where it was idle for too long."""
    if not session.get(SHUT) and seconds_left(session) <= 0:
        shut(session)
    return bool(session.get(SHUT))


def seconds_left(session: Session) -> float:
    """How long until the session locks, if nobody touches it."""
    return float(session.setdefault(SEEN, _now()) + settings.SUREFOOT_IDLE_SECONDS - _now())


def shut(session: Session) -> None:
    session[SHUT] = True


def unlock(session: Session) -> None:
    session.pop(SHUT, None)
    session[SEEN] = _now()


def locked_answer(request: HttpRequest) -> HttpResponse:
    """The lock page: in place of a form that was sent, which is held; else by a redirect. A script is told by a status."""
    if by_script(request):
        return JsonResponse({"locked": True}, status=LOCKED)
    if request.method != "POST":
        return redirect(f"{reverse('accounts:lock')}?{urlencode({'next': request.get_full_path()})}")
    return lock_page(request, held=hold(request), status=LOCKED)


def lock_page(
    request: HttpRequest, *, held: str = "", wanted: str = "", form: Any = None, status: int = 200
) -> HttpResponse:
    """The page that unlocks; `held` names a form that goes on afterwards, `wanted` the page to go back to."""
    from .forms_lock import UnlockForm
    from .passkeys import options_for

    context = {
        "form": form or UnlockForm(request=request),
        "held": held,
        "held_files": request.session.get(HELD, {}).get(held, {}).get("files", False),
        "next": wanted,
        "passkey": options_for(request.user),
        "at_the_lock": True,
    }
    return render(request, "accounts/lock.html", context, status=status)


def hold(request: HttpRequest) -> str:
    """Keep the fields of a form that was sent to a locked session, without its token, passwords and files; its name for the lock page."""
    name = secrets.token_urlsafe()
    fields = [
        [field, value]
        for field, values in request.POST.lists()
        if field != "csrfmiddlewaretoken" and "password" not in field
        for value in values
    ]
    held = dict(list(request.session.get(HELD, {}).items())[-(MOST_HELD - 1) :])
    request.session[HELD] = held | {
        name: {"to": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
    }
    return name


def take_held(session: Session, name: str) -> dict[str, Any] | None:
    """The form that was held under `name`, once."""
    held = dict(session.get(HELD, {}))
    found = held.pop(name, None)
    if found is not None:
        session[HELD] = held
    return found


def by_script(request: HttpRequest) -> bool:
    """Whether a script of a page asks, not a person who goes to a page or sends a form."""
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    return mode != "navigate" or any(name in request.headers for name in OF_SCRIPTS)


@receiver(user_logged_in)
def begin(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """A new session: its clock starts, and nothing of a lock before is left."""
    request.session.pop(SHUT, None)
    request.session.pop(HELD, None)
    request.session[BEGAN] = request.session[SEEN] = _now()


def _over(request: HttpRequest) -> HttpResponse:
    logout(request)
    if by_script(request):
        return JsonResponse({"over": True}, status=403)
    says = _("Your sign-in has ended: no sign-in lasts longer than %(hours)d hours. Sign in again.")
    messages.info(request, says % {"hours": settings.SESSION_COOKIE_AGE // HOUR_S})
    return redirect(f"{reverse('accounts:sign_in')}?{urlencode({'next': request.get_full_path()})}")


def _now() -> float:
    return now().timestamp()
