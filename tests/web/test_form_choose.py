"""Choosing medicines from a list: by what they are for and by a part of the name, in both languages, without JavaScript."""

from __future__ import annotations

import pytest
from django.urls import reverse

from surefoot_web.intake.choosing import MOST_FOUND, all_names, found, kinds
from surefoot_web.intake.selectors import answers_of

from .intake_steps import hand_over


@pytest.fixture
def form(client, desk, visit):
    client.force_login(desk)
    return hand_over(client, visit)


@pytest.mark.parametrize(
    ("typed", "language", "name", "plain"),
    [
        ("zolp", "en", "zolpidem", "sleeping pills"),
        ("AMBIEN", "en", "ambien", "sleeping pills"),
        ("ambien", "es", "ambien", "pastillas para dormir"),
        ("pastillas para dormir", "es", "zolpidem", "pastillas para dormir"),
        ("acetaminophen", "en", "acetaminophen", ""),
    ],
)
def test_a_part_of_the_name_or_of_what_it_is_for_finds_it(typed, language, name, plain):
    hits = {one.name: one.plain for one in found(typed, language)}
    assert hits[name] == plain
    assert len(hits) <= MOST_FOUND


def test_what_begins_with_the_letters_stands_first_and_too_little_finds_nothing():
    assert found("met", "en")[0].name.startswith("met")
    assert found("z", "en") == found(" ", "en") == ()
    assert found("no such thing", "en") == ()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_kind_says_in_plain_words_what_it_is_for(language):
    shown = kinds(language)
    assert all(kind.plain and kind.choices for kind in shown)
    assert {choice.name for kind in shown for choice in kind.choices} <= all_names(language)


def test_what_is_checked_is_added_to_the_list_and_nothing_is_lost(client, form, visit):
    question = reverse("intake:question", args=[form.pk, "medications", "list"])
    address = reverse("intake:choose", args=[form.pk])
    assert 'value="choose"' in client.get(question).content.decode()
    assert client.post(question, {"answer": "choose", "typed": ""}).headers["Location"] == address
    assert "medications" not in answers_of(visit), "to look at the list answers nothing"
    reply = client.post(question, {"answer": "choose", "typed": "vitamin D"})
    assert reply.headers["Location"] == address, "what was typed is kept on the way"
    page = client.get(address, {"q": "zolp"}).content.decode()
    assert 'name="checked" value="zolpidem"' in page
    reply = client.post(address, {"checked": ["zolpidem", "ambien", "zolpidem", "<script>"]})
    assert reply.headers["Location"] == question
    assert answers_of(visit)["medications"] == [{"name": "vitamin D"}, {"name": "zolpidem"}, {"name": "ambien"}]
    client.post(address, {"checked": ["zolpidem"]})
    assert len(answers_of(visit)["medications"]) == 3
    assert 'value="zolpidem" checked disabled' in client.get(address, {"q": "zolp"}).content.decode()
    assert "Nothing found" in client.get(address, {"q": "qqqq"}).content.decode()


def test_the_part_for_the_script_is_the_list_alone(client, form):
    part = client.get(reverse("intake:choose", args=[form.pk]), {"q": "zolp"}, headers={"X-Requested-With": "part"})
    assert "zolpidem" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_the_page_is_light(client, form):
    assert len(client.get(reverse("intake:choose", args=[form.pk])).content) < 150_000
