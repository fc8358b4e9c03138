"""The list of medicines: pasted, read, and confirmed by a person; nothing is matched by likeness, nothing is lost unsaid."""

from __future__ import annotations

import pytest
from django.urls import reverse

from surefoot_web.intake.models import Answer
from surefoot_web.intake.selectors import answers_of, list_seen
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits.case import assessment_of

PASTED = "Home medications:\nzolpiden 5 mg at night\nlisinopril 10 mg daily\nAllergies: penicillin\n"


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


def review(visit):
    return reverse("intake:medicines", args=[visit.pk])


def paste(staff, visit, text=PASTED, how="add"):
    address = reverse("intake:medicines_list", args=[visit.pk])
    return staff.post(address, {"text": text, "how": how, "seen": list_seen(visit)}, follow=True)


def confirm(staff, visit, **said):
    return staff.post(review(visit), {"seen": list_seen(visit), **said}, follow=True)


def names(visit):
    return [entry["name"] for entry in answers_of(visit)["medications"]]


def answer(visit, finding):
    return next(one["answer"] for one in assessment_of(visit)["findings"] if one["id"] == finding)


def test_a_pasted_text_becomes_entries_and_what_was_left_out_is_said(staff, visit):
    page = paste(staff, visit).content.decode()
    assert names(visit) == ["zolpiden 5 mg at night", "lisinopril 10 mg daily"]
    assert "Allergies: penicillin" in page
    assert "not recognised" in page
    assert "zolpidem (Z-drugs (sleep medicines))" in page


def test_more_can_be_added_and_the_list_put_in_another_place(staff, visit):
    paste(staff, visit, "warfarin")
    paste(staff, visit, "aspirin", how="add")
    assert names(visit) == ["warfarin", "aspirin"]
    paste(staff, visit, "metformin", how="replace")
    assert names(visit) == ["metformin"]


def test_none_taken_is_an_answer(staff, visit):
    paste(staff, visit, "", how="none")
    assert answers_of(visit)["medications"] == []
    assert answer(visit, "fall_risk_drug") == "no"


def test_a_text_without_a_medicine_is_refused_beside_the_field(staff, visit):
    reply = paste(staff, visit, "none")
    assert reply.status_code == 422
    assert "No medicine was found in this text." in reply.content.decode()
    assert "medications" not in answers_of(visit)


def test_a_name_that_is_offered_counts_only_once_a_person_said_so(staff, visit, provider):
    paste(staff, visit)
    assert answer(visit, "fall_risk_drug") == "not_known"
    confirm(staff, visit, is_0="name:zolpidem", is_1="leave")
    (first, second) = answers_of(visit)["medications"]
    assert first["confirmed_as"]["name"] == "zolpidem"
    assert first["confirmed_as"]["by"] == provider.staff_id
    assert "confirmed_as" not in second
    assert answer(visit, "fall_risk_drug") == "yes"
    event = AuditEvent.objects.filter(action="medicines.confirm").get()
    assert "zolpidem" not in str(event.detail)


@pytest.mark.parametrize(
    ("said", "kept", "finding"),
    [
        ({"is_0": "other", "name_0": "lorazepam"}, {"name": "lorazepam"}, "yes"),
        ({"is_0": "in_no_class"}, {"in_no_class": True}, "no"),
        ({"is_0": "not_taken"}, {"not_taken": True}, "no"),
    ],
)
def test_staff_may_say_something_else(staff, visit, said, kept, finding):
    paste(staff, visit)
    confirm(staff, visit, **said)
    confirmed = answers_of(visit)["medications"][0]["confirmed_as"]
    assert {key: confirmed[key] for key in kept} == kept
    assert answer(visit, "fall_risk_drug") == finding


def test_what_was_said_can_be_taken_back(staff, visit):
    paste(staff, visit)
    confirm(staff, visit, is_0="name:zolpidem")
    confirm(staff, visit, is_0="take_back")
    assert answers_of(visit)["medications"][0] == {"name": "zolpiden 5 mg at night"}


def test_a_medicine_of_which_it_is_not_clear_may_be_said_to_be_taken(staff, visit):
    assert "is it taken?" in paste(staff, visit, "lorazepam (stopped)").content.decode()
    assert answer(visit, "fall_risk_drug") == "not_known"
    confirm(staff, visit, is_0="name:lorazepam")
    assert answer(visit, "fall_risk_drug") == "yes"


def test_another_name_must_be_written(staff, visit):
    paste(staff, visit)
    reply = confirm(staff, visit, is_0="other")
    assert reply.status_code == 422
    assert "Write the name of the medicine" in reply.content.decode()


def test_a_choice_that_was_not_offered_is_refused(staff, visit):
    paste(staff, visit)
    assert confirm(staff, visit, is_0="name:warfarin").status_code == 422
    assert "confirmed_as" not in answers_of(visit)["medications"][0]


def test_a_page_of_an_older_list_changes_nothing(staff, visit):
    paste(staff, visit)
    seen = list_seen(visit)
    paste(staff, visit, "warfarin", how="replace")
    reply = staff.post(review(visit), {"seen": seen, "is_0": "not_taken"})
    assert "Somebody else changed this record" in reply.content.decode()
    assert answers_of(visit)["medications"] == [{"name": "warfarin"}]


def test_saving_without_a_choice_writes_nothing(staff, visit):
    paste(staff, visit)
    before = Answer.objects.filter(visit=visit).count()
    confirm(staff, visit)
    assert Answer.objects.filter(visit=visit).count() == before


def test_what_was_confirmed_stays_when_more_is_added(staff, visit):
    paste(staff, visit)
    confirm(staff, visit, is_0="name:zolpidem")
    paste(staff, visit, "warfarin")
    assert answers_of(visit)["medications"][0]["confirmed_as"]["name"] == "zolpidem"


def test_the_front_desk_says_nothing_about_medicines(client, desk, visit):
    client.force_login(desk)
    assert client.get(review(visit)).status_code == 403


def test_the_findings_show_the_entries_and_the_questions(staff, visit):
    paste(staff, visit, "oxycodone 5 mg\nlorazepam 1 mg\nmetoprolol 25 mg\n<b>xyzzy</b>")
    page = staff.get(reverse("plans:findings", args=[visit.pk])).content.decode()
    assert "Questions for the prescriber" in page
    assert "oxycodone 5 mg and lorazepam 1 mg together" in page
    assert "No medicine is stopped or changed without the prescriber." in page
    assert "not called a fall-risk medicine" in page
    assert "<b>xyzzy</b>" not in page
    assert reverse("intake:medicines", args=[visit.pk]) in page
