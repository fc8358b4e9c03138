"""The questionnaire: handed over, answered, submitted, returned to staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import JSONField, Value

from surefoot_web.accounts.models import User
from surefoot_web.records.actions import detail, writes
from surefoot_web.records.faults import InputRefused, stale_row
from surefoot_web.visits.case import case_faults
from surefoot_web.visits.models import Visit, VisitState
from surefoot_web.visits.states import move

from .models import Answer, IntakeForm, Medium, Respondent
from .selectors import answers_of, form_of, list_seen


@writes("intake.hand_over")
def intake_hand_over(
    *,
    visit: Visit,
    language: str,
    by: User,
    at: datetime,
    who: str = Respondent.PATIENT,
    medium: str = Medium.KIOSK,
    interpreter: str = "",
    interpreter_name: str = "",
    interpreter_language: str = "",
) -> IntakeForm:
    """Hand the questionnaire over, for the first time or again. The page locks the staff session."""
    by_whom = {"interpreter": interpreter}
    if interpreter:
        by_whom |= {"interpreter_name": interpreter_name, "interpreter_language": interpreter_language}
    said = {"who": who, "language": language, "medium": medium, **by_whom}
    return _handed(visit, said, by=by, at=at, returned_at=None)


def _handed(visit: Visit, said: Mapping[str, Any], *, by: User, at: datetime, **more: Any) -> IntakeForm:
    blank = {"interpreter": "", "interpreter_name": "", "interpreter_language": ""}
    values = {**blank, **said, "handed_over_at": at, "handed_over_by": by, **more}
    form = form_of(visit)
    if form is None:
        return IntakeForm.objects.create(clinic=visit.clinic, visit=visit, **values)
    return form.change(**values)


@writes("intake.answer")
def intake_answer(*, visit: Visit, section: str, key: str, value: Any, by: User, at: datetime) -> Answer:
    """Take one answer; the latest of a (section, key) wins. `value` is JSON: None or "unsure", "declined", or a value.

    `by` is who handed the questionnaire over. An empty `key` means that the whole section is one value.
    """
    form = _form(visit)
    faults = case_faults(visit, answers={section: {key: value} if key else value})
    if faults:
        raise InputRefused(faults[0].says, do=faults[0].do, field=key or section)
    detail(section=section, key=key)
    kept = Value(None, JSONField()) if value is None else value  # JSON's null, which is an answer, not SQL's
    place = {"clinic": visit.clinic, "visit": visit, "form": form, "section": section, "key": key}
    row = Answer.objects.create(**place, value=kept, entered_by=by, entered_at=at)
    row.value = value
    return row


@writes("intake.answer_list")
def intake_answer_list(*, visit: Visit, section: str, values: dict[str, Any], by: User, at: datetime) -> IntakeForm:
    """Take the answers of one screen that asks several questions: all of them, or none where one is refused."""
    form = _form(visit)
    faults = case_faults(visit, answers={section: values})
    if faults:
        raise InputRefused(faults[0].says, do=faults[0].do, field=section)
    detail(section=section, keys=sorted(values))
    place = {"clinic": visit.clinic, "visit": visit, "form": form, "section": section}
    for key, value in values.items():
        Answer.objects.create(**place, key=key, value=value, entered_by=by, entered_at=at)
    return form


@writes("medicines.list")
def medicines_list(*, visit: Visit, entries: Sequence[str], seen: str, by: User, at: datetime) -> Answer:
    """Staff write the list of medicines, each entry as given; what was confirmed of an entry that stays is kept.

    `seen` is the list the page was made from (`list_seen`); another one since is refused.
    """
    before = {entry["name"]: entry for entry in _seen_list(visit, seen)}
    listed = [before.get(name, {"name": name}) for name in entries]
    return _keep_medicines(visit, listed, by, at)


@writes("medicines.confirm")
def medicines_confirm(
    *, visit: Visit, said: Mapping[int, Mapping[str, Any] | None], seen: str, by: User, at: datetime
) -> Answer:
    """A person says what entries are: `{place: {"name": …}}`, `{"in_no_class": True}`, `{"not_taken": True}`, None takes it back."""
    listed = [dict(entry) for entry in _seen_list(visit, seen)]
    who = {"by": by.staff_id, "at": at.isoformat()}
    for place, what in said.items():
        listed[place].pop("confirmed_as", None)
        if what:
            listed[place]["confirmed_as"] = {**what, **who}
    detail(confirmed=sorted(said))
    return _keep_medicines(visit, listed, by, at)


@writes("intake.enter")
def intake_enter(
    *, visit: Visit, answers: Mapping[str, Any], by: User, at: datetime, paper: Mapping[str, str] | None = None
) -> IntakeForm:
    """Staff type answers in: `{section: {key: value}}`, or `{section: value}` for a whole one. All of them, or none.

    `paper` says who filled a paper form in, in which language and through whom (the fields of the hand-over): the answers
    are then those of the paper, and the form is done.
    """
    if paper is not None:
        form = _handed(visit, {**paper, "medium": Medium.PAPER}, by=by, at=at, returned_at=at, submitted_at=at)
    else:
        form = _form(visit)
    faults = case_faults(visit, answers=dict(answers))
    if faults:
        raise InputRefused(faults[0].says, do=faults[0].do)
    detail(sections=sorted(answers))
    place = {"clinic": visit.clinic, "visit": visit, "form": form, "entered_by": by, "entered_at": at}
    for section, given in answers.items():
        parts = given.items() if isinstance(given, Mapping) else [("", given)]
        for key, value in parts:
            Answer.objects.create(**place, section=section, key=key, value=value)
    if paper is not None and visit.state == VisitState.PLANNED:
        move(visit, VisitState.INTAKE_DONE)
    return form


def _seen_list(visit: Visit, seen: str) -> list[dict[str, Any]]:
    if list_seen(visit) != seen:
        raise stale_row()
    listed = answers_of(visit).get("medications")
    return listed if isinstance(listed, list) else []


def _keep_medicines(visit: Visit, listed: list[dict[str, Any]], by: User, at: datetime) -> Answer:
    faults = case_faults(visit, answers={"medications": listed})
    if faults:
        raise InputRefused(faults[0].says, do=faults[0].do)
    place = {"clinic": visit.clinic, "visit": visit, "form": _form(visit), "section": "medications", "key": ""}
    return Answer.objects.create(**place, value=listed, entered_by=by, entered_at=at)


@writes("intake.submit")
def intake_submit(*, visit: Visit, by: User, at: datetime) -> IntakeForm:
    """The respondent is done. A planned visit goes on to “questionnaire done”."""
    form = _form(visit).change(submitted_at=at)
    if visit.state == VisitState.PLANNED:
        move(visit, VisitState.INTAKE_DONE)
    return form


@writes("intake.return")
def intake_return(*, visit: Visit, by: User, at: datetime) -> IntakeForm:
    """Staff took the screen back, by signing in, whether or not the questionnaire was finished."""
    return _form(visit).change(returned_at=at)


def _form(visit: Visit) -> IntakeForm:
    form = form_of(visit)
    if form is None:
        raise InputRefused("The questionnaire of this visit was not handed over yet.", do="Hand it over first.")
    return form
