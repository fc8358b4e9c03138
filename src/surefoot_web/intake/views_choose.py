"""Choose medicines from a list: by what they are for, or by a part of the name. Plain forms; a script shows what is found while one types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from .access import respondent, writer_of
from .actions import intake_answer
from .choosing import found, kinds, with_chosen
from .models import IntakeForm
from .questions import MEDICINES
from .screens import progress_of
from .still import waiting


@require_http_methods(["GET", "POST"])
@respondent
def choose(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """Names to check; a post adds them to the list and shows the list again."""
    progress = progress_of(form)
    question = next((one for one in progress.asked if one.section == MEDICINES), None)
    if question is None:
        return redirect("intake:form", form_id=form.pk)
    back = reverse("intake:question", args=[form.pk, question.section, question.slug])
    given = progress.answers.get(MEDICINES)
    listed = given if isinstance(given, list) else []
    if request.method == "POST":
        _add(request, form, listed)
        return redirect(back)
    typed = request.GET.get("q", "")
    context = {
        "form": form,
        "by_staff": request.user.is_authenticated,
        "back_url": back,
        "saved_at": progress.saved_at,
        "waiting": waiting(request),
        "section_title": question.title[form.language],
        "typed": typed,
        "found": found(typed, form.language),
        "kinds": () if typed.strip() else kinds(form.language),
        "listed": [str(one["name"]) for one in listed],
    }
    part = request.headers.get("X-Requested-With") == "part"
    return render(request, "intake/parts/choices_found.html" if part else "intake/choose.html", context)


def _add(request: HttpRequest, form: IntakeForm, listed: list[dict[str, object]]) -> None:
    """Write the names that are checked and not on the list yet."""
    value = with_chosen(listed, request.POST.getlist("checked"), form.language)
    if len(value) > len(listed):
        intake_answer(visit=form.visit, section=MEDICINES, key="", value=value, by=writer_of(request, form))
