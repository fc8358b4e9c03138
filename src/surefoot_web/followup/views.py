"""Follow-up: what became of plans, who is due, the list to call from."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from surefoot_web.patients.selectors import patient_get
from surefoot_web.records.clock import day_in, now
from surefoot_web.records.faults import InputRefused
from surefoot_web.records.ids import new_id
from surefoot_web.records.pages import operation_of, page, way_back
from surefoot_web.trail.recording import event_record, record_read, records_read
from surefoot_web.visits.selectors import visit_get

from .actions import outcome_record, reminder_record
from .due import by_level, due, intervals_on, intervals_said, sources_of_due
from .falls import falls_since
from .forms import OutcomeForm, ReminderForm
from .models import How, KnownBy, Reply, Step, Way, Why
from .paging import part_of
from .recall import recall_csv
from .selectors import Item, items_before, items_by_code, items_of, unfinished


@require_GET
@page("due.read")
def overview(request: HttpRequest) -> HttpResponse:
    """Who is due, and, for those who care for patients, what of the plans is not finished."""
    day = day_in(request.user.clinic.time_zone, now())
    items = unfinished(by=request.user, day=day) if request.user.may("outcome.read") else []
    part = part_of(request, _late_first(items, day), "items")
    rows = by_level(due(by=request.user, day=day), intervals_on(clinic=request.user.clinic, day=day))
    people = part_of(request, rows, "people")
    records_read(action="plan.read", subjects=[item.visit for item in part.rows], by=request.user)
    context = {
        "day": day,
        "due": [{"row": one, "overdue": one.overdue(day)} for one in people.rows],
        "people": people,
        "part": part,
        "rest_on": sources_of_due(day),
        "by_level": intervals_said(request.user.clinic, day),
        "may_set": request.user.may("clinic.setting_set"),
        "may_see_figures": request.user.may("figures.read"),
        "groups": _groups(part.rows, day),
        "sees_plans": request.user.may("outcome.read"),
        **choices(request),
    }
    return render(request, "followup/overview.html", context)


@require_GET
@page("outcome.read")
def by_code(request: HttpRequest) -> HttpResponse:
    """The referral that a reply belongs to, by the code on it; its patient's page where there is one, both where two share a code."""
    found = items_by_code(request.GET.get("code", ""), by=request.user)
    patients = {item.visit.patient_id for item in found}
    if len(patients) == 1:
        return redirect("followup:patient", patient_id=patients.pop())
    if not found:
        messages.warning(request, _("No letter of this clinic has this reply code. Look at the letter again."))
        return redirect("followup:overview")
    records_read(action="plan.read", subjects=[item.visit for item in found], by=request.user)
    day = day_in(request.user.clinic.time_zone, now())
    items = [{"item": one, "overdue": one.overdue(day)} for one in found]
    return render(request, "followup/by_code.html", {"items": items, "day": day, **choices(request)})


