"""Findings and plan: what is shown in which order, that no choice is made for anybody, and that a decision is one row more."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from surefoot.assessment import assess
from surefoot_web.accounts.models import User
from surefoot_web.followup.selectors import item_get
from surefoot_web.intake.actions import intake_answer, intake_hand_over, intake_submit
from surefoot_web.notes.actions import visit_sign
from surefoot_web.plans.actions import suggestion_decide
from surefoot_web.plans.models import Decision
from surefoot_web.plans.selectors_assessment import assessment_shown
from surefoot_web.plans.usual import USUAL, usual_for
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.case import case_of
from surefoot_web.visits.models import Visit

from .conftest import AT, fresh, make_user

CONTRACT = json.loads((Path(__file__).parents[2] / "examples/cases/contract.json").read_text("utf-8"))
OPEN_PAGES = ["plans:findings", "plans:plan", "notes:note", "notes:preview", "notes:sign", "billing:coding"]
CODING_WORDS = (
    r"97750|\bunits?\b|countable|direct contact|8-minute|mid-point|\bCPT\b|modifier|\$|\bUSD\b|\bR[012]\d\b(?!\.)"
)


def text_of(answer) -> str:
    """What a person reads on a page; nothing of a PDF, which is read by tests of its own."""
    if answer.headers.get("Content-Type") == "application/pdf":
        return ""
    return re.sub(r"\s+", " ", unescape(strip_tags(answer.content.decode())))


def answers_in(case):
    for section, given in case["answers"].items():
        yield from (
            ((section, key, value) for key, value in given.items())
            if isinstance(given, dict)
            else [(section, "", given)]
        )


def enter(visit: Visit, by, case=CONTRACT) -> Visit:
    """Enter a case by the actions, as the clinic would: answers, tests, clocks, what describes the visit."""
    intake_hand_over(visit=visit, language="en", by=by, at=AT)
    for section, key, value in answers_in(case):
        intake_answer(visit=visit, section=section, key=key, value=value, by=by, at=AT)
    intake_submit(visit=visit, by=by, at=AT)
    for test in case["tests"]:
        for fields in test.get("trials", ()):
            actions.test_trial_record(visit=visit, test=test["test"], fields=fields, by=by, at=AT)
        if "not_done" in test:
            actions.test_not_done(visit=visit, test=test["test"], reason=test["not_done"]["reason"], by=by, at=AT)
    for span in case["ledger"]:
        test = "tug" if span["activity"] == "perform" else ""
        what = SpanDescription(
            activity=span["activity"],
            patient_present=span["patient_present"],
            one_on_one=span["one_on_one"],
            test=test,
        )
        started = actions.span_start(visit=visit, what=what, by=by, at=datetime.fromisoformat(span["start"]))
        actions.span_stop(visit=visit, span_id=started.span_id, by=by, at=datetime.fromisoformat(span["end"]))
    described = {
        "reason": case["visit"]["reason"],
        "diagnoses": case["visit"]["diagnoses"],
        "plan_of_care_certified_on": date.fromisoformat(case["plan_of_care"]["certified_on"]),
    }
    actions.visit_describe(visit=visit, by=by, at=AT, **described)
    actions.visit_review(visit=visit, by=by, at=AT + timedelta(minutes=26))
    return fresh(visit)


def person(clinic, kind: str) -> User:
    return User.objects.filter(clinic=clinic, username=kind).first() or make_user(clinic, kind)


@pytest.fixture
def tested(visit, provider) -> Visit:
    """The contract's case up to its review; nothing decided, nothing written."""
    return enter(visit, provider)


@pytest.fixture
def seen(client, provider):
    client.force_login(provider)
    return client


def suggestions(visit):
    return assessment_shown(fresh(visit))["suggestions"]


def decide(client, visit, suggestion="balance_exercise", *, htmx=False, **typed):
    address = reverse("plans:decide", args=[visit.pk, suggestion])
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(address, {"operation": str(uuid4()), **typed}, headers=headers)


@pytest.mark.parametrize("name", OPEN_PAGES)
@pytest.mark.parametrize("worked_out", [False, True], ids=["fresh", "tested"])
def test_an_open_visit_shows_nothing_of_coding(seen, visit, provider, name, worked_out):
    if worked_out:
        enter(visit, provider)
    answer = seen.get(reverse(name, args=[visit.pk]))
    assert answer.status_code == 200
    assert re.findall(CODING_WORDS, text_of(answer)) == []
    assert "25 min" not in text_of(answer)
    assert f'href="{reverse("billing:coding", args=[visit.pk])}' not in answer.content.decode()


