"""What a respondent reads: every screen and every sentence at sixth-grade level, private where it is private, whole in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from tests.knowledge.readability import fernandez_huerta, flesch_kincaid_grade, words

from surefoot.knowledge import load

KNOWLEDGE = load()
SIXTH_GRADE, EASY_SPANISH = 6, 70
ENOUGH = 8  # words: on fewer the formulas say nothing
# Words of others, kept as they are: the CDC's statements in English, PHQ-2 in both languages.
AS_PUBLISHED = {("stay_independent", "en"), ("phq_2", "en"), ("phq_2", "es")}
PRIVATE = {
    "stay_independent.often_sad_or_depressed", "concerns.leakage", "concerns.leakage_with_urge", "concerns.leakage_with_cough",
    "concerns.night_voids", "concerns.drinks_alcohol", "conditions.cognitive_diagnosis", "conditions.depression_diagnosis",
    "phq_2.little_interest", "phq_2.feeling_down", "concerns.private_questions", "concerns.often_sad_or_depressed",
    "concerns.cognitive_diagnosis", "concerns.depression_diagnosis",
}  # fmt: skip

Words = Mapping[str, str]


def asked(form: Any) -> Iterator[Any]:
    return (item for item in form["items"] if not item.get("staff_only"))


def screens() -> Iterator[tuple[str, str, list[Words]]]:
    """Every screen: its form, its name, and all that stands on it."""
    for form in KNOWLEDGE.questionnaires.values():
        for screen in form.get("screens", ()):
            lines = [item.get("line", item["text"]) for item in asked(form) if item.get("screen") == screen["id"]]
            yield form.id, screen["id"], [*(screen[key] for key in ("text", "help", "none") if key in screen), *lines]
        for item in asked(form):
            if "screen" not in item:
                texts = [item[key] for key in ("text", "help") if key in item]
                yield form.id, item["id"], [*texts, *(choice["text"] for choice in item.get("choices", ()))]


def sentences() -> Iterator[tuple[str, str, Words]]:
    """Every text of its own: titles, questions, help, lines, choices."""
    for form in KNOWLEDGE.questionnaires.values():
        yield form.id, "title", form["title"]
        for screen in form.get("screens", ()):
            yield from ((form.id, screen["id"], screen[key]) for key in ("text", "help", "none") if key in screen)
        for item in asked(form):
            yield from ((form.id, item["id"], item[key]) for key in ("text", "help", "line") if key in item)
            yield from ((form.id, item["id"], choice["text"]) for choice in item.get("choices", ()))


def joined(texts: list[Words], language: str) -> str:
    return " ".join(text[language] + ("" if text[language][-1] in ".?!:" else ".") for text in texts)


def too_hard(form: str, text: str, language: str) -> bool:
    if (form, language) in AS_PUBLISHED or len(words(text)) < ENOUGH:
        return False
    return flesch_kincaid_grade(text) > SIXTH_GRADE if language == "en" else fernandez_huerta(text) < EASY_SPANISH


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_screen_reads_at_sixth_grade(language: str) -> None:
    hard = [f"{form}.{name}" for form, name, texts in screens() if too_hard(form, joined(texts, language), language)]
    assert not hard


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_sentence_reads_at_sixth_grade(language: str) -> None:
    hard = [text[language] for form, _, text in sentences() if too_hard(form, text[language], language)]
    assert not hard


def test_what_is_private_is_marked_so_and_stands_on_no_open_screen() -> None:
    items = {f"{form.id}.{item['id']}": item for form in KNOWLEDGE.questionnaires.values() for item in asked(form)}
    assert {id_ for id_, item in items.items() if item.get("private")} == PRIVATE
    for id_, item in items.items():
        beside = [
            other
            for name, other in items.items()
            if "screen" in item and other.get("screen") == item["screen"] and name.split(".")[0] == id_.split(".")[0]
        ]
        assert len({bool(one.get("private")) for one in (item, *beside)}) == 1, id_


def test_every_line_of_a_list_tells_of_the_riskier_answer_or_of_what_helps() -> None:
    """A check mark answers what the line says; of a hazard and of an illness that is the riskier answer."""
    good = {
        "living.can_call_for_help",
        "living.has_carer",
        "living.has_transport",
        "mobility_aid.fitted_by_professional",
    }
    for form in KNOWLEDGE.questionnaires.values():
        for item in form["items"]:
            if "screen" in item and f"{form.id}.{item['id']}" not in good:
                assert item.get("checked", "yes") == item["riskier"], f"{form.id}.{item['id']}"


def test_the_lines_of_a_list_stand_together_and_every_screen_has_some() -> None:
    for form in KNOWLEDGE.questionnaires.values():
        order = [item.get("screen", item["id"]) for item in asked(form)]
        runs = [name for index, name in enumerate(order) if index == 0 or order[index - 1] != name]
        assert len(runs) == len(set(runs)), form.id
        screens = {screen["id"] for screen in form.get("screens", ())}
        assert screens <= set(runs)
        assert not screens & {item["id"] for item in form["items"]}, "an address names one question"


def test_a_day_is_asked_by_staff_only() -> None:
    """The respondent's own screens have no field for a day."""
    assert not [
        item["id"] for form in KNOWLEDGE.questionnaires.values() for item in asked(form) if item["type"] == "date"
    ]


def test_choices_that_score_points_fill_the_range_of_the_score() -> None:
    for form in KNOWLEDGE.questionnaires.values():
        pointed = [item["choices"] for item in form["items"] if any("points" in one for one in item.get("choices", ()))]
        assert all("points" in choice for choices in pointed for choice in choices), form.id
        if pointed:
            totals = [sum(pick(one["points"] for one in choices) for choices in pointed) for pick in (min, max)]
            assert totals == form["score"]["range"], form.id
