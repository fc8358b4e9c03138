"""Every word that a respondent can see has its Spanish, and the compiled catalogue is the one that was written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation import gettext, override

import surefoot_web.intake as intake

ROOM = Path(intake.__file__).parent
CATALOGUE = ROOM / "locale" / "es" / "LC_MESSAGES"
STAFF_PAGES = {
    "answers.html",
    "entry.html",
    "hand_over.html",
    "medicine_read.html",
    "medicines_review.html",
    "order.html",
    "scores.html",
}
SAME_IN_BOTH = {"No"}


def patient_texts() -> list[str]:
    found: list[str] = []
    for page in (ROOM / "templates").rglob("*.html"):
        if page.name not in STAFF_PAGES:
            text = page.read_text("utf-8")
            found += re.findall(r'{% translate "([^"]+)"', text)
            blocks = re.findall(r"{% blocktranslate[^%]*%}(.+?){% endblocktranslate %}", text)
            found += [re.sub(r"{{ (\w+) }}", r"%(\1)s", block) for block in blocks]
    for module in ("forms.py", "screens.py", "urgent.py", "paper.py"):
        found += re.findall(r'\b_\("([^"]+)"\)', (ROOM / module).read_text("utf-8"))
    return sorted(set(found) - SAME_IN_BOTH)


@pytest.mark.parametrize("text", patient_texts())
def test_a_text_for_patients_has_its_spanish(text):
    with override("es"):
        assert gettext(text) != text


def test_the_compiled_catalogue_is_the_written_one():
    with (CATALOGUE / "django.po").open("rb") as written, (CATALOGUE / "django.mo").open("rb") as compiled:
        source = {message.id: message.string for message in read_po(written) if message.id}
        built = {message.id: message.string for message in read_mo(compiled) if message.id}
    assert built == source
