# ruff: noqa: F811 - fixtures of another module
"""The handout beside the plan: the words of the one that prints, with the decisions so far, in the language and the print asked for."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from surefoot.assessment import assess
from surefoot.note import build_handout, render_html
from surefoot_web.plans.selectors_plan import plan_shown
from surefoot_web.visits.case import case_of, names_of

from .conftest import fresh
from .test_plan import decide, seen, suggestions, tested  # noqa: F401 - fixtures

ACCEPTED = {"en": "Balance exercise a few times a week", "es": "Hacer ejercicio de equilibrio varias veces a la semana"}


def paper(client, visit, query: str = "", **more) -> str:
    page = client.get(reverse("plans:plan", args=[visit.pk]) + query, **more).content.decode()
    return page[page.index('<div class="handout__paper') : page.index("</aside>")]


def words(html: str) -> list[str]:
    return unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", html, flags=re.DOTALL)).split()


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_it_says_what_the_printed_one_says(seen, tested, language, large):
    decide(seen, tested, decision="accepted")
    case = case_of(fresh(tested))
    given = {"language": language, "names": names_of(tested), "large_print": large}
    printed = render_html(build_handout(case, assess(case), **given))
    shown = paper(seen, tested, f"?handout={language}{'&large=1' if large else ''}")
    body = printed[printed.index("<main>") : printed.index("<footer>")]
    assert words(shown[shown.index(">") + 1 :]) == words(body)
    assert ACCEPTED[language] in " ".join(words(shown))
    assert f'lang="{language}"' in shown
    assert ("handout__paper--large" in shown) == large
    assert body.count("<svg") == shown.count("<svg") > 0


def test_it_comes_first_in_the_patients_own_language(seen, tested):
    assert 'lang="en"' in paper(seen, tested)
    tested.patient.change(row_version=tested.patient.row_version, language="es")
    assert 'lang="es"' in paper(seen, tested)
    assert 'lang="en"' in paper(seen, tested, "?handout=en")
    assert 'lang="es"' in paper(seen, tested, "?handout=klingon")


def test_only_what_was_agreed_to_is_on_it_and_it_follows_each_decision(seen, tested):
    for sent, printed in (("accepted", True), ("declined.later", False), ("accepted", True), ("taken_back", False)):
        answer = decide(seen, tested, htmx=True, decision=sent, handout="es", large="1").content.decode()
        swapped = answer[answer.index('id="handout-paper"') :]
        assert (ACCEPTED["es"] in swapped) == printed


def test_without_scripts_the_page_comes_back_with_the_handout_as_it_was_shown(seen, tested):
    page = seen.get(reverse("plans:plan", args=[tested.pk]) + "?handout=es&large=1").content.decode()
    action = reverse("plans:decide", args=[tested.pk, "balance_exercise"]) + "?handout=es&amp;large=1"
    assert f'action="{action}"' in page
    answer = seen.post(unescape(action), {"decision": "accepted"})
    assert answer.url == reverse("plans:plan", args=[tested.pk]) + "?handout=es&large=1#suggestion-balance_exercise"


def test_htmx_fetches_the_handout_alone(seen, tested):
    part = seen.get(reverse("plans:plan", args=[tested.pk]) + "?handout=es", headers={"HX-Request": "true"})
    assert part.content.decode().count("<aside") == 1
    assert "<article" not in part.content.decode()


def test_it_stands_under_the_headings_of_the_page(seen, tested):
    page = seen.get(reverse("plans:plan", args=[tested.pk])).content.decode()
    assert page.count("<h1") == 1
    assert re.findall(r"<h([1-6])", paper(seen, tested))[0] == "3"


def test_what_is_typed_by_a_person_is_escaped_on_it(seen, tested):
    seen.post(reverse("plans:goal", args=[tested.pk]), {"text": "<script>alert(1)</script>"})
    assert "<script>" not in paper(seen, tested)
    assert "&lt;script&gt;" in paper(seen, tested)


def test_more_decisions_take_no_more_queries(seen, tested):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert seen.get(reverse("plans:plan", args=[tested.pk])).status_code == 200
        return len(found)

    decide(seen, tested, decision="accepted")
    one = asked()
    for suggestion in suggestions(tested):
        for sent in ("declined.later", "taken_back", "accepted"):
            decide(seen, tested, suggestion["id"], decision=sent)
    shown = plan_shown(tested, assess(case_of(fresh(tested))))
    assert not shown.undecided
    assert asked() == one
