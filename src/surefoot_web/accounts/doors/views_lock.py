"""The lock page, what unlocks, and what pages ask in the background."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from . import events, lock
from .forms_lock import UnlockForm
from .passkeys import PasskeyUnlockForm, options_for


@login_required
@require_http_methods(["GET", "POST"])
def lock_now(request: HttpRequest) -> HttpResponse:
    """The lock page; a post locks at once. Where nothing is locked, the way back."""
    wanted = _wanted(request)
    if request.method == "POST":
        lock.shut(request.session)
        if lock.by_script(request):
            return JsonResponse({"locked": True})
    elif not lock.is_locked(request.session):
        return redirect(wanted)
    return lock.lock_page(request, wanted=wanted)


@require_POST
@login_required
def unlock(request: HttpRequest) -> HttpResponse:
    """Unlock by password or passkey; then the work goes on where it stopped."""
    form = _form(request)
    name, wanted = request.POST.get("held", ""), _wanted(request)
    if not form.is_valid():
        if lock.by_script(request):
            return JsonResponse({"locked": True, "says": _first(form)}, status=422)
        refused = form if isinstance(form, UnlockForm) else _as_unlock(request, form)
        return lock.lock_page(request, held=name, wanted=wanted, form=refused, status=422)
    was_locked = lock.is_locked(request.session)
    lock.unlock(request.session)
    if was_locked:
        events.told("staff.unlocked", request.user, how="password" if isinstance(form, UnlockForm) else "webauthn")
    if lock.by_script(request):
        return JsonResponse({"locked": False})
    held = lock.take_held(request.session, name)
    return render(request, "accounts/carry_on.html", {"held": held}) if held else redirect(wanted)


@require_GET
@login_required
def lock_state(request: HttpRequest) -> HttpResponse:
    """Whether the session is locked, and in how many seconds it will be; with ?passkey, what a passkey is asked for."""
    locked = lock.is_locked(request.session)
    answer: dict[str, Any] = {"locked": locked, "left": max(0, round(lock.seconds_left(request.session)))}
    if locked and "passkey" in request.GET:
        answer["passkey"] = options_for(request.user)
    return JsonResponse(answer)


@require_POST
@login_required
def alive(request: HttpRequest) -> HttpResponse:
    """Somebody types or points on a page that sends nothing yet. The middleware writes the touch down."""
    return JsonResponse({"locked": False})


def _form(request: HttpRequest) -> Any:
    if "credential" in request.POST:
        return PasskeyUnlockForm(request.POST, user=request.user)
    return UnlockForm(request.POST, request=request)


def _as_unlock(request: HttpRequest, refused: Any) -> UnlockForm:
    """The form of the lock page with what was wrong with a passkey."""
    form = UnlockForm({"password": ""}, request=request)
    form._errors = ErrorDict(renderer=form.renderer)  # nothing was typed: only the passkey was wrong
    form.cleaned_data = {}
    form.add_error(None, _first(refused))
    return form


def _first(form: Any) -> str:
    return next((str(error) for errors in form.errors.values() for error in errors), "")


def _wanted(request: HttpRequest) -> str:
    """Where to go on: the page that was asked for, if it is one of ours."""
    named = (request.POST if request.method == "POST" else request.GET).get("next", "")
    ours = url_has_allowed_host_and_scheme(named, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return named if ours else resolve_url("visits:today")
