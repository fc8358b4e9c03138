"""The medicines in the answer: what was read, what is offered, and what to ask the prescriber. Nobody is told to stop anything."""

from __future__ import annotations

from typing import Any

import pytest
from tests.knowledge.readability import fernandez_huerta, flesch_kincaid_grade

from surefoot.assessment import assess
from surefoot.knowledge import Knowledge, load

QUESTIONS = load().medication_questions
WHO = {"by": "DPM-7", "at": "2026-11-20T09:00:00-05:00"}


def answered(*entries: Any, **answers: Any) -> dict[str, Any]:
    listed = [entry if isinstance(entry, dict) else {"name": entry} for entry in entries]
    case = {
        "schema": "surefoot-case/1",
        "patient": {"id": "P-1", "birth_date": "1944-03-02", "sex": "female"},
        "visit": {"date": "2026-11-20"},
        "answers": {"medications": listed, **answers},
    }
    return assess(case)


def asked(answer: dict[str, Any]) -> list[str]:
    return [one["id"] for one in answer["prescriber_questions"]]


def test_each_entry_says_what_was_read_and_which_lists_name_its_class() -> None:
    (medicine,) = answered("Ambien 10 mg at bedtime")["medicines"]
    assert (medicine["recognised"], medicine["ingredients"]) == (True, ["zolpidem"])
    (class_,) = medicine["classes"]
    assert class_["id"] == "z_drugs"
    assert {one["list"]: one["confidence"] for one in class_["listed_by"]} == {
        "beers_2023_falls": "secondary",
        "steadi_rx": "verified",
        "stoppfall": "secondary",
    }
    assert medicine["questions"] == ["calm_and_sleep"]


def test_a_misspelling_is_offered_and_asks_nothing_until_it_is_confirmed() -> None:
    answer = answered("zolpiden 5 mg")
    (medicine,) = answer["medicines"]
    assert medicine["classes"] == []
    assert medicine["candidates"][0]["name"] == "zolpidem"
    assert asked(answer) == []
    answer = answered({"name": "zolpiden 5 mg", "confirmed_as": {"name": "zolpidem", **WHO}})
    assert asked(answer) == ["calm_and_sleep"]
    assert "zolpiden 5 mg (zolpidem)" in answer["prescriber_questions"][0]["ask"]


def test_context_medicines_are_no_question_by_themselves() -> None:
    context = ("metoprolol", "lisinopril", "amlodipine", "warfarin", "melatonin", "omeprazole", "donepezil")
    assert set(asked(answered(*context))) <= {"many_medicines", "memory_and_slow_pulse"}
    dizzy = answered("metoprolol", stay_independent={"medicine_lightheaded_or_tired": True})
    assert asked(dizzy) in ([], ["pressure_on_standing"])
    assert asked(answered("warfarin", fall_history={"falls_12m": 1})) == ["blood_thinner_after_a_fall"]


@pytest.mark.parametrize(
    ("entries", "question"),
    [
        (("oxycodone", "lorazepam"), "opioid_and_benzodiazepine"),
        (("tramadol", "gabapentin"), "opioid_and_gabapentinoid"),
        (("donepezil", "oxybutynin"), "memory_and_anticholinergic"),
        (("donepezil", "Tylenol PM"), "memory_and_anticholinergic"),
        (("amlodipine", "furosemide"), "swelling_and_water_pill"),
        (("ibuprofen", "lisinopril"), "anti_inflammatory_and_pressure"),
        (("Sinemet", "metoclopramide"), "parkinson_and_dopamine_blocker"),
        (("HCTZ", "tolterodine"), "water_pill_and_bladder"),
        (("midodrine", "carvedilol"), "pressure_up_and_down"),
        (("rivastigmine", "metoprolol"), "memory_and_slow_pulse"),
        (("Imdur", "sildenafil"), "nitrate_and_pde5"),
        (("sertraline", "lorazepam", "gabapentin"), "three_on_the_brain"),
        (("amitriptyline", "meclizine"), "anticholinergic_load"),
        (("a1", "b2", "metformin", "aspirin", "lisinopril"), "many_medicines"),
    ],
)
def test_pairs_and_loads_are_asked_about_together(entries: tuple[str, ...], question: str) -> None:
    answer = answered(*entries)
    assert question in asked(answer)
    assert question not in asked(answered(entries[0]))


def test_a_pair_that_only_looks_like_one_is_silent() -> None:
    assert "parkinson_and_dopamine_blocker" not in asked(answered("Sinemet", "quetiapine"))
    assert "anti_inflammatory_and_pressure" not in asked(answered("diclofenac gel", "lisinopril"))
    assert "memory_and_slow_pulse" not in asked(answered("donepezil", "timolol eye drops"))


def test_what_is_not_taken_any_more_asks_nothing() -> None:
    assert asked(answered({"name": "zolpidem", "confirmed_as": {"not_taken": True, **WHO}})) == []


def test_a_list_that_is_not_known_is_not_an_empty_one() -> None:
    case = {"schema": "surefoot-case/1", "patient": {}, "visit": {"date": "2026-11-20"}}
    assert (assess(case)["medicines"], answered()["medicines"]) == (None, [])


# the drafts themselves --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", QUESTIONS)
def test_a_draft_asks_and_never_orders(id_: str) -> None:
    question = QUESTIONS[id_]
    assert question["ask"].count("?") >= 1
    assert "{medicines}" in question["ask"]
    said = f"{question['ask']} {question['patient']['en']}".lower().replace("not stop", "").replace("never stopped", "")
    for word in (
        "stop ",
        "stop.",
        "discontinue",
        "withdraw",
        "taper off",
        "must be",
        "should be stopped",
        "harmful",
        "dangerous",
    ):
        assert word not in said.replace("neither is stopped at once", ""), word


@pytest.mark.parametrize("id_", QUESTIONS)
def test_the_patient_can_read_it(id_: str) -> None:
    patient = QUESTIONS[id_]["patient"]
    assert flesch_kincaid_grade(patient["en"].replace("{medicines}", "this pill")) <= 6
    assert fernandez_huerta(patient["es"].replace("{medicines}", "esta medicina")) >= 70


def test_every_class_tied_to_falls_has_its_question_and_every_pair_too(knowledge: Knowledge) -> None:
    about = {class_ for one in QUESTIONS.values() if "when" not in one.data for class_ in one.get("classes", ())}
    tied = {id_ for id_, entry in knowledge.medication_classes.items() if entry["fall_risk"] == "yes"}
    assert about == tied
    asks = str([one.get("when") for one in QUESTIONS.values()])
    pairs = [id_ for id_ in knowledge.findings if id_.startswith("pair_")]
    assert len(pairs) >= 10
    assert [id_ for id_ in pairs if id_ not in asks] == []


def test_a_question_of_ours_says_so(knowledge: Knowledge) -> None:
    for one in QUESTIONS.values():
        assert one["basis"] == "proposal" or set(one["source"]) - {"surefoot-proposal", "surefoot-wording"}
