"""What a screen of the form shows: the question and its answers in the form's language, progress, the summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from surefoot.knowledge import Knowledge, load
from surefoot.risk import UrgentSign, urgent_signs
from surefoot.units import plain
from surefoot_web.visits.case import case_of

from .forms import NOT_SURE, RATHER_NOT
from .models import Answer, IntakeForm
from .questions import Question, questions_asked, reader_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a form is: what is asked, what was answered, which urgent signs the answers tell of (the most urgent first),
    and when it was last saved (words; empty before the first)."""

    case: Mapping[str, Any]
    knowledge: Knowledge
    asked: list[Question]
    signs: list[UrgentSign]
    saved_at: str

    @property
    def answers(self) -> Mapping[str, Any]:
        return self.case["answers"]


def progress_of(form: IntakeForm) -> Progress:
    """Read the answers so far and what they leave to ask."""
    case, knowledge = case_of(form.visit), load()
    parts = {"patient": case["patient"], "visit": case["visit"], "answers": case.get("answers", {})}
    last = Answer.objects.filter(form=form).order_by("entered_at", "id").last()
    saved_at = last.entered_at.astimezone(ZoneInfo(form.clinic.time_zone)).strftime("%H:%M:%S") if last else ""
    reader = reader_of(parts, knowledge)
    return Progress(parts, knowledge, questions_asked(reader), urgent_signs(reader), saved_at)


def question_screen(question: Question, progress: Progress, language: str) -> dict[str, Any]:
    """The context of one question: its words, its answers, what was answered before."""
    value = question.value(progress.answers)
    return {
        "question": {"text": question.item["text"][language], "help": question.item.get("help", {}).get(language)},
        "kind": {"count": "number", "medications": "medicines"}.get(question.type, question.type),
        "section_title": question.title[language],
        "private": question.private,
        "choices": [*_own_choices(question, language), *_always()],
        "chosen": _chosen(question, value),
        "typed": _typed(question, value),
        "range": question.item.get("range"),
    }


def answer_shown(question: Question, value: Any, language: str) -> str:
    """An answer in the respondent's words."""
    if value is None:
        return _("Not answered")
    if isinstance(value, list):
        return "; ".join(str(medicine["name"]) for medicine in value) if value else _("I take none")
    chosen = _chosen(question, value)
    labels = {choice["value"]: choice["label"] for choice in (*_own_choices(question, language), *_always())}
    return str(labels.get(chosen, "")) or plain(value)


def summary_rows(progress: Progress, language: str) -> list[dict[str, Any]]:
    """Every question asked with its answer, by section: [{title, rows: [{text, answer, section, slug}]}]."""
    groups: dict[str, dict[str, Any]] = {}
    for question in progress.asked:
        group = groups.setdefault(question.section, {"title": question.title[language], "rows": []})
        answer = answer_shown(question, question.value(progress.answers), language)
        text = question.item["text"][language]
        group["rows"].append({"text": text, "answer": answer, "section": question.section, "slug": question.slug})
    return list(groups.values())


def _own_choices(question: Question, language: str) -> list[dict[str, str]]:
    if question.type == "yes_no":
        return [{"value": "yes", "label": _("Yes")}, {"value": "no", "label": _("No")}]
    if question.type == "choice":
        return [{"value": one["id"], "label": one["text"][language]} for one in question.item["choices"]]
    return [{"value": "none", "label": _("I take none")}] if question.type == "medications" else []


def _always() -> list[dict[str, str]]:
    return [{"value": NOT_SURE, "label": _("I’m not sure")}, {"value": RATHER_NOT, "label": _("I’d rather not say")}]


def _chosen(question: Question, value: Any) -> str:
    """The answer button that stands for `value`; empty where none does."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value == []:
        return "none"
    return value if isinstance(value, str) else ""


def _typed(question: Question, value: Any) -> str:
    """What stands in the field that is typed into."""
    if isinstance(value, list):
        return "\n".join(str(medicine["name"]) for medicine in value)
    return plain(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
