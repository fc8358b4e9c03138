"""What a screen of the form shows: the question and its answers in the form's language, progress, the summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from surefoot.knowledge import Knowledge
from surefoot.risk import UrgentSign, urgent_signs
from surefoot.units import plain
from surefoot_web.config.knowledge import load
from surefoot_web.visits.case import case_of

from .forms import NOT_SURE, RATHER_NOT, WITHOUT_VALUE, check_means
from .models import Answer, IntakeForm
from .questions import LIST, Question, parts_of, questions_asked, reader_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a form is: what is asked, what was answered, which urgent signs the answers tell of (the most urgent first),
    and when it was last saved (words; empty before the first)."""

    case: Mapping[str, Any]
    knowledge: Knowledge
    asked: list[Question]
    signs: list[UrgentSign]
    saved_at: str
    parts: list[str]

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
    asked = questions_asked(reader)
    return Progress(parts, knowledge, asked, urgent_signs(reader), saved_at, parts_of(parts, asked, knowledge))


KINDS = {"count": "number", "medications": "medicines", "choices": "check", LIST: "check"}


def question_screen(question: Question, progress: Progress, language: str) -> dict[str, Any]:
    """The context of one question: its words, its answers, what was answered before."""
    value = question.value(progress.answers)
    return {
        "question": {"text": question.item["text"][language], "help": question.item.get("help", {}).get(language)},
        "kind": KINDS.get(question.type, question.type),
        "section_title": question.title[language],
        "private": question.private,
        "choices": [*_own_choices(question, language), *_always()],
        "chosen": _chosen(question, value),
        "typed": _typed(question, value),
        "boxes": boxes(question, value, language),
        "range": question.item.get("range"),
    }


def answer_shown(question: Question, value: Any, language: str) -> str:
    """An answer in the respondent's words."""
    if value is None:
        return _("Not answered")
    if KINDS.get(question.type) == "check":
        return _checked_shown(question, value, language)
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


def boxes(question: Question, value: Any, language: str) -> list[dict[str, Any]]:
    """The lines that can be checked: [{value, label, checked}]. Empty where the question is no list."""
    if question.type == "choices":
        made = value if isinstance(value, list) else [value]
        choices = question.item["choices"]
        return [{"value": one["id"], "label": one["text"][language], "checked": one["id"] in made} for one in choices]
    given = value if isinstance(value, Mapping) else {}
    return [
        {
            "value": line["id"],
            "label": line.get("line", line["text"])[language],
            "drawing": line.get("drawing", ""),
            "checked": line["id"] in given and given[line["id"]] is check_means(line),
        }
        for line in question.lines
    ]


def _checked_shown(question: Question, value: Any, language: str) -> str:
    """What was checked; and, where lines were left open, what was said of them."""
    told = [box["label"] for box in boxes(question, value, language) if box["checked"]]
    open_words = {choice["value"]: choice["label"] for choice in _always()}
    given = value.values() if isinstance(value, Mapping) else [value]
    rest = dict.fromkeys(open_words["unsure" if one is None else one] for one in given if _is_open(one))
    if question.lines and len(given) < len(question.lines):
        rest[_("Not answered")] = None
    return "; ".join([*(label.rstrip(".") for label in told), *rest]) or _none(question, language)


def _is_open(answer: Any) -> bool:
    return answer is None or answer in WITHOUT_VALUE


def _none(question: Question, language: str) -> str:
    own = question.item.get("none")
    return str(own[language]) if own else _("None of these")


def _own_choices(question: Question, language: str) -> list[dict[str, str]]:
    if KINDS.get(question.type) == "check":
        return [{"value": "none", "label": _none(question, language)}]
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
    if isinstance(value, Mapping):
        return _chosen_of_list(question, value)
    return value if isinstance(value, str) else ""


def _chosen_of_list(question: Question, value: Mapping[str, Any]) -> str:
    """The button that answered every line alike."""
    answers = list(value.values())
    if len(answers) < len(question.lines):
        return ""
    if all(value[line["id"]] is (not check_means(line)) for line in question.lines):
        return "none"
    return next((word for word in WITHOUT_VALUE if all(one == word for one in answers)), "")


def _typed(question: Question, value: Any) -> str:
    """What stands in the field that is typed into."""
    if question.type == "medications" and isinstance(value, list):
        return "\n".join(str(medicine["name"]) for medicine in value)
    return plain(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
