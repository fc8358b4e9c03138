"""While a visit is open no page shows a unit count, a running total towards one, a time requirement, or money: every page of the URL table."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from surefoot_web.followup.actions_falls import fall_report
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.actions.services import ServiceDescription
from surefoot_web.visits.models import Visit

from .conftest import AT
from .intake_steps import answer, current, hand_over, name_of, usual_answer
from .open_pages import TABLE, every_answer
from .test_plan import CONTRACT, enter, person, text_of

LATER = AT + timedelta(hours=3)
SPANS = (("prepare", "09:00:00", "09:07:13"), ("perform", "09:07:13", "09:20:44"), ("instruct", "09:20:44", "09:33:41"))
LENGTHS = ("7:13", "13:31", "12:57", "33:41")  # of each span, and of all together
SECONDS, MINUTES = "433|811|777|2021", "7|12|13|33|34"  # the same, counted
WORDS = (
    r"97750",
    r"\bunits?\b",
    r"\bbill(s|ed|ing|able)?\b",
    r"\bcountable\b",
    r"direct contact",
    r"\d+[- ]minute rule|8-minute|mid-?point",
    r"(at least|another|more|needs?|until) \d+ ?min(ute)?s?\b",
    r"\bCPT\b",
    r"\bmodifier\b",
    r"\$ ?\d|\bUSD\b|\bfee\b|\bpaid\b",
    *(rf"(?<![\d:])0?{length}(?![\d:])" for length in LENGTHS),
    rf"(?<![\d:.])({SECONDS}) ?(s|sec|seconds?)\b",
    rf"(?<![\d:.])({MINUTES}) ?(min|minutes?)\b",
)
OF_SETTINGS = (r"\d+ units?\b", r"\d+ ?min(ute)?s?\b", r"\$ ?\d")  # pages without a visit may name the code
SENT_ALONE = {  # addresses that take a form and have no page
    "accounts:alive", "accounts:factor_reset", "accounts:own_sign_out", "accounts:sign_out", "accounts:sign_out_of", "accounts:unlock", "components:text_size", "intake:language", "intake:medicines_list", "intake:still_here", "notes:addendum",
    "notes:describe", "notes:own_sentence", "notes:sentence", "followup:fall_withdraw", "followup:outcome", "followup:remind", "links:end", "patients:add_practice", "plans:decide", "set_language",
    "plans:goal_choose",
    "visits:device_end", "visits:device_show", "visits:incident_release", "visits:incident_report", "visits:incident_withdraw",
    "visits:not_done", "visits:review", "visits:service_restore", "visits:span_restore", "visits:span_start", "visits:span_stop",
    "visits:stopwatch", "visits:test_move", "visits:trial_record", "visits:trial_restore",
}  # fmt: skip
OTHERWISE = {  # not opened by somebody who is signed in and has an open visit
    "accounts:set_up", "accounts:sign_in", "components:gallery_page",
    "visits:device", "visits:device_join", "visits:device_press", "visits:device_state",  # for a joined device alone
    "components:drawing",  # a picture of no visit
    "links:closed", "links:open",  # for who holds the token of a link
    "account_login", "accounts:lock", "mfa_authenticate",  # before anybody is signed in, or while the screen is locked
    "mfa_activate_totp", "mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",  # after the password was given once more
}  # fmt: skip
AFTER_SIGNING = {  # there is no such page while the visit is open
    "billing:claim", "billing:claim_details", "billing:coding_print", "billing:file", "billing:review", "billing:units",
    "notes:cosign", "notes:download", "notes:download_layer",
}  # fmt: skip
OF_OTHERS = {
    "administrator": ("accounts:", "followup:intervals", "intake:order", "intake:extras"),
    "biller": ("billing:", "patients:"),
    "compliance": ("trail:",),
    "desk": ("billing:", "followup:", "patients:"),
}
OF_THE_PATIENT = {
    f"intake:{name}" for name in ("begin", "choose", "form", "question", "check", "thanks", "stopped", "urgent")
}
# the same screens on one page
ON_THE_DEVICE = {f"offline:{name}" for name in ("form", "state", "medicines", "answers")}


def found_in(text: str, words=WORDS) -> list[str]:
    """What a page may not say while a visit is open, as it stands in `text`."""
    return [match[0] for word in words for match in re.finditer(word, text, re.IGNORECASE)]


def read_on(answer) -> str:
    """What a person reads on a page; of a document nothing: what they say is tested where they are made."""
    if answer.streaming or not answer.headers["Content-Type"].startswith("text/"):
        return ""
    return text_of(answer)


@pytest.fixture
def worked(visit, provider, assistant) -> Visit:
    """An open visit with answers, tests, spans, one of them corrected, a clock that runs, another service, another visit."""
    enter(visit, provider, case=CONTRACT | {"ledger": []})
    visit = Visit.objects.get(pk=visit.pk)
    for activity, starts, ends in SPANS:
        what = SpanDescription(
            activity=activity, patient_present=True, one_on_one=True, test="tug" if activity == "perform" else ""
        )
        bounds = [datetime.fromisoformat(f"2026-11-20T{one}-05:00") for one in (starts, ends)]
        event = actions.span_enter(
            visit=visit, starts_at=bounds[0], ends_at=bounds[1], what=what, by=provider, at=LATER
        )
    given = {"starts_at": bounds[0], "ends_at": bounds[1], "what": what, "performer": provider}
    actions.span_correct(visit=visit, span_id=event.span_id, **given, reason="checked", by=provider, at=LATER)
    actions.service_enter(
        visit=visit, what=ServiceDescription(code="97110", minutes=Decimal(23)), by=provider, at=LATER
    )
    actions.incident_open(visit=visit, by=provider, at=LATER)
    fall_report(patient=visit.patient, exact="not_known", injury="no", told_by="phone", by=provider, at=LATER)
    alone = SpanDescription(activity="document", patient_present=False, one_on_one=False)
    actions.span_start(visit=visit, what=alone, by=assistant, at=LATER)
    actions.visit_start(patient=visit.patient, date=visit.date, provider=provider, by=provider, at=LATER)
    return Visit.objects.get(pk=visit.pk)


@pytest.fixture
def answers(client, worked, provider, clinic):
    """(name, address, answer) of every route that can be read, as the provider and as others of the clinic see them."""
    client.force_login(provider)
    seen = list(every_answer(client, worked))
    for role, pages in OF_OTHERS.items():
        client.force_login(person(clinic, role))
        seen += [one for one in every_answer(client, worked) if one[0].startswith(pages)]
    return seen


def test_no_page_of_the_table_says_anything_of_units(answers):
    said = {}
    for name, address, reply in answers:
        if reply.status_code in (200, 422) and not name.startswith("components:"):
            words = WORDS if re.search("visit_id|patient_id", TABLE[name]) or name == "visits:today" else OF_SETTINGS
            if hits := found_in(read_on(reply), words):
                said[address] = hits
    assert said == {}


def test_every_route_was_read_or_is_no_page(answers):
    read = {name for name, _, answer in answers if answer.status_code in (200, 422)}
    assert set(TABLE) - read == SENT_ALONE | OTHERWISE | AFTER_SIGNING | OF_THE_PATIENT | ON_THE_DEVICE


def test_nor_does_a_screen_of_the_patient(client, visit, provider):
    client.force_login(provider)
    form, texts = hand_over(client, visit), []
    address = current(client, form)
    while name_of(address) != "check":
        texts.append(text_of(client.get(address)))
        address = answer(client, address, usual_answer(name_of(address)))
    texts += [text_of(client.get(reverse(f"intake:{name}", args=[form.pk]))) for name in ("check", "stopped", "urgent")]
    texts.append(text_of(client.post(reverse("intake:check", args=[form.pk]), follow=True)))
    assert len(texts) > len(OF_THE_PATIENT)
    assert [hits for text in texts if (hits := found_in(text))] == []


@pytest.mark.parametrize(
    "said",
    [
        "2 units", "1 unit of 97750", "33 min so far", "33:41", "2021 s", "7 minutes", "at least 8 minutes", "another 5 min",
        "the 8-minute rule", "the midpoint", "countable time", "billing", "modifier GP", "$ 32.10",
    ],
)  # fmt: skip
def test_what_may_not_be_said_is_found(said):
    assert found_in(f"The ledger holds {said}.")


@pytest.mark.parametrize(
    "said", ["09:07:13 09:20:44", "Timed Up and Go 14.2 s", "wait 3 min", "30 s chair stand", "97110 · minutes 23"]
)
def test_what_may_be_said_is_not(said):
    assert found_in(said) == []


def test_a_page_that_did_say_it_would_be_found(client, worked, provider):
    """A reason that speaks of units stands on the pages, so the walk must meet it on them."""
    actions.visit_describe(visit=worked, reason="for 2 units of 97750", by=provider, at=LATER)
    client.force_login(provider)
    found = {name for name, _, answer in every_answer(client, worked) if found_in(read_on(answer))}
    assert {"visits:visit", "visits:test", "visits:today", "patients:patient", "notes:note", "notes:preview"} <= found