def test_nor_does_an_answer_of_htmx(seen, tested):
    assert re.findall(CODING_WORDS, text_of(decide(seen, tested, htmx=True, decision="accepted"))) == []


def test_findings_are_read_in_their_order(seen, tested, provider):
    page = seen.get(reverse("plans:findings", args=[tested.pk])).content.decode()
    heads = ["id=\"scores\"", "id=\"factors-yes\"", "id=\"factors-open\"", "id=\"factors-no\"", "id=\"levels\"", "id=\"missing\""]  # fmt: skip
    places = [page.index(head) for head in heads]
    assert places == sorted(places)
    assert "Urgent clinical review" not in page


def test_an_urgent_sign_comes_first(seen, tested, provider):
    intake_answer(visit=tested, section="fall_history", key="loss_of_consciousness", value=True, by=provider, at=AT)
    page = seen.get(reverse("plans:findings", args=[tested.pk])).content.decode()
    assert page.index("Urgent clinical review") < page.index('id="scores"')
    assert "needs urgent clinical review" in page


def test_a_result_is_a_sentence_with_picture_limit_norm_and_source(seen, tested):
    page = seen.get(reverse("plans:findings", args=[tested.pk])).content.decode()
    assert "Timed Up and Go 14.2 s, at or above the limit of 12 s (CDC STEADI)" in page
    assert (
        'aria-label="Timed Up and Go: 14.2 s; limit 15 s (World Falls Guidelines); limit 12 s (CDC STEADI); limit 10 s'
        in page
    )
    assert "Bohannon" in page
    assert "not done: unsafe" in page


def test_a_factor_leads_to_its_comparison_and_an_open_one_says_what_would_settle_it(seen, tested):
    page = seen.get(reverse("plans:findings", args=[tested.pk])).content.decode()
    factor = re.search(r'<li id="factor-leg_weakness".*?</li>\s*<li id="factor', page, re.DOTALL)[0]
    assert "8 stands &lt; 10 stands" in factor
    assert reverse("plans:why", args=[tested.pk, "factor", "leg_weakness"]) in factor
    assert "Your legs need strengthening." in factor
    assert "Would settle it: whether the person has Parkinson&#x27;s disease." in page


def test_what_a_factor_or_a_level_rests_on_is_fetched_alone_or_read_as_a_page(seen, tested):
    for kind, of, says in (("factor", "leg_weakness", "8 stands &lt; 10 stands"), ("level", "steadi_2019", "at risk")):
        address = reverse("plans:why", args=[tested.pk, kind, of])
        part = seen.get(address, headers={"HX-Request": "true"}).content.decode()
        page = seen.get(address).content.decode()
        assert 'class="trace"' in part
        assert "<h1" not in part
        assert says in part
        assert says in page
    for kind, of in (("factor", "no_such"), ("level", "no_such"), ("suggestion", "leg_weakness")):
        assert seen.get(reverse("plans:why", args=[tested.pk, kind, of])).status_code == 404


def test_the_algorithms_stand_side_by_side_under_their_names(seen, tested):
    text = text_of(seen.get(reverse("plans:findings", args=[tested.pk])))
    assert "CDC STEADI screening (2019) at risk" in text
    assert "World Falls Guidelines, entry by a fall (2022) high" in text
    assert "Where they part, and on what" in text


def test_contradicting_answers_both_show(seen, tested, provider):
    intake_answer(visit=tested, section="three_key_questions", key="fallen_past_year", value=False, by=provider, at=AT)
    text = text_of(seen.get(reverse("plans:findings", args=[tested.pk])))
    assert "Both stay in the record. The riskier one counts" in text
    assert "Have you fallen in the past year?: no" in text


def test_nothing_is_chosen_beforehand(seen, tested):
    page = seen.get(reverse("plans:plan", args=[tested.pk])).content.decode()
    waiting = len(suggestions(tested))
    assert f"Nothing is decided yet: {waiting} suggestions wait." in page
    offered = waiting + sum(len(one["covers"]) for one in suggestions(tested))
    for sent in ("accepted", "changed.in_part", "declined.not_wanted", "declined.patient"):
        assert page.count(f'name="decision" value="{sent}"') == offered
    assert 'value="taken_back"' not in page
    decide_forms = re.findall(r'<form class="decide".*?</form>', page, re.DOTALL)
    assert len(decide_forms) == offered
    assert not re.search(r"aria-pressed|button--primary| checked", "".join(decide_forms))
    assert (
        page.index("suggestion-balance_exercise") < page.index('id="rest"') < page.index("suggestion-medication_review")
    )


