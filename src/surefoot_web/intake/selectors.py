"""Reads of the questionnaire."""

from __future__ import annotations

from typing import Any

from surefoot_web.visits.models import Visit

from .models import Answer, IntakeForm


def form_of(visit: Visit) -> IntakeForm | None:
    """The questionnaire of the visit, or None when it was never handed over."""
    return IntakeForm.objects.filter(visit=visit).first()


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


def respondent_of(visit: Visit) -> dict[str, str] | None:
    """Who answered, in which language, how; None when nobody was asked."""
    form = form_of(visit)
    if form is None:
        return None
    known = {"entered_at": form.submitted_at.isoformat()} if form.submitted_at else {}
    return {"who": form.who, "language": form.language, "medium": form.medium} | known
