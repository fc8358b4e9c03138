"""The form on paper: what it prints, how staff type it in, what was left for them to ask; who answered, how, through whom."""

from __future__ import annotations

import argparse
import re
import subprocess
from datetime import date

import pikepdf
import pytest
from django.urls import reverse
from django.utils import translation

from surefoot.knowledge import load
from surefoot.note.sections.data import respondent_says
from surefoot_web.commands.paper_form import paper_form
from surefoot_web.intake.models import Answer, IntakeForm
from surefoot_web.intake.paper import paper_data, paper_questions, with_gates
from surefoot_web.intake.questions import questions_asked, reader_of
from surefoot_web.intake.selectors import answers_of
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits.case import case_of
from surefoot_web.visits.models import VisitState

from .intake_steps import fill, hand_over

CASE = {"patient": {"birth_date": "1948-03-02", "sex": "female"}, "visit": {"date": "2026-11-20"}, "answers": {}}
WHO = {"who": "helped", "language": "en", "interpreter": ""}
FALLEN = {"stay_independent.fallen_past_year": "yes", "fall_history.falls_12m": "2"}


@pytest.fixture(scope="module")
def numbered():
    return with_gates(paper_questions(CASE, load()), CASE, load())


def test_the_paper_asks_what_the_form_can_ask_and_nothing_of_staff(numbered):
    assert [one.number for one in numbered] == list(range(1, len(numbered) + 1))
    on_paper = {f"{one.section}.{item['id']}" for one in numbered for item in one.items}
    for answers in ({}, {"stay_independent": {"fallen_past_year": True}}):
        asked = questions_asked(reader_of({**CASE, "answers": answers}, load()))
        assert {
            f"{one.section}.{(line or one.item)['id']}" for one in asked for line in (one.lines or (None,))
        } <= on_paper
    items = {f"{form.id}.{item['id']}": item for form in load().questionnaires.values() for item in form["items"]}
    assert not [name for name in on_paper if items[name].get("staff_only")]
    assert {load().questionnaires[one.section]["licence"]["status"] for one in numbered} == {"free"}


def test_every_way_past_a_question_is_one_the_rules_allow(numbered):
    """What the words lead past is what the rules do not ask after that answer."""
    ways = [one for one in numbered if one.gate]
    assert ways
    for one in ways:
        of = [other for other in numbered if one.gate.number <= other.number <= max(one.gate.number, one.gate.last)]
        answers: dict = {}
        for other in of:
            for item in other.items:
                word = {"yes": True, "no": False}.get(one.gate.word, one.gate.word)
                answers.setdefault(other.section, {})[item["id"]] = word
        asked = {other.id for other in questions_asked(reader_of({**CASE, "answers": answers}, load()))}
        assert one.question.id not in asked
        assert one.gate.number < one.number <= one.until


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_that_lead_on_name_the_question(language):
    with translation.override(language):
        data = paper_data(CASE, load(), language)
    gates = [question["gate"] for question in data["questions"] if question["gate"]]
    onward = {"en": r"go to question \d+|you are done", "es": r"siga en la pregunta \d+|ya terminó"}[language]
    assert gates
    assert all(re.search(onward, words) for words in gates), gates
    falls = next(one for one in data["questions"] if one["number"] == 8)
    assert (
        falls["gate"]
        == {
            "en": "If you answered “No” in question 1, go to question 13.",
            "es": "Si contestó “No” en la pregunta 1, siga en la pregunta 13.",
        }[language]
    )
    if language == "es":
        assert data["title"] != "Questions before your visit"


