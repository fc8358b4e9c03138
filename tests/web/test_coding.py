# ruff: noqa: F811 - fixtures of another module
"""The coding page: closed until the signature, then the decision with its proof; never a word that asks for more time."""

from __future__ import annotations

import copy
import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from surefoot_web.notes.selectors import layers_of
from surefoot_web.plans.selectors_assessment import assessment_shown
from surefoot_web.visits.models import Visit

from .conftest import PASSWORD, fresh
from .test_note import _the_clock_stands, decide_all, keep, keep_all, sign  # noqa: F401 - fixtures
from .test_plan import CODING_WORDS, CONTRACT, decide, enter, person, seen, tested, text_of  # noqa: F401 - fixtures

COACHING = r"more minutes|more time|longer|another unit|next unit|extend|stretch|too short|at least \d+ min|\d+ minutes? (more|left|short|missing)"


def coding(client, visit):
    return client.get(reverse("billing:coding", args=[visit.pk]))


def finished(client, visit, provider) -> Visit:
    """Every suggestion decided, every sentence kept, signed on the page."""
    decide_all(visit, provider)
    keep_all(visit, provider)
    assert sign(client, visit, PASSWORD).status_code == 302
    return fresh(visit)


def cut_to_minutes(minutes: int) -> dict:
    """The contract's case with its spans cut to `minutes` in all."""
    case = copy.deepcopy(CONTRACT)
    case["ledger"] = case["ledger"][:1]
    ends = datetime.fromisoformat(case["ledger"][0]["start"]) + timedelta(minutes=minutes)
    case["ledger"][0] |= {"end": ends.isoformat(), "activity": "perform"}
    return case


@pytest.mark.parametrize("name", ["billing:coding", "billing:coding_print"])
def test_before_the_signature_the_page_only_says_when_it_opens(seen, tested, name):
    answer = seen.get(reverse(name, args=[tested.pk]), follow=True)
    text = text_of(answer)
    assert "This page opens after the note is signed" in text
    assert re.findall(CODING_WORDS + r"|\bmin|R\d\d", text) == []


def test_a_whole_record_may_be_submitted_with_two_units(seen, tested):
    """The second half of a visit as a provider does it, form by form."""
    for suggestion in assessment_shown(tested)["suggestions"]:
        assert decide(seen, tested, suggestion["id"], decision="accepted").status_code == 302
    for draft in assessment_shown(fresh(tested))["drafts"]:
        assert keep(seen, tested, draft).status_code == 302
    assert "nothing is missing" in text_of(seen.get(reverse("notes:note", args=[tested.pk])))
    assert sign(seen, tested).status_code == 302
    text = text_of(coding(seen, tested))
    assert "97750 may be submitted" in text
    assert "2 units. Every requirement that applies is met, and nothing blocks or holds." in text
    assert text.index("97750 may be submitted") < text.index("R01")
    assert "25 minutes: 2 units" in text
    assert "modifier GP" in text
    assert "16 minutes: 1 unit" in text


def test_each_requirement_stands_in_its_group_with_state_proof_and_source(seen, tested, provider):
    page = coding(seen, finished(seen, tested, provider)).content.decode()
    groups = {
        "selection": [f"R{number:02}" for number in (*range(1, 24), 26)],
        "programme": ["R24", "R25"],
        "engine": ["R27"],
    }
    for group, ids in groups.items():
        section = re.search(rf'<section class="section" aria-labelledby="{group}">.*?</section>', page, re.DOTALL)[0]
        assert re.findall(r'id="requirement-(R\d\d)"', section) == ids
        assert section.count("<cite>") == len(ids)
    one_on_one = re.search(r'<li[^>]*id="requirement-R07">.*?</li>', page, re.DOTALL)[0]
    assert "met" in one_on_one
    assert "09:00–09:04 Prepare the patient" in one_on_one
    assert "secondary source" in one_on_one


def test_every_span_says_whether_it_counts_and_why_and_other_readings_have_their_source(seen, tested, provider):
    text = text_of(coding(seen, finished(seen, tested, provider)))
    assert "09:04–09:16" in text
    assert "Perform the protocol, 12 min 0 s" in text
    assert "Performing the selected protocol is the service itself." in text
    assert "Medicare Claims Processing Manual" in text.split("Medicare’s pooled count")[1].split("Delivery alone")[0]
    assert "First Coast" in text.split("Delivery alone, strictly read")[1].split("Payer")[0]


def test_undecided_suggestions_leave_it_not_known_and_say_what_is_missing(seen, tested, provider):
    keep_all(tested, provider)
    assert sign(seen, tested).status_code == 302
    text = text_of(coding(seen, fresh(tested)))
    assert "Whether 97750 may be submitted is not known" in text
    assert "may be submitted 2 units" not in text
    assert "A named provider considered every suggestion" in text
    assert "Could still be supplied: The provider's decision on each suggestion" in text


def test_a_short_visit_may_not_be_submitted_and_nothing_coaches(seen, visit, provider):
    visit = finished(seen, enter(visit, provider, cut_to_minutes(4)), provider)
    answer = coding(seen, visit)
    text = text_of(answer)
    assert "97750 may not be submitted" in text
    assert re.findall(COACHING, text, re.IGNORECASE) == []
    requirement = re.search(r'<li[^>]*id="requirement-R23">.*?</li>', answer.content.decode(), re.DOTALL)[0]
    assert "not met" in requirement
    assert "Could still be supplied" not in requirement


def test_the_decision_is_the_one_that_was_sealed(seen, tested, provider):
    visit = finished(seen, tested, provider)
    layer = layers_of(visit)[0]
    text = text_of(coding(seen, visit))
    for digest in (layer.case_sha256, layer.assessment_sha256, layer.knowledge_digest):
        assert digest in text
    seen.post(reverse("notes:addendum", args=[visit.pk]), {"text": "Another span was forgotten."})
    assert text_of(coding(seen, visit)).split("Coding decision")[1] == text.split("Coding decision")[1]


def test_the_print_view_holds_the_same(seen, tested, provider):
    visit = finished(seen, tested, provider)
    answer = seen.get(reverse("billing:coding_print", args=[visit.pk]))
    text = text_of(answer)
    assert "97750 may be submitted" in text
    assert "Demo Patient One (P-001)" in text
    assert "<form" not in answer.content.decode()
    assert text.count("CPT 2024") == text_of(coding(seen, visit)).count("CPT 2024") > 5


def test_who_sees_the_coding_decision(client, clinic, seen, tested, provider):
    visit = finished(seen, tested, provider)
    kinds = {"biller": 200, "compliance": 200, "assistant": 403, "desk": 403, "administrator": 403}
    for kind, sees in kinds.items():
        client.force_login(person(clinic, kind))
        for name in ("billing:coding", "billing:coding_print"):
            assert client.get(reverse(name, args=[visit.pk])).status_code == sees
