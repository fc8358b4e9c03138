"""The falls calendar: every day of the month once, two pages in large print, the page that comes back holds what is marked."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pikepdf
import pytest

from surefoot.errors import Refused
from surefoot.note import build_falls_calendar, render_html, render_pdf, render_text
from surefoot.note.document import Heading
from surefoot.note.falls_calendar import WORDS
from tests.note.readability import english_grade, spanish_ease

LONG = {
    "patient": "Demo Patient With A Rather Long Name",
    "clinic": "Demo Clinic of Steady Ground and Long Walks",
    "phone": "555-0100",
}


def made(first: date, language: Any = "en", names: Any = None) -> Any:
    return build_falls_calendar(first, patient="SYN-1", language=language, names=names)


@pytest.mark.parametrize(
    ("first", "days", "begins"),
    [(date(2026, 2, 1), 28, "Sun"), (date(2028, 2, 9), 29, "Tue"), (date(2026, 12, 31), 31, "Tue")],
)
def test_every_day_of_the_month_stands_once_with_its_weekday(first: date, days: int, begins: str) -> None:
    (month,) = (block for block in made(first).blocks if block.block == "days")
    assert [int(one.split()[1]) for one in month.days] == list(range(1, days + 1))
    assert month.days[0] == f"{begins} 1"


@pytest.mark.parametrize("language", ["en", "es"])
def test_two_pages_whatever_the_month_the_one_that_comes_back_holds_the_boxes(language: Any) -> None:
    document = made(date(2026, 12, 1), language, LONG)
    assert len(pikepdf.open(io.BytesIO(render_pdf(document))).pages) == 2
    kinds = [block.block for block in document.blocks]
    after = next(place for place, block in enumerate(document.blocks) if isinstance(block, Heading) and block.new_page)
    assert kinds.index("days") < after


def test_it_says_what_to_do_after_a_fall_whom_to_call_and_to_guess_nothing() -> None:
    text = render_text(made(date(2026, 3, 1), names=LONG))
    for words in ("Call 911", "555-0100", "even if you had no fall", "Do not guess", "Sun 1: [ ] No fall  [ ] Fall"):
        assert words in text


def test_a_name_is_text_on_the_page_and_in_the_page() -> None:
    document = made(date(2026, 3, 1), names={"patient": "<b>#strong[x]", "clinic": "$x$"})
    assert "&lt;b&gt;" in render_html(document)
    assert len(pikepdf.open(io.BytesIO(render_pdf(document))).pages) == 2


def test_it_reads_easily() -> None:
    english = " ".join([*WORDS["en"].how, WORDS["en"].write, *WORDS["en"].bring_list])
    spanish = " ".join([*WORDS["es"].how, WORDS["es"].write, *WORDS["es"].bring_list])
    assert english_grade(english) <= 6
    assert spanish_ease(spanish) >= 70


def test_another_language_is_refused() -> None:
    with pytest.raises(Refused):
        made(date(2026, 3, 1), "fr")
