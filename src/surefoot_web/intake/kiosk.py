"""The handed-over screen: a session without a user, bound to one questionnaire, ended by a staff sign-in and by nothing else.

The staff session is gone, so every page that asks for sign-in is closed; the questionnaire's own pages open to this session
alone. The binding names the hand-over it came from: taken back, or handed over again elsewhere, it opens nothing.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from surefoot_web.accounts.models import User
from surefoot_web.records.actions import OPEN

from .actions import intake_return
from .models import IntakeForm, Medium

BOUND_TO = "intake_form"


def hand_over_session(request: HttpRequest, form: IntakeForm) -> None:
    """End the staff session on this screen and begin one that can answer `form` and nothing else."""
    logout(request)
    bind_session(request, form)


def bind_session(request: HttpRequest, form: IntakeForm) -> None:
    """Let this session answer `form`."""
    request.session[BOUND_TO] = {"form": str(form.pk), "handed_over_at": form.handed_over_at.isoformat()}


def bound_form(request: HttpRequest) -> IntakeForm | None:
    """The questionnaire this session is bound to; None for any other session, and once staff took the screen back."""
    bound = request.session.get(BOUND_TO)
    if bound is None or request.user.is_authenticated:
        return None
    form = IntakeForm.objects.select_related("visit__patient", "visit__clinic", "handed_over_by").get(
        pk=UUID(bound["form"])
    )
    still_ours = form.returned_at is None and form.handed_over_at.isoformat() == bound["handed_over_at"]
    return form if still_ours else None


def was_link(request: HttpRequest) -> bool:
    """Whether this session answered on a device of the respondent's own: such a device has no way to a staff sign-in."""
    bound = request.session.get(BOUND_TO)
    return bound is not None and IntakeForm.objects.filter(pk=UUID(bound["form"]), medium=Medium.OWN_DEVICE).exists()


@receiver(user_logged_in)
def take_back(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A staff sign-in on a handed-over screen takes it back."""
    bound = request.session.pop(BOUND_TO, None)
    if bound is None:
        return
    form = IntakeForm.objects.select_related("visit").get(pk=UUID(bound["form"]))
    may = form.clinic_id == user.clinic_id and user.may("intake.return")
    if may and form.returned_at is None and form.visit.state in OPEN:
        intake_return(visit=form.visit, by=user)
