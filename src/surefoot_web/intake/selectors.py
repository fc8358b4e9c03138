"""Reads of the questionnaire."""

from __future__ import annotations

from typing import Any

from surefoot_web.visits.models import Visit

from .models import Answer, IntakeForm, Medium


def form_of(visit: Visit) -> IntakeForm | None:
    """The questionnaire of the visit, or None when it was never handed over."""
    return IntakeForm.objects.filter(visit=visit).first()


def said_before(visit: Visit, begun: IntakeForm | None) -> dict[str, str]:
    """Who answers, as it was said when the form was begun; else the patient, in the patient's language."""
    if begun is None:
        return {"who": "patient", "language": visit.patient.language}
    return {
        "who": begun.who,
        "language": begun.language,
        "interpreter": begun.interpreter,
        "interpreter_name": begun.interpreter_name,
        "interpreter_language": begun.interpreter_language,
    }


def latest_answers(visit: Visit) -> dict[tuple[str, str], Answer]:
    """The latest answer of each (section, key)."""
    rows = Answer.objects.filter(visit=visit).select_related("entered_by").order_by("entered_at", "id")
    return {(row.section, row.key): row for row in rows}


def answers_of(visit: Visit) -> dict[str, Any]:
    """The latest answers as `surefoot-case/1` has them: {section: {key: value}}, or {section: value} for a whole one."""
    answers: dict[str, Any] = {}
    for (section, key), row in latest_answers(visit).items():
        if key:
            answers.setdefault(section, {})[key] = row.value
        else:
            answers[section] = row.value
    return answers


def list_seen(visit: Visit) -> str:
    """Which list of medicines stands now, for a form to say from which it was made; empty while there is none."""
    row = latest_answers(visit).get(("medications", ""))
    return str(row.pk) if row else ""


def respondent_of(visit: Visit) -> dict[str, Any] | None:
    """Who answered, in which language, how, through which interpreter; None when nobody was asked."""
    form = form_of(visit)
    if form is None:
        return None
    known = {"entered_at": form.submitted_at.isoformat()} if form.submitted_at else {}
    said = {"who": form.who, "language": form.language, "medium": form.medium} | known
    if form.medium == Medium.PAPER and (typed := Answer.objects.filter(form=form).order_by("entered_at", "id").last()):
        said |= {"entered_by": typed.entered_by.staff_id, "entered_at": typed.entered_at.isoformat()}
    if form.interpreter:
        about = {"name": form.interpreter_name, "language": form.interpreter_language}
        said["interpreter"] = {"kind": form.interpreter} | {name: word for name, word in about.items() if word}
    return said


def respondent_words(form: IntakeForm) -> str:
    """Who answered, how, in which language and through which interpreter, in words."""
    said = [form.get_who_display(), form.get_medium_display(), form.get_language_display()]
    if form.interpreter:
        about = [one for one in (form.interpreter_name, form.interpreter_language) if one]
        kind = form.get_interpreter_display()
        said.append(f"{kind} ({', '.join(about)})" if about else kind)
    return " · ".join(str(one) for one in said)
