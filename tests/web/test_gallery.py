"""The gallery shows every part, each part is used by a page, and nothing of a patient stands in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

import surefoot_web
from surefoot_web.components.gallery import PAGES

ROOMS = Path(surefoot_web.__file__).parent
TEMPLATES = {
    path.relative_to(room).as_posix(): path for room in ROOMS.glob("*/templates") for path in room.rglob("*.html")
}
GALLERY = "components/gallery/"
PARTS = {name for name in TEMPLATES if name.startswith("components/parts/")}
INCLUDED = re.compile(r'{%\s*include "([^"]+)"|{%\s*extends "([^"]+)"')
TAG = re.compile(r'inclusion_tag\("([^"]+)".*?\)\s*def (\w+)', re.DOTALL)
ON_THEIR_PAGE = {  # shared parts that only their own page can fill: the walk over every page holds them
    "billing/parts/decision.html",  # the whole coding decision
    "billing/parts/grouped.html",  # the inside of two forms of the biller
    "followup/parts/hidden.html",  # hidden fields
    "followup/parts/patient.html",  # asks the record
    "followup/parts/today.html",  # asks the record
    "followup/parts/visit.html",  # asks the record
    "intake/parts/still.html",  # covers its page
    "intake/parts/urgent_words.html",  # has the heading of its page
    "notes/parts/document.html",  # a whole document
}


def spoken(text: str) -> str:
    """A template without its comments: what is named there is not used there."""
    return re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", text, flags=re.DOTALL)


def tags() -> dict[str, str]:
    """The template of every inclusion tag, by its name."""
    sources = (path.read_text(encoding="utf-8") for path in ROOMS.glob("*/templatetags/*.py"))
    return {name: template for source in sources for template, name in TAG.findall(source)}


def uses(text: str) -> Iterator[str]:
    """The templates that one template takes in, by name or by tag."""
    yield from (one or other for one, other in INCLUDED.findall(text))
    yield from (template for tag, template in tags().items() if re.search(rf"{{%\s*{tag}\b", text))


def users() -> dict[str, set[str]]:
    """Who takes in each template, the gallery aside."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, path in TEMPLATES.items():
        if not name.startswith(GALLERY):
            for used in uses(spoken(path.read_text(encoding="utf-8"))):
                found[used].add(name)
    return found


@pytest.fixture(scope="module")
def shown() -> set[str]:
    """Every template that a page of the gallery rendered."""
    replies = [Client().get(f"/gallery/{page}/") for page in PAGES]
    assert [reply.status_code for reply in replies] == [200] * len(PAGES)
    return {template.name for reply in replies for template in reply.templates}


def test_every_part_is_in_the_gallery(shown) -> None:
    assert PARTS - shown == set()


def test_every_part_is_used_by_a_page_outside_the_gallery() -> None:
    taken_in, reached = users(), set()
    waiting = [name for name in TEMPLATES if "/parts/" not in name and not name.startswith(GALLERY)]
    code = "".join(path.read_text(encoding="utf-8") for path in ROOMS.rglob("*.py") if "templatetags" not in path.parts)
    begun = tuple(re.findall(r'f"([\w/]+/parts/\w+){', code))  # a name of which the code writes the end
    waiting += [name for name in TEMPLATES if f'"{name}"' in code or (begun and name.startswith(begun))]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting += [used for used, by in taken_in.items() if name in by and used not in reached]
    assert PARTS - reached == set()


def test_what_several_pages_share_is_in_the_gallery_too(shown) -> None:
    shared = {name for name, by in users().items() if "/parts/" in name and len(by) > 1} | set(tags().values())
    assert shared - shown == ON_THEIR_PAGE


@pytest.mark.parametrize("page", PAGES)
def test_the_gallery_asks_nothing_of_the_record(page, django_assert_num_queries, db) -> None:
    with django_assert_num_queries(0):
        assert Client().get(f"/gallery/{page}/").status_code == 200


def test_nor_does_it_show_a_patient_to_who_is_signed_in(client, provider, visit) -> None:
    client.force_login(provider)
    for page in PAGES:
        said = client.get(f"/gallery/{page}/").content.decode()
        assert str(visit.patient) not in said
        assert str(visit.patient_id) not in said
        assert str(visit.pk) not in said


def test_names_may_be_long_and_what_is_not_known_says_so() -> None:
    said = Client().get("/gallery/staff/").content.decode()
    assert "Muestra-Larguísima y Ejemplo de la Fuente-Villanueva" in said
    assert said.count("mark--not_known") > 5
    assert "A reason is missing." in said, "a card that was refused"
    assert "Typed before it was refused." in said