@require_GET
@page("outcome.read")
def patient(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Every plan item of one patient with what became of it."""
    found = patient_get(patient_id=patient_id, by=request.user)
    record_read(action="plan.read", subject=found, by=request.user)
    day = day_in(request.user.clinic.time_zone, now())
    items = [{"item": one, "overdue": one.overdue(day)} for one in items_of(found)]
    return render(request, "followup/patient.html", {"patient": found, "items": items, "day": day, **choices(request)})


@require_GET
@page("outcome.read")
def earlier_plan(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """At a visit: what was agreed at earlier ones, with one tap for what became of it, and the falls told of since.

    Nothing of it answers a question of the visit.
    """
    visit = visit_get(visit_id=visit_id, by=request.user)
    record_read(action="plan.read", subject=visit, by=request.user)
    context = {
        "visit": visit,
        "items": [{"item": one, "overdue": one.overdue(visit.date)} for one in items_before(visit)],
        "since": falls_since(visit.patient, before=visit.date) if request.user.may("falls.read") else None,
        "day": visit.date,
        **choices(request),
    }
    return render(request, "followup/earlier_plan.html", context)


@require_POST
@page("outcome.record")
def outcome(request: HttpRequest, visit_id: UUID, suggestion: str) -> HttpResponse:
    """One tap: what became of one plan item."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    given = _cleaned(OutcomeForm(_typed(request)))
    outcome_record(visit=visit, suggestion=suggestion, **given, by=request.user, operation=operation_of(request))
    messages.success(request, _("Saved. A later word counts; this one stays on record."))
    return redirect(way_back(request, reverse("followup:overview")))


@require_POST
@page("reminder.record")
def remind(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """The patient was reminded."""
    found = patient_get(patient_id=patient_id, by=request.user)
    given = _cleaned(ReminderForm(request.POST))
    reminder_record(patient=found, **given, by=request.user, operation=operation_of(request))
    messages.success(request, _("Saved."))
    return redirect(way_back(request, reverse("followup:overview")))


@require_GET
@page("recall.export")
def recall(request: HttpRequest) -> HttpResponse:
    """The list of those due as a file to call from."""
    day = day_in(request.user.clinic.time_zone, now())
    rows = due(by=request.user, day=day)
    event_record(
        action="recall.export", subject=request.user.clinic, actor=request.user, at=now(), detail={"rows": len(rows)}
    )
    headers = {"Content-Disposition": f'attachment; filename="recall-{day.isoformat()}.csv"'}
    return HttpResponse(recall_csv(rows, day), content_type="text/csv; charset=utf-8", headers=headers)


def _typed(request: HttpRequest) -> dict[str, str]:
    """What the form brought; a button of `outcome` carries the step and what belongs to it: "reply not_done no_ride"."""
    names = ("step", "why", "known_by", "way", "to_whom", "on", "reply", "text")
    typed = {name: request.POST.get(name, "") for name in names}
    step, _space, more = request.POST.get("outcome", "").partition(" ")
    if not step:
        return typed
    more, _space, why = more.partition(" ")
    held = {Step.NOT_DONE: "why", Step.LETTER_SENT: "way", Step.REPLY: "reply"}.get(step, "known_by")
    if step == Step.REPLY and more in KnownBy.values and more not in Reply.values:
        held = "known_by"
    return typed | {"step": step, "why": why, held: more}


def choices(request: HttpRequest) -> dict[str, object]:
    """What the buttons of an item offer."""
    return {
        "may_record": request.user.may("outcome.record"),
        "may_remind": request.user.may("reminder.record"),
        "may_export": request.user.may("recall.export"),
        "whys": Why.choices,
        "known": KnownBy.choices,
        "hows": How.choices,
        "ways": Way.choices,
        "replies": [one for one in Reply.choices if one[0] != Reply.NOT_DONE],
        "here": request.path,
        "new_id": new_id,
    }


def _late_first(items: list[Item], day: date) -> list[Item]:
    """Overdue referrals, what of our own is overdue, the rest: as they are grouped on the page."""
    return sorted(items, key=lambda one: (not one.overdue(day), not one.referred))


def _groups(items: list[Item], day: date) -> list[dict[str, object]]:
    late = [{"item": one, "overdue": True} for one in items if one.overdue(day)]
    rest = [{"item": one, "overdue": False} for one in items if not one.overdue(day)]
    named = (
        (_("Overdue referrals"), [one for one in late if one["item"].referred]),
        (_("Overdue, of our own"), [one for one in late if not one["item"].referred]),
        (_("Not yet due"), rest),
    )
    return [{"title": title, "items": found} for title, found in named if found]


def _cleaned(form: forms.Form) -> dict[str, str]:
    if form.is_valid():
        return form.cleaned_data
    field, errors = next(iter(form.errors.items()))
    raise InputRefused(f"{form.fields[field].label}: {errors[0]}", do=_("Go back and choose again."), field=field)
