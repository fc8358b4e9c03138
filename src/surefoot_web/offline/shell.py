"""What the page of the form holds before any answer: every screen in both languages, the words around it, the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from surefoot.instruments import case_facts
from surefoot.knowledge import Knowledge, View, once_per_state
from surefoot.values import NOT_ASKED
from surefoot_web.accounts.selectors import setting_on
from surefoot_web.config.knowledge import load
from surefoot_web.intake.models import IntakeForm, Medium
from surefoot_web.intake.questions import LIST, MEDICINES, Question, for_respondents
from surefoot_web.intake.screens import Progress, question_screen
from surefoot_web.patients.models import Language
from surefoot_web.records.clock import day_in, now

from .branching import branching_table, facts_of_the_record
from .words import words_in

NOTHING = {"answers": {}}


def shell_context(form: IntakeForm) -> dict[str, Any]:
    """The context of the page: nothing in it tells of the patient."""
    knowledge = load()
    view = knowledge.as_of(form.visit.date)
    phone = setting_on(clinic=form.clinic, key="phone", day=day_in(form.clinic.time_zone, now()))
    own = form.medium == Medium.OWN_DEVICE
    words = {language: words_in(language, knowledge, own_device=own) for language in Language.values}
    return {
        "form": form,
        "screens": screens(knowledge, view),
        "table": table(knowledge, view),
        "words": words,
        "phone": phone,
        "own_device": own,
    }


@once_per_state
def table(knowledge: Knowledge, view: View) -> dict[str, Any]:
    """The branching table of the day."""
    return branching_table(knowledge, view.day)


@once_per_state
def screens(knowledge: Knowledge, view: View) -> list[dict[str, str]]:
    """Each screen there can be, in each language: {"id": "en:section.slug", "html": …}."""
    return [one for language in Language.values for one in _in(language, knowledge)]


def facts_for(form: IntakeForm, progress: Progress) -> dict[str, Any]:
    """The facts of the record that the table reads, as far as they are known; null for one that was left open."""
    view = progress.knowledge.as_of(form.visit.date)
    facts = case_facts(progress.case, progress.knowledge)
    named = facts_of_the_record(table(progress.knowledge, view), progress.knowledge)
    return {id_: facts[id_].value for id_ in named if facts.get(id_, NOT_ASKED) is not NOT_ASKED}


def _in(language: str, knowledge: Knowledge) -> Iterator[dict[str, str]]:
    empty = Progress(NOTHING, knowledge, [], [], "", [])
    with translation.override(language):
        for question in every_screen(knowledge):
            context = question_screen(question, empty, language) | {"on_device": True}
            html = render_to_string("intake/parts/question.html", context)
            yield {"id": f"{language}:{question.id}", "title": question.title[language], "html": html}


def every_screen(knowledge: Knowledge) -> Iterator[Question]:
    """Each item as a question of its own, and each list with all of its lines."""
    for form in knowledge.questionnaires.values():
        items = list(for_respondents(form))
        for item in items:
            key = "" if item["type"] == MEDICINES else item["id"]
            yield Question(form.id, key, item["id"], form["title"], item, True)
        for about in form.get("screens", ()):
            lines = tuple(item for item in items if item.get("screen") == about["id"])
            if len(lines) > 1:
                item = {**about, "type": LIST}
                yield Question(form.id, about["id"], about["id"], form["title"], item, True, lines)