def test_the_paper_is_printed_in_large_type(client, desk, visit):
    client.force_login(desk)
    made = {}
    for language in ("en", "es"):
        reply = client.get(reverse("intake:paper_print", args=[visit.pk]), {"language": language})
        assert reply.headers["Content-Type"] == "application/pdf"
        assert reply.content.startswith(b"%PDF")
        made[language] = reply.content
    assert made["en"] != made["es"]
    assert (
        reverse("intake:paper_print", args=[visit.pk])
        in client.get(reverse("intake:hand_over", args=[visit.pk])).content.decode()
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_paper_reads_in_order_and_is_tagged(tmp_path, language):
    """By a second reader: language, title and structure are there, and every question stands in its order."""
    made = tmp_path / "form.pdf"
    given = {"order": "three_questions_first", "extra": [], "day": date(2026, 11, 20), "language": language}
    paper_form.run(argparse.Namespace(output=made, **given))
    with pikepdf.open(made) as file:
        assert str(file.Root.Lang)[:2] == language
        assert "/StructTreeRoot" in file.Root
        assert bool(file.Root.MarkInfo.Marked)
    read = subprocess.run(["pdftotext", "-layout", str(made), "-"], capture_output=True, text=True, check=True).stdout
    words = " ".join(read.split())
    with translation.override(language):
        questions = paper_data({**CASE, "visit": {**CASE["visit"], "form_order": given["order"]}}, load(), language)[
            "questions"
        ]
    places = [words.find(f"{one['number']}") for one in questions]
    assert len(places) > 20
    assert -1 not in places


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_command_writes_the_empty_paper(tmp_path, language, capsys):
    made = tmp_path / "form.pdf"
    given = {"order": "three_questions_first", "extra": ["bones"], "day": date(2026, 11, 20), "language": language}
    assert paper_form.run(argparse.Namespace(output=made, **given)) == 0
    assert made.read_bytes().startswith(b"%PDF")
    assert paper_form.run(argparse.Namespace(output=made, **{**given, "extra": ["palm_reading"]})) == 2
    assert "no extra part palm_reading" in capsys.readouterr().err


def test_staff_type_the_paper_in_on_one_page(client, desk, visit):
    client.force_login(desk)
    address = reverse("intake:paper", args=[visit.pk])
    page = client.get(address).content.decode()
    assert page.index("fall_history.falls_12m") < page.index("medications.list")
    typed = {
        "stay_independent.fallen_past_year": "yes",
        "stay_independent.holds_furniture": "no",
        "fall_history.falls_12m": "2",
        "home.bathroom_grab_bars": "yes",
        "home.slippery_tub": "yes",
        "medications.list": "zolpidem 5 mg\nmetformin",
        "feet.footwear_indoors": "slippers",
        "concerns.leakage": "declined",
        "senses.cataract": "unsure",
    }
    reply = client.post(address, {**WHO, **typed})
    assert reply.status_code == 302, reply.content.decode()
    kept = answers_of(visit)
    assert kept["stay_independent"] == {"fallen_past_year": True, "holds_furniture": False}, "blank is not known"
    assert kept["home"] == {"bathroom_grab_bars": False, "slippery_tub": True}, "yes to a lack is a no to the question"
    assert kept["medications"] == [{"name": "zolpidem 5 mg"}, {"name": "metformin"}]
    assert (kept["concerns"], kept["senses"]) == ({"leakage": "declined"}, {"cataract": "unsure"})
    form = IntakeForm.objects.get(visit=visit)
    assert (form.medium, form.who) == ("paper", "helped")
    assert form.submitted_at
    visit.refresh_from_db()
    assert visit.state == VisitState.INTAKE_DONE
    assert {row.entered_by for row in Answer.objects.filter(visit=visit)} == {desk}
    assert AuditEvent.objects.filter(action="intake.enter").count() == 1
    said = case_of(visit)["answers"]["respondent"]
    assert (said["medium"], said["entered_by"]) == ("paper", desk.staff_id)
    assert "on paper" in respondent_says(case_of(visit))
    assert f"typed in by {desk.staff_id}" in respondent_says(case_of(visit))


@pytest.mark.parametrize(("field", "typed"), [("fall_history.falls_12m", "many"), ("fall_history.falls_12m", "999")])
def test_what_cannot_be_stays_on_the_page_and_keeps_nothing(client, desk, visit, field, typed):
    client.force_login(desk)
    reply = client.post(reverse("intake:paper", args=[visit.pk]), {**WHO, field: typed, "home.loose_rugs": "yes"})
    assert reply.status_code == 422
    assert "Write a whole number from 0 to 365" in reply.content.decode()
    assert answers_of(visit) == {}


def test_a_form_that_was_sent_takes_no_paper(client, desk, visit):
    client.force_login(desk)
    address = reverse("intake:paper", args=[visit.pk])
    assert client.post(address, {**WHO, "living.lives_alone": "yes"}).status_code == 302
    client.post(address, {**WHO, "living.lives_alone": "no"})
    assert answers_of(visit)["living"] == {"lives_alone": True}


def test_private_questions_are_left_for_the_provider_by_one_answer(client, provider, visit):
    client.force_login(provider)
    form = hand_over(client, visit, how="read_out")
    asked = fill(client, form, {**FALLEN, "concerns.private_questions": "leave"})
    assert asked[-1] == "concerns.private_questions", "nothing private is asked after it"
    client.post(reverse("intake:check", args=[form.pk]))
    assert answers_of(visit)["concerns"] == {"private_questions": "leave"}
    page = client.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    assert "Left for you to ask" in page
    assert (
        "questions were left for you to ask" in client.get(reverse("intake:answers", args=[visit.pk])).content.decode()
    )
    address = reverse("intake:left", args=[visit.pk])
    entry = client.get(address).content.decode()
    for name in ("often_sad_or_depressed", "leakage", "drinks_alcohol", "cognitive_diagnosis"):
        assert f'name="concerns.{name}"' in entry
    given = {"concerns.leakage": "yes", "concerns.often_sad_or_depressed": "no", "concerns.drinks_alcohol": "declined"}
    assert client.post(address, given).status_code == 302
    assert answers_of(visit)["concerns"]["leakage"] is True
    assert answers_of(visit)["concerns"]["drinks_alcohol"] == "declined"


def test_what_was_left_is_not_known_and_says_why():
    from surefoot.instruments import case_facts

    left = {"concerns": {"private_questions": "leave", "leakage": False}}
    facts = case_facts({**CASE, "answers": left}, load())
    for name in ("concerns.drinks_alcohol", "stay_independent.often_sad_or_depressed", "phq_2.feeling_down"):
        assert (facts[name].value, facts[name].why) == (None, "left for the provider")
    assert facts["concerns.leakage"].value is False, "answered since"
    for word, why in (("declined", "declined"), ("unsure", "not sure")):
        facts = case_facts({**CASE, "answers": {"concerns": {"private_questions": word}}}, load())
        assert facts["concerns.private_questions"].why == why
        assert facts["concerns.drinks_alcohol"].why == "not asked"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"who": "helped"}, "answered by the patient, with a caregiver's help, on the clinic's tablet, in English."),
        ({"who": "caregiver", "language": "es"}, "answered by a caregiver, on the clinic's tablet, in Spanish."),
        ({"how": "read_out"}, "answered by the patient, read out by staff, in English."),
        (
            {"interpreter": "professional", "interpreter_name": "No. 4711", "interpreter_language": "Vietnamese"},
            "in English; interpreted by a professional interpreter (No. 4711, Vietnamese).",
        ),
        ({"interpreter": "family"}, "in English; interpreted by family or a friend."),
    ],
)
def test_who_answered_and_how_is_kept_and_said_in_note_and_findings(client, provider, visit, given, says):
    client.force_login(provider)
    told = {"who": "patient", "language": "en", "how": "hand_over"} | given
    assert client.post(reverse("intake:hand_over", args=[visit.pk]), told).status_code == 302
    assert respondent_says(case_of(visit)).endswith(says)
    client.force_login(provider)
    page = client.get(reverse("plans:findings", args=[visit.pk])).content.decode()
    form = IntakeForm.objects.get(visit=visit)
    assert "Answers from:" in page
    assert str(form.get_medium_display()) in page
    if form.interpreter_name:
        assert "No. 4711, Vietnamese" in page
