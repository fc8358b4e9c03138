"""Staff make a link to the form; the patient's device opens it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from surefoot_web.intake.actions import intake_hand_over
from surefoot_web.intake.forms import HandOverForm
from surefoot_web.intake.kiosk import bind_session, bound_form
from surefoot_web.intake.models import Medium
from surefoot_web.intake.selectors import form_of
from surefoot_web.records.clock import now
from surefoot_web.records.faults import InputRefused
from surefoot_web.records.pages import page
from surefoot_web.visits.joining import digest, new_secret, qr_code, reaches_others
from surefoot_web.visits.selectors import visit_get

from .actions import form_link_check, form_link_end, form_link_make, form_link_open
from .forms import BirthDateForm
from .models import FormLink
from .selectors import link_of, links_standing

COOKIE, PATH = "surefoot_form", "/f/"


@page("form_link.make")
def links(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The link of a visit; a post makes one and shows it, once."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    begun = form_of(visit)
    if begun is not None and begun.submitted_at is not None:
        raise InputRefused("This questionnaire was already sent.", do="Look at the answers from the page of the visit.")
    initial = {
        "language": begun.language if begun else visit.patient.language,
        "who": begun.who if begun else "patient",
    }
    form = HandOverForm(request.POST or None, initial=initial)
    context = {"visit": visit, "form": form, "reaches_others": reaches_others(request)}
    if request.method == "POST" and form.is_valid():
        token = new_secret()
        handed = intake_hand_over(visit=visit, medium=Medium.OWN_DEVICE, by=request.user, **form.cleaned_data)
        link = form_link_make(visit=visit, form=handed, token_digest=digest(token), by=request.user)
        address = request.build_absolute_uri(reverse("links:open", args=[token]))
        context |= {"address": address, "code": qr_code(address), "link": link, "language": handed.language}
    return render(request, "links/links.html", context | {"links": links_standing(visit, now())})


@require_POST
@page("form_link.end")
def end(request: HttpRequest, visit_id: UUID, link_id: UUID) -> HttpResponse:
    """End a link: it opens nothing any more."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    form_link_end(visit=visit, link=get_object_or_404(FormLink, pk=link_id, visit=visit), by=request.user)
    return redirect("links:links", visit_id=visit.pk)


@require_http_methods(["GET", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """What the link opens. Beginning takes a press, so that a preview of the address opens nothing."""
    link = link_of(token)
    if link is None or not link.stands(now()):
        return _closed(request, link)
    with translation.override(link.form.language):
        bound = bound_form(request)
        ours = bound is not None and bound.pk == link.form_id
        if ours or _is_device(request, link):
            return _to_form(request, link, request.COOKIES.get(COOKIE, "") if not ours else "")
        if link.opened_at is not None:
            return _second_check(request, link)
        if request.method != "POST":
            return render(request, "links/open.html", {"clinic": link.visit.clinic, "form": link.form})
        secret = new_secret()
        try:
            form_link_open(visit=link.visit, link=link, device_digest=digest(secret), by=link.made_by)
        except InputRefused:
            return redirect("links:open", token=token)
        return _to_form(request, link, secret)


@require_GET
def closed(request: HttpRequest) -> HttpResponse:
    """Where a device comes whose link ended meanwhile."""
    return _closed(request, None)


def _second_check(request: HttpRequest, link: FormLink) -> HttpResponse:
    """Another device than the first: it has to know the date of birth."""
    form = BirthDateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        secret = new_secret()
        given = {"birth_date": form.cleaned_data["birth_date"], "device_digest": digest(secret)}
        checked = form_link_check(visit=link.visit, link=link, by=link.made_by, **given)
        if checked.device_digest == digest(secret):
            return _to_form(request, link, secret)
        if checked.ended_at is not None:
            return _closed(request, link)
        form.add_error(None, translation.gettext("This is not the date of birth that the clinic has."))
    context = {"clinic": link.visit.clinic, "form": form, "language": link.form.language}
    return render(request, "links/check.html", context, status=422 if form.errors else 200)


def _is_device(request: HttpRequest, link: FormLink) -> bool:
    """Whether this device opened the link before."""
    secret = request.COOKIES.get(COOKIE, "")
    return bool(secret) and link.device_digest == digest(secret)


def _to_form(request: HttpRequest, link: FormLink, secret: str) -> HttpResponse:
    """Bind the session to the form, and let the device find back by its secret."""
    bind_session(request, link.form)
    response = redirect("intake:form", form_id=link.form_id)
    if secret:
        age = int((link.ends_at - now()).total_seconds())
        kept = {"max_age": age, "path": PATH, "secure": request.is_secure(), "httponly": True, "samesite": "Lax"}
        response.set_cookie(COOKIE, secret, **kept)
    return response


def _closed(request: HttpRequest, link: FormLink | None) -> HttpResponse:
    """A link that opens nothing: it was sent, ended, is too old, or never was one. It does not say which to a stranger."""
    language = link.form.language if link else translation.get_language()
    with translation.override(language):
        return render(request, "links/closed.html", {}, status=404)
