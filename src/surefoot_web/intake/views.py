"""The questionnaire, one question a screen: on the handed-over screen, or read out by staff. Plain forms throughout."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from surefoot_web.accounts.models import User
from surefoot_web.patients.models import Language
from surefoot_web.records.faults import InputRefused
from surefoot_web.records.pages import way_back
from surefoot_web.visits.joining import reaches_others

from .access import after_sending, respondent, writer_of
from .actions import intake_answer, intake_answer_list, intake_submit
from .forms import NotUsable, checked_in, read_answer, stepped
from .language import intake_switch_language
from .models import IntakeForm
from .questions import Question, first_open, place_of
from .screens import Progress, progress_of, question_screen, summary_rows
from .still import waiting
from .urgent import intake_urgent_shown, line_of, not_shown, urgent_context

CHOOSE = "choose"  # the button that leads from the list of medicines to names to choose, with what was typed kept
BEGUN = "form_begun"  # in the session: the form whose first screen was passed on this device
ON_DEVICE = "form_on_device"  # in the session: the form that is answered on one page, which works on without a network
TOLD_NOW = "urgent_told_now"  # in the session: an answer just told of a sign, perhaps again after it was withdrawn


@require_GET
@respondent
def form_page(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """Go on where the form stopped: the first question without an answer, or the summary."""
    progress = progress_of(form)
    if request.session.get(BEGUN) != str(form.pk) and not request.user.is_authenticated:
        return _urgent_first(form, progress) or redirect("intake:begin", form_id=form.pk)
    if request.GET.get("on_device") == "no":
        request.session.pop(ON_DEVICE, None)
    if request.session.get(ON_DEVICE) == str(form.pk):
        return redirect("offline:form", form_id=form.pk)
    return _urgent_first(form, progress) or _to(form, first_open(progress.asked, progress.answers))


@require_http_methods(["GET", "POST"])
@respondent
def begin(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """Before the first question: is the print big enough, and what can be done on every screen. A post goes on."""
    if request.method == "POST":
        request.session[BEGUN] = str(form.pk)
        if request.POST.get("on_device") == "yes":
            request.session[ON_DEVICE] = str(form.pk)
        return redirect("intake:form", form_id=form.pk)
    context = {"can_keep": request.is_secure() or not reaches_others(request)}
    return render(request, "intake/begin.html", _frame(request, form, progress_of(form)) | context)


@require_http_methods(["GET", "POST"])
@respondent
def question_page(request: HttpRequest, form: IntakeForm, section: str, slug: str) -> HttpResponse:
    """One question; a posted answer is kept and leads to the next."""
    progress = progress_of(form)
    question = next((one for one in progress.asked if one.id == f"{section}.{slug}"), None)
    if question is None:
        return redirect("intake:form", form_id=form.pk)
    if request.method == "GET":
        return _urgent_first(form, progress) or _screen(request, form, question, progress)
    typed = stepped(question, request.POST)
    if typed is not None:
        return _screen(request, form, question, progress, typed=typed)
    if request.POST.get("answer") == CHOOSE and not request.POST.get("typed", "").strip():
        return redirect("intake:choose", form_id=form.pk)
    return _take(request, form, question, progress)


@require_http_methods(["GET", "POST"])
@respondent
def urgent_page(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """What to do now after an answer that cannot wait; a post, from the button on it, goes on with the questions or stops here."""
    progress = progress_of(form)
    signs = progress.signs
    if signs and (request.session.pop(TOLD_NOW, False) or not_shown(form, signs)):
        intake_urgent_shown(visit=form.visit, signs=[sign.key for sign in signs], by=writer_of(request, form))
    if request.method == "POST":
        return redirect("intake:stopped" if request.POST.get("do") == "stop" else "intake:form", form_id=form.pk)
    if not signs:
        return _to(form, first_open(progress.asked, progress.answers))
    return render(request, "intake/urgent.html", _frame(request, form, progress) | urgent_context(form, signs))


@require_GET
@respondent
def stopped(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """The respondent stopped after urgent words: they stay on the screen, and the form can go on."""
    progress = progress_of(form)
    context = _frame(request, form, progress) | urgent_context(form, progress.signs)
    return _urgent_first(form, progress) or render(request, "intake/stopped.html", context)


@require_http_methods(["GET", "POST"])
@respondent
def check_page(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """All answers once more, each with a way to change it; a post sends them."""
    progress = progress_of(form)
    still_open = first_open(progress.asked, progress.answers)
    if still_open is not None or not_shown(form, progress.signs):
        return _urgent_first(form, progress) or _to(form, still_open)
    if request.method == "POST":
        intake_submit(visit=form.visit, by=writer_of(request, form))
        form.refresh_from_db()
        return after_sending(request, form)
    last = progress.asked[-1]
    groups = summary_rows(progress, form.language)
    return render(request, "intake/check.html", _frame(request, form, progress, before=last) | {"groups": groups})


@require_GET
@respondent
def thanks(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """Give the device back. Shows nothing of the answers."""
    if form.submitted_at is None:
        return redirect("intake:form", form_id=form.pk)
    return render(request, "intake/thanks.html", _frame(request, form, progress_of(form)))


@require_POST
@respondent
def language(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """Switch the language of the form and show the same screen again."""
    wanted = request.POST.get("language", "")
    if wanted in Language.values:
        intake_switch_language(visit=form.visit, language=wanted, by=writer_of(request, form))
    return redirect(way_back(request, reverse("intake:form", args=[form.pk])))


def _take(request: HttpRequest, form: IntakeForm, question: Question, progress: Progress) -> HttpResponse:
    try:
        value = read_answer(question, request.POST)
        _keep(form, question, value, by=writer_of(request, form))
    except NotUsable as unusable:
        return _screen(request, form, question, progress, typed=request.POST.get("typed", ""), error=str(unusable))
    except InputRefused as refused:
        typed = request.POST.get("typed", "")
        return _screen(request, form, question, progress, typed=typed, error=f"{refused.says} {refused.do}")
    if request.POST.get("answer") == CHOOSE:
        return redirect("intake:choose", form_id=form.pk)
    after = progress_of(form)
    told_before = {sign.key for sign in progress.signs}
    if any(sign.key not in told_before for sign in after.signs):
        request.session[TOLD_NOW] = True
        return redirect("intake:urgent", form_id=form.pk)
    return _to(form, first_open(after.asked, after.answers, after=question))


def _keep(form: IntakeForm, question: Question, value: Any, *, by: User) -> None:
    place = {"visit": form.visit, "section": question.section, "by": by}
    if question.lines:
        intake_answer_list(values=value, **place)
    else:
        intake_answer(key=question.key, value=value, **place)


def _screen(
    request: HttpRequest,
    form: IntakeForm,
    question: Question,
    progress: Progress,
    *,
    typed: str | None = None,
    error: str = "",
) -> HttpResponse:
    place = place_of(question, progress.asked, progress.parts)
    context = _frame(request, form, progress, before=place.before) | question_screen(question, progress, form.language)
    context |= {"progress": place, "error": error}
    if typed is not None:
        context["typed"] = typed
    if error:
        checked = checked_in(request.POST)
        context["boxes"] = [{**box, "checked": box["value"] in checked} for box in context["boxes"]]
    return render(request, "intake/question.html", context, status=422 if error else 200)


def _frame(
    request: HttpRequest, form: IntakeForm, progress: Progress, before: Question | None = None
) -> dict[str, Any]:
    """What every screen of the form shows around its question."""
    return {
        "form": form,
        "by_staff": request.user.is_authenticated,
        "back_url": _address(form, before) if before else None,
        "saved_at": progress.saved_at,
        "urgent_line": line_of(progress.signs),
        "waiting": waiting(request),
    }


def _urgent_first(form: IntakeForm, progress: Progress) -> HttpResponse | None:
    """The way to the urgent words as long as they were not on the screen; no other screen comes before them."""
    return redirect("intake:urgent", form_id=form.pk) if not_shown(form, progress.signs) else None


def _to(form: IntakeForm, question: Question | None) -> HttpResponse:
    return redirect(_address(form, question)) if question else redirect("intake:check", form_id=form.pk)


def _address(form: IntakeForm, question: Question) -> str:
    return reverse("intake:question", kwargs={"form_id": form.pk, "section": question.section, "slug": question.slug})