def test_a_card_says_what_why_how_much_who_and_the_evidence_both_ways(seen, tested):
    text = text_of(seen.get(reverse("plans:plan", args=[tested.pk])))
    card = text[text.index("Home safety visit and changes") :]
    for part in (
        "An occupational therapist looks at the home",
        "Some things at home could make you trip or slip.",
        "A home visit of about an hour",
        "For: People at higher risk: fewer falls",
        "No effect shown: People not picked for risk: no difference",
        "verified",
        "The person decides what is changed",
        "World Falls Guidelines 2022: 1B",
    ):
        assert part in card


def test_accepting_needs_no_reason(seen, tested, provider):
    answer = decide(seen, tested, decision="accepted")
    assert answer.url == reverse("plans:plan", args=[tested.pk]) + "#suggestion-balance_exercise"
    row = Decision.objects.get(visit=tested)
    assert (row.decision, row.reason, row.by) == ("accepted", "", provider)
    text = text_of(seen.get(reverse("plans:plan", args=[tested.pk])))
    assert "Accepted · Test Provider" in text
    assert f"{len(suggestions(tested)) - 1} suggestions are not decided yet." in text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "No decision was chosen."),
        ({"decision": "changed"}, "A reason is missing."),
        ({"decision": "changed", "reason": "  "}, "A reason is missing."),
        ({"decision": "declined", "reason": "She tried it for years."}, "Who declined is missing."),
        ({"decision": "declined", "declined_by": "patient"}, "A reason is missing."),
        ({"decision": "perhaps", "reason": "She tried it for years."}, "This is not in the list. Choose one of it."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(seen, tested, typed, says):
    answer = decide(seen, tested, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert not Decision.objects.exists()
    assert typed.get("reason", "").strip() in page


@pytest.mark.parametrize(
    ("sent", "verdict", "by", "reason"),
    [
        ("declined.not_wanted", "declined", "patient", "does not want it now"),
        ("declined.in_place", "declined", "provider", "done or in place already"),
        ("declined.out_of_reach", "declined", "patient", "out of reach: access, cost or time"),
        ("changed.less_often", "changed", "", "less often than the dose named"),
    ],
)
def test_one_button_says_the_decision_its_reason_and_whose_it_is(seen, tested, sent, verdict, by, reason):
    assert decide(seen, tested, decision=sent).status_code == 302
    row = Decision.objects.get(visit=tested)
    assert (row.decision, row.declined_by, row.reason) == (verdict, by, reason)
    page = seen.get(reverse("plans:plan", args=[tested.pk])).content.decode()
    pressed = re.findall(r'value="([^"]+)" aria-pressed="true"', page[page.index('<form class="decide"') :])
    assert pressed == [sent]


def test_the_words_of_a_button_and_ones_own_make_one_reason(seen, tested):
    decide(seen, tested, decision="declined.later", reason="The cataract.")
    row = Decision.objects.get(visit=tested)
    assert (row.reason, row.declined_by) == ("later, something else comes first; The cataract.", "provider")


@pytest.mark.parametrize("by", ["patient", "provider"])
def test_a_decline_in_own_words_names_who_declined_by_its_button(seen, tested, by):
    decide(seen, tested, decision=f"declined.{by}", reason="No bus goes there.")
    row = Decision.objects.get(visit=tested)
    assert (row.decision, row.declined_by, row.reason) == ("declined", by, "No bus goes there.")


def test_changes_offered_are_those_the_suggestion_leaves_room_for(seen, tested):
    for one in suggestions(tested):
        offered = {usual.id for usual in usual_for(one, "changed")}
        assert ("less_often" in offered) == bool(one["dose"])
        assert ("therapist" in offered) == bool(one["exercises"])
    assert decide(seen, tested, "medication_review", decision="changed.therapist").status_code == 422
    assert not Decision.objects.exists()


def test_no_usual_words_end_a_sentence_that_goes_on():
    assert [one.id for one in USUAL if one.record.endswith(".") or len(one.record) > 60] == []
    assert len({one.value for one in USUAL}) == len(USUAL)


def test_the_same_button_twice_is_one_decision(seen, tested):
    for _ in range(2):
        decide(seen, tested, decision="declined.later")
    assert Decision.objects.count() == 1


def test_with_htmx_the_card_alone_comes_back_with_the_words_above(seen, tested):
    page = decide(seen, tested, htmx=True, decision="accepted").content.decode()
    assert page.count("<article") == 1
    assert 'id="suggestion-balance_exercise"' in page
    assert 'id="undecided" role="status" hx-swap-oob="true"' in page
    paper = page[page.index('id="handout-paper"') :]
    assert 'hx-swap-oob="innerHTML"' in paper
    assert "Balance exercise a few times a week" in paper
    refused = decide(seen, tested, htmx=True, decision="changed")
    assert refused.status_code == 200  # htmx shows only what succeeded
    assert "A reason is missing." in refused.content.decode()


def test_deciding_again_appends_and_both_show(seen, tested):
    decide(seen, tested, decision="accepted")
    decide(seen, tested, decision="changed", reason="Once a week.")
    assert [row.decision for row in Decision.objects.filter(visit=tested).order_by("at")] == ["accepted", "changed"]
    text = text_of(seen.get(reverse("plans:plan", args=[tested.pk])))
    assert "Changed: Once a week. · Test Provider" in text
    assert "Before that: Accepted" in text


def test_a_decision_taken_back_is_no_decision_and_nothing_is_erased(seen, tested):
    decide(seen, tested, decision="accepted")
    assert len(case_of(fresh(tested))["decisions"]) == 1
    assert decide(seen, tested, decision="taken_back").status_code == 302
    rows = Decision.objects.filter(visit=tested).order_by("at", "id")
    assert [row.decision for row in rows] == ["accepted", "taken_back"]
    case = case_of(fresh(tested))
    assert "decisions" not in case
    assert assess(case)["suggestions"][0]["decision"] is None
    page = seen.get(reverse("plans:plan", args=[tested.pk]))
    text = text_of(page)
    assert f"Nothing is decided yet: {len(suggestions(tested))} suggestions wait." in text
    assert "Taken back · Test Provider" in text
    assert "Before that: Accepted · Test Provider" in text
    assert not re.search(r'value="accepted"[^>]* aria-pressed', page.content.decode())
    assert "Balance exercise a few times a week" not in text[text.index("Handout so far") :]
    sign = seen.get(reverse("notes:sign", args=[tested.pk])).content.decode()
    assert reverse("plans:plan", args=[tested.pk]) + "#suggestion-balance_exercise" in sign


def test_what_was_taken_back_can_be_decided_anew(seen, tested):
    for sent in ("accepted", "taken_back", "declined.later"):
        decide(seen, tested, decision=sent)
    (only,) = case_of(fresh(tested))["decisions"]
    assert (only["decision"], only["declined_by"]) == ("declined", "provider")


@pytest.mark.parametrize("before", [[], ["accepted", "taken_back"]])
def test_nothing_decided_cannot_be_taken_back(seen, tested, before):
    for sent in before:
        decide(seen, tested, decision=sent)
    answer = decide(seen, tested, decision="taken_back")
    assert answer.status_code == 422
    assert "Nothing is decided here that could be taken back." in text_of(answer)
    assert Decision.objects.count() == len(before)


def test_a_way_whose_decision_is_taken_back_goes_back_to_its_card(seen, tested):
    decide(seen, tested, "tai_chi", decision="accepted")
    answer = decide(seen, tested, "tai_chi", htmx=True, decision="taken_back")
    assert answer.headers["HX-Refresh"] == "true"
    assert "tai_chi" not in [one["id"] for one in suggestions(tested)]
    text = text_of(seen.get(reverse("plans:plan", args=[tested.pk])))
    assert "Taken back · Test Provider" in text


def test_a_signed_plan_keeps_what_was_decided(seen, tested, provider):
    decide(seen, tested, decision="accepted")
    visit_sign(visit=fresh(tested), by=provider, at=AT + timedelta(minutes=31))
    assert decide(seen, tested, decision="taken_back").status_code == 422
    page = seen.get(reverse("plans:plan", args=[tested.pk])).content.decode()
    assert 'name="decision"' not in page
    assert "Balance exercise a few times a week" in page[page.index('id="handout-paper"') :]


def test_what_was_taken_back_is_nothing_to_follow_up(seen, tested, provider):
    for suggestion, sent in (
        ("balance_exercise", "accepted"),
        ("medication_review", "accepted"),
        ("balance_exercise", "taken_back"),
    ):
        decide(seen, tested, suggestion, decision=sent)
    visit_sign(visit=fresh(tested), by=provider, at=AT + timedelta(minutes=31))
    assert item_get(fresh(tested), "balance_exercise") is None
    assert item_get(fresh(tested), "medication_review") is not None


def test_signing_leads_to_each_card_that_is_open(seen, tested):
    page = seen.get(reverse("notes:sign", args=[tested.pk])).content.decode()
    plan = seen.get(reverse("plans:plan", args=[tested.pk])).content.decode()
    for one in suggestions(tested):
        assert f'{reverse("plans:plan", args=[tested.pk])}#suggestion-{one["id"]}"' in page
        assert f'id="suggestion-{one["id"]}"' in plan


def test_the_levels_stand_side_by_side_each_leading_to_its_steps(seen, tested):
    page = seen.get(reverse("plans:plan", args=[tested.pk])).content.decode()
    short = page[page.index('class="levels-short"') : page.index('id="undecided"')]
    for level in ("steadi_2019", "wfg_2022", "wfg_2022_3kq", "wfg_hicks_2024"):
        assert reverse("plans:why", args=[tested.pk, "level", level]) in short


def test_what_a_factor_rests_on_is_fetched_on_its_card(seen, tested):
    page = seen.get(reverse("plans:plan", args=[tested.pk])).content.decode()
    why = reverse("plans:why", args=[tested.pk, "factor", "leg_weakness"])
    assert f'hx-get="{why}" hx-trigger="toggle once"' in page


def test_a_form_sent_twice_decides_once(seen, tested):
    typed = {"decision": "accepted", "operation": str(uuid4())}
    for _ in range(2):
        decide(seen, tested, **typed)
    assert Decision.objects.count() == 1


def test_what_was_not_suggested_cannot_be_decided(seen, tested):
    assert decide(seen, tested, "moon_boots", decision="accepted").status_code == 404


def test_who_sees_and_who_decides(client, clinic, tested):
    for kind, reads in (
        ("assistant", 200),
        ("compliance", 200),
        ("desk", 403),
        ("biller", 403),
        ("administrator", 403),
    ):
        client.force_login(person(clinic, kind))
        assert client.get(reverse("plans:findings", args=[tested.pk])).status_code == reads
        page = client.get(reverse("plans:plan", args=[tested.pk]))
        assert page.status_code == reads
        assert 'name="decision"' not in page.content.decode()
        assert decide(client, tested, decision="accepted").status_code == 403
    assert not Decision.objects.exists()


def test_three_stand_first_and_the_rest_below_all_alike(seen, tested):
    page = seen.get(reverse("plans:plan", args=[tested.pk])).content.decode()
    first, rest = page.split('id="rest"')
    assert first.count("<article") == 3
    assert rest.count("<article") == len(suggestions(tested)) - 3
    for one in suggestions(tested):
        assert reverse("plans:decide", args=[tested.pk, one["id"]]) in (first if one["first"] else rest)


def test_ways_stand_on_the_card_and_can_be_decided_on(seen, tested):
    page = seen.get(reverse("plans:plan", args=[tested.pk])).content.decode()
    card = page[
        page.index('id="suggestion-balance_exercise"') : page.index('id="suggestion-multifactorial_assessment"')
    ]
    assert 'id="suggestion-tai_chi"' in card
    waiting = len(suggestions(tested))
    assert decide(seen, tested, "tai_chi", decision="accepted").status_code == 302
    own = [one["id"] for one in suggestions(tested)]
    assert "tai_chi" in own
    assert len(own) == waiting + 1
    assert f"{waiting} suggestions are not decided yet." in text_of(seen.get(reverse("plans:plan", args=[tested.pk])))


def test_a_way_refused_says_why_on_its_card(seen, tested):
    answer = decide(seen, tested, "tai_chi", decision="changed")
    assert answer.status_code == 422
    assert "A reason is missing." in text_of(answer)


def test_exercises_say_alone_or_with_a_therapist_and_why(seen, tested, provider):
    text = text_of(seen.get(reverse("plans:plan", args=[tested.pk])))
    assert "Exercises: all with a therapist only" in text
    assert "With a therapist only, because it is not known" in text
    assert "Tandem stance (6 s < 10 s)" in text


def test_what_is_never_suggested_stands_beside_its_card(seen, tested, provider):
    intake_answer(visit=tested, section="conditions", key="osteoporosis", value=True, by=provider, at=AT)
    page = seen.get(reverse("plans:plan", args=[tested.pk])).content.decode()
    assert "Not suggested: Vitamin D" in text_of(seen.get(reverse("plans:plan", args=[tested.pk])))
    assert "suggestion-vitamin_d" not in page
    assert decide(seen, tested, "vitamin_d", decision="accepted").status_code == 404


def test_a_signed_plan_only_shows(seen, tested, provider):
    suggestion_decide(visit=tested, suggestion="otago", decision="accepted", by=provider, at=AT + timedelta(minutes=27))
    visit_sign(visit=tested, by=provider, at=AT + timedelta(minutes=31))
    page = seen.get(reverse("plans:plan", args=[tested.pk]))
    assert "<form" not in page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert "Not decided when the visit was signed." in text_of(page)
    answer = decide(seen, tested, decision="accepted")
    assert answer.status_code == 422
    assert "Write an addendum." in text_of(answer)
