"""What the pages of the note show: of an open visit the sentences and what is missing, of a signed one what was sealed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from surefoot_web.plans.selectors_assessment import assessment_shown
from surefoot_web.plans.views.frame import visit_frame
from surefoot_web.records.actions import FINISHING, OPEN
from surefoot_web.records.clock import day_in
from surefoot_web.records.ids import new_id
from surefoot_web.records.pages import operation_id
from surefoot_web.visits.models import Visit

from ..cosigning import may_cosign
from ..forms import AddendumForm, OwnSentenceForm, ReasonForm
from ..models import LayerKind, SignedLayer
from ..selectors import layers_of
from ..selectors_document import printable
from ..selectors_files import files_of, seal_check
from ..selectors_note import SectionLines, sections_shown, still_missing
from ..signable import READY, held_by_record

Data = dict[str, Any]


def open_page(
    request: HttpRequest,
    visit: Visit,
    *,
    reason: ReasonForm | None = None,
    own: OwnSentenceForm | None = None,
    sections: list[SectionLines] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The note while it is written; a form that was refused comes back as it was typed."""
    context = open_context(request, visit, sections=sections)
    context |= {
        "reason_form": reason or ReasonForm(instance=visit),
        "own_form": own or OwnSentenceForm(),
        "may_describe": request.user.may("visit.describe") and visit.state in FINISHING,
        "row_version": request.POST.get("row_version", visit.row_version),
        "operation": operation_id(request),
        "own_operation": new_id(),
    }
    return render(request, "notes/note.html", context, status=status)


def open_context(request: HttpRequest, visit: Visit, *, sections: list[SectionLines] | None = None) -> Data:
    assessment = assessment_shown(visit)
    sections = sections or sections_shown(visit, assessment)
    held, lacking = held_by_record(visit, sections), still_missing(visit, assessment, sections)
    return visit_frame(visit, request.user, "notes:note") | {
        "sections": sections,
        "held": held,
        "lacking": lacking,
        "missing": [*held, *lacking],
        "may_write": request.user.may("sentence.keep") and visit.state in FINISHING,
        "may_sign": visit.provider_id == request.user.pk and visit.state in READY,
        "over": visit.state not in FINISHING,
        "testing_open": visit.state in OPEN and visit.state not in READY,
    }


def signed_meanwhile(request: HttpRequest, visit: Visit, *, typed: str = "") -> HttpResponse:
    """The answer to a page that was open since before the signature: nothing is written; what was typed may be added."""
    messages.warning(
        request, _("This visit is signed; its note stays as it is and changes by addendum alone. Nothing was saved.")
    )
    return signed_page(request, visit, addendum=AddendumForm(initial={"text": typed}), status=409)


def signed_page(
    request: HttpRequest, visit: Visit, *, addendum: AddendumForm | None = None, status: int = 200
) -> HttpResponse:
    """The signed note, its addenda and its files."""
    first, *later = layers_of(visit)
    for layer in later:
        seal_check(layer)
    context = visit_frame(visit, request.user, "notes:note") | {
        "layer": first,
        "latest": later[-1] if later else None,
        "cosigned": [one for one in later if one.kind == LayerKind.COSIGNATURE],
        "added": [one for one in later if one.kind != LayerKind.COSIGNATURE],
        "may_cosign": may_cosign(visit, request.user),
        "days_late": days_late(visit, first.signed_at),
        "document": stored_document(first),
        "files": [{"layer": layer, "files": files_of(layer)} for layer in (first, *later)],
        "form": addendum or AddendumForm(),
        "may_add": request.user.may("addendum.sign"),
        "operation": operation_id(request),
    }
    return render(request, "notes/signed.html", context, status=status)


def days_late(visit: Visit, at: datetime) -> int:
    """How many days after the day of the visit `at` is, by the clinic's calendar."""
    return max(0, (day_in(visit.clinic.time_zone, at) - visit.date).days)


def stored_document(layer: SignedLayer) -> Data:
    """The sealed note, ready for the page; refused when it is not what was signed."""
    seal_check(layer)
    return printable(json.loads(layer.note_json))
