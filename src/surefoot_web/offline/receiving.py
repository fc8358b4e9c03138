"""What a device sends: sealed envelopes, each taken exactly once. The id of an envelope is the operation id of its action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from surefoot_web.accounts.models import User
from surefoot_web.intake.actions import intake_answer, intake_answer_list, intake_submit
from surefoot_web.intake.choosing import with_chosen
from surefoot_web.intake.forms import NotUsable, read_answer
from surefoot_web.intake.language import intake_switch_language
from surefoot_web.intake.models import IntakeForm
from surefoot_web.intake.questions import MEDICINES, first_open
from surefoot_web.intake.screens import progress_of
from surefoot_web.intake.urgent import intake_urgent_shown, not_shown
from surefoot_web.records.faults import RecordRefused
from surefoot_web.trail.recording import operation_known

from .models import SealingKey
from .sealing import Unreadable, opened

MOST_ENVELOPES = 500
FIELDS = ("id", "n", "device_key", "nonce", "sealed")


class NotEnvelopes(Exception):
    """The body of the request holds no list of envelopes."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An envelope that was not taken: `says` why and what to do, in the respondent's language; `question` names where."""

    id: str
    says: str
    question: str = ""


def envelopes_of(body: Any) -> list[Mapping[str, Any]]:
    """The envelopes of a request in the order in which they were sealed. Raises `NotEnvelopes`."""
    listed = body.get("envelopes") if isinstance(body, Mapping) else None
    if not isinstance(listed, list) or len(listed) > MOST_ENVELOPES or not all(_is_envelope(one) for one in listed):
        raise NotEnvelopes
    return sorted(listed, key=lambda one: int(one["n"]))


def _is_envelope(one: Any) -> bool:
    if not isinstance(one, Mapping) or set(one) != set(FIELDS) or type(one["n"]) is not int:
        return False
    try:
        UUID(str(one["id"]))
    except ValueError:
        return False
    return all(isinstance(one[name], str) for name in FIELDS if name != "n")


def take(form: IntakeForm, key: SealingKey, listed: Sequence[Mapping[str, Any]], *, by: User) -> list[Refused]:
    """Take each envelope in turn; return those that were refused. One that was taken before writes nothing."""
    refused = []
    for one in listed:
        try:
            _take(form, _told(form, key, one), operation=UUID(one["id"]), by=by)
        except _NotTaken as fault:
            refused.append(Refused(one["id"], fault.says, fault.question))
    return refused


class _NotTaken(Exception):
    def __init__(self, says: str, question: str = "") -> None:
        super().__init__(says)
        self.says, self.question = says, question


def _told(form: IntakeForm, key: SealingKey, one: Mapping[str, Any]) -> dict[str, Any]:
    sealed = {name: one[name] for name in ("device_key", "nonce", "sealed")}
    try:
        return opened(form=str(form.pk), envelope=one["id"], kept_key=key.private_key, **sealed)
    except Unreadable as fault:
        raise _NotTaken(_("One answer did not arrive whole. Please look at your answers.")) from fault


def _take(form: IntakeForm, told: Mapping[str, Any], *, operation: UUID, by: User) -> None:
    if operation_known(clinic=form.clinic, operation_id=operation):
        return
    frame: dict[str, Any] = {"visit": form.visit, "by": by, "operation": operation}
    try:
        kind = told.get("kind")
        if kind == "answer":
            _answer(form, told, frame)
        elif kind == "chosen":
            _chosen(form, told, frame)
        elif kind == "shown":
            intake_urgent_shown(signs=[sign.key for sign in not_shown(form, progress_of(form).signs)], **frame)
        elif kind == "language":
            intake_switch_language(language=str(told.get("language")), **frame)
        elif kind == "submit":
            _submit(form, frame)
        else:
            raise _NotTaken(_("One answer did not arrive whole. Please look at your answers."))
    except RecordRefused as fault:
        raise _NotTaken(f"{fault.says} {fault.do}", str(told.get("question", ""))) from fault


def _answer(form: IntakeForm, told: Mapping[str, Any], frame: dict[str, Any]) -> None:
    """Read the screen as if it were posted, and keep what it says. A question that an earlier answer took away keeps nothing."""
    id_ = str(told.get("question", ""))
    question = next((one for one in progress_of(form).asked if one.id == id_), None)
    if question is None:
        return
    try:
        value = read_answer(question, _posted(told))
    except NotUsable as fault:
        raise _NotTaken(str(fault), id_) from fault
    if question.lines:
        intake_answer_list(section=question.section, values=value, **frame)
    else:
        intake_answer(section=question.section, key=question.key, value=value, **frame)


def _chosen(form: IntakeForm, told: Mapping[str, Any], frame: dict[str, Any]) -> None:
    """Add names that were chosen to the list of medicines, as it stands here."""
    progress, names = progress_of(form), told.get("names")
    if not isinstance(names, list) or all(one.section != MEDICINES for one in progress.asked):
        return
    given = progress.answers.get(MEDICINES)
    listed = given if isinstance(given, list) else []
    value = with_chosen(listed, map(str, names), form.language)
    if len(value) > len(listed):
        intake_answer(section=MEDICINES, key="", value=value, **frame)


def _posted(told: Mapping[str, Any]) -> QueryDict:
    posted = QueryDict(mutable=True)
    posted["answer"], posted["typed"] = str(told.get("answer", "")), str(told.get("typed", ""))
    checked = told.get("checked")
    posted.setlist("checked", [str(one) for one in checked] if isinstance(checked, list) else [])
    return posted


def _submit(form: IntakeForm, frame: dict[str, Any]) -> None:
    """Send the form, if nothing is left to answer and every urgent word was on the screen."""
    progress = progress_of(form)
    left = first_open(progress.asked, progress.answers)
    if left is not None or not_shown(form, progress.signs):
        raise _NotTaken(_("One question is still open."), left.id if left else "")
    intake_submit(**frame)
    form.refresh_from_db()
