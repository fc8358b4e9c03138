"""Each requirement by itself: met on the whole visit, and its state when its own evidence is taken away or its own rule broken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surefoot.knowledge.expression import references
from tests.billing.cases import ACCEPTED, KNOWLEDGE, at, decided, span, states, suggested, whole_case, without

EVIDENCE = {  # what is taken away, by requirement of kind evidence
    "R01": "tests",
    "R04": "visit.status",
    "R05": "tests",
    "R06": "tests.*.trials",
    "R07": "ledger.*.one_on_one",
    "R08": "report.signed",
    "R09": "report.interpretation",
    "R10": "report.plan_of_care_impact",
    "R11": "ledger",
    "R12": "visit.reason",
    "R13": "report.analysis",
    "R15": "ledger.*.patient_present",
    "R16": "ledger.*.patient_present",
    "R17": "ledger.*.patient_present",
    "R18": "ledger.*.patient_present",
    "R21": "ledger.*.patient_present",
    "R22": "ledger.*.provider",
    "R26": "report.signed",
}
HONEST_CURE = {"R08", "R09", "R10", "R12", "R13", "R14", "R22", "R25", "R26"}


def kinds(kind):
    return {id_ for id_, entry in KNOWLEDGE.requirements.items() if entry["kind"] == kind}


def test_every_requirement_has_its_kind_and_its_test():
    assert kinds("evidence") == {*EVIDENCE, "R25"}
    assert kinds("rule") == {"R02", "R03", "R14", "R19", "R20", "R23", "R24", "R27"}
    assert len(KNOWLEDGE.requirements) == 27


def test_groups():
    groups = {id_: entry["group"] for id_, entry in KNOWLEDGE.requirements.items()}
    assert {id_ for id_, group in groups.items() if group == "programme"} == {"R24", "R25"}
    assert {id_ for id_, group in groups.items() if group == "engine"} == {"R27"}


def test_all_are_met_on_the_whole_visit():
    assert set(states(decided(whole_case())).values()) == {"met"}


@pytest.mark.parametrize("id_", EVIDENCE)
def test_evidence_taken_away(id_):
    answer = decided(without(whole_case(), EVIDENCE[id_]))
    assert states(answer)[id_] == "missing"
    assert answer["may_submit"] != "yes"
    found = next(one for one in answer["code_selection"]["requirements"] if one["id"] == id_)
    assert (found["cure"] is not None) == (id_ in HONEST_CURE)
    assert found["missing"]


@pytest.mark.parametrize(
    "decision",
    [
        None,
        ACCEPTED | {"by": None},
        ACCEPTED | {"by": "somebody not listed"},
        ACCEPTED | {"at": None},
        ACCEPTED | {"decision": "changed"},
        ACCEPTED | {"decision": "declined", "declined_by": "patient"},
        ACCEPTED | {"decision": "declined", "reason": "too tired"},
    ],
)
def test_r25_a_decision_is_whole_or_missing(decision):
    answer = decided(whole_case(), suggested(ACCEPTED, decision))
    assert states(answer)["R25"] == "missing"
    assert answer["may_submit"] == "not_known"


def test_r25_a_medical_assistant_decides_nothing():
    case = whole_case()
    case["providers"].append({"id": "MA-9", "credential": "MA"})
    assert states(decided(case, suggested(ACCEPTED | {"by": "MA-9"})))["R25"] == "missing"


def test_r25_all_declined_with_reasons_is_a_reason_for_none():
    declined = ACCEPTED | {"decision": "declined", "reason": "prefers to wait", "declined_by": "patient"}
    assert states(decided(whole_case(), suggested(declined)))["R25"] == "met"


def test_r24_and_r25_apply_only_to_a_programme():
    bare = without(whole_case("ama"), "answers")
    answer = decided(bare, [])
    assert states(answer)["R24"] == states(answer)["R25"] == "not_applicable"
    assert answer["may_submit"] == "yes"


def test_r24_follows_every_other():
    assert states(decided(without(whole_case(), "visit.reason")))["R24"] == "missing"
    assert states(decided(whole_case() | {"tests": []}))["R24"] == "not_met"


def test_r02_code_selection_cites_the_ama_alone():
    for entry in KNOWLEDGE.requirements.values():
        publishers = {KNOWLEDGE.sources[source].publisher for source in entry["source"]}
        assert entry["group"] != "code_selection" or publishers == {"AMA"}


def test_r14_a_person_may_lower_units_with_a_reason_and_never_raise_them():
    why = {"reason": "the last trial was repeated at the patient's wish", "by": "DPM-7", "at": at(40)}
    lowered = decided(whole_case() | {"units_override": {"units": 1, **why}})
    assert (lowered["may_submit"], lowered["units"]) == ("yes", 1)
    raised = decided(whole_case() | {"units_override": {"units": 3, **why}})
    assert (raised["may_submit"], raised["units"]) == ("no", 2)
    assert states(raised)["R14"] == "not_met"
    bare = decided(whole_case() | {"units_override": {"units": 1}})
    assert (bare["may_submit"], bare["units"]) == ("not_known", 2)
    assert states(bare)["R14"] == "missing"
    assert decided(whole_case() | {"units_override": {"units": 0, **why}})["may_submit"] == "no"


@pytest.mark.parametrize(("seconds", "state"), [(479, "not_met"), (480, "met")])
def test_r19_and_r23_at_the_border(seconds, state):
    case = whole_case()
    minutes, rest = divmod(seconds, 60)
    case["ledger"] = [span(0, 1, "perform") | {"end": at(minutes, rest)}]
    answer = decided(case)
    assert states(answer)["R19"] == states(answer)["R23"] == state
    assert answer["units"] == (1 if state == "met" else 0)
    assert answer["may_submit"] == ("yes" if state == "met" else "no")


@pytest.mark.parametrize(("minutes", "units"), [(22, 1), (23, 2), (37, 2), (38, 3), (52, 3), (53, 4)])
@pytest.mark.parametrize("policy", ["cms", "ama"])
def test_units_at_the_borders(policy, minutes, units):
    case = whole_case(policy)
    case["ledger"] = [span(0, minutes, "perform")]
    assert decided(case)["units"] == units


def test_r20_and_r27_an_edition_not_checked_is_a_review_and_no_block():
    later = decided(whole_case("ama"))
    assert states(later)["R20"] == states(later)["R27"] == "met"
    assert [one["id"] for one in later["reviews"]] == [
        "contractor_reading_differs",
        "edition_not_checked",
        "diagnosis_table_of_another_day",
    ]
    checked = whole_case("ama")
    checked["visit"]["date"] = checked["plan_of_care"]["certified_on"] = "2024-08-01"
    checked["ledger"] = [
        part | {key: part[key].replace("2026-11-20", "2024-08-01") for key in ("start", "end")}
        for part in checked["ledger"]
    ]
    for part in checked["ledger"]:
        part["activity"] = "perform"  # no reading of the time gives other units
    assert [one["id"] for one in decided(checked)["reviews"]] == ["diagnosis_table_of_another_day"]
    del checked["visit"]["diagnoses"]
    assert decided(checked)["reviews"] == []
    assert decided(checked)["may_submit"] == "yes"


def test_r15_r17_r18_apply_only_where_such_a_span_is_on_record():
    case = whole_case()
    case["ledger"] = [span(0, 20, "perform")]
    found = states(decided(case))
    assert [found[id_] for id_ in ("R15", "R17", "R18")] == ["not_applicable"] * 3
    assert decided(case)["may_submit"] == "yes"


def test_r22_a_medical_assistant_delivers_no_skilled_service():
    case = whole_case("ama")
    case["providers"][0]["credential"] = "MA"
    answer = decided(case)
    assert (answer["may_submit"], states(answer)["R22"]) == ("no", "not_met")


@pytest.mark.parametrize(("credential", "state"), [("MA", "not_met"), ("other", "missing"), ("NP", "met")])
def test_r26_a_provider_signs(credential, state):
    case = whole_case("ama")
    case["providers"].append({"id": "X-2", "credential": credential})
    case["report"]["signed"]["by"] = case["visit"]["provider"] = "X-2"
    assert states(decided(case))["R26"] == state


def test_r26_a_signature_from_before_the_visit_signs_nothing():
    case = whole_case()
    case["report"]["signed"]["at"] = at(0, day="2026-11-19")
    assert states(decided(case))["R26"] == "missing"


def test_r05_a_test_that_a_person_has_to_judge_is_a_review_and_never_yes():
    tug = KNOWLEDGE.tests["tug"]
    judged = replace(tug, data={**tug.data, "performance_test": {**tug["performance_test"], "answer": "review"}})
    knowledge = replace(KNOWLEDGE, tests={**KNOWLEDGE.tests, "tug": judged})
    answer = decided(whole_case("ama"), knowledge=knowledge)
    assert (answer["may_submit"], states(answer)["R05"]) == ("not_known", "missing")
    says = {one["id"]: one["says"] for one in answer["reviews"]}["unknown_test"]
    assert tug["label"] in says


@pytest.mark.parametrize("part", ["interpretation", "analysis", "plan_of_care_impact"])
def test_an_empty_text_documents_nothing(part):
    case = whole_case()
    case["report"][part] = "   "
    assert decided(case)["may_submit"] == "not_known"


def requirement(case, id_, suggestions=None):
    return next(one for one in decided(case, suggestions)["code_selection"]["requirements"] if one["id"] == id_)


@pytest.mark.parametrize(
    ("change", "id_", "cure"),
    [
        ({"tests": []}, "R08", None),
        ({"tests": [{"test": "tug", "trials": [{"aid": "none"}]}]}, "R09", None),
        ({"report": {"interpretation": "Impaired.", "signed": {"by": "DPM-7"}}}, "R09", "signature"),
        ({"tests": [], "report": {}}, "R08", None),
        ({"report": {}}, "R09", "interpretation signature"),
        ({"report": {}}, "R10", "plan signature"),
        ({"report": {}}, "R26", "report signature"),
        ({"report": {"analysis": "Impaired."}}, "R13", "signature"),
    ],
)
def test_a_cure_fits_what_is_missing_and_nothing_else(change, id_, cure):
    found = requirement(whole_case() | change, id_)
    assert found["state"] == "missing"
    if cure is None:
        assert found["cure"] is None
        return
    assert all(word in found["cure"] for word in cure.split())
    assert ("interpretation" in found["cure"]) is ("interpretation" in cure)
    assert ("analysis" in found["cure"]) is ("analysis" in cure)


def test_every_cure_is_for_a_fact_its_requirement_reads():
    for entry in KNOWLEDGE.requirements.values():
        assert {one["for"] for one in entry.get("cures", ())} <= set(references(entry.nodes["met"]))


def test_r24_names_no_fact_that_anybody_could_supply():
    found = requirement(without(whole_case(), "visit.reason"), "R24")
    assert (found["state"], found["missing"], found["cure"]) == ("missing", [], None)


def steps(trace):
    yield trace
    for part in trace["because"]:
        yield from steps(part)


def test_the_trace_of_a_requirement_leads_to_its_evidence_and_source():
    found = requirement(whole_case(), "R09")
    facts = {step["id"]: step for step in steps(found["trace"]) if step["id"]}
    assert facts["billing.performance_measured"]["evidence"] == ["tests[0]"]
    assert facts["report.interpretation"]["evidence"] == ["report.interpretation"]
    assert facts["report.signed"]["evidence"] == ["report.signed"]
    assert {step["source"][0] for step in facts.values()} == {"cpt-assistant-2013-08-p7"}
    assert requirement(whole_case(), "R07")["trace"]["evidence"] == [f"ledger[{index}]" for index in range(4)]
    assert requirement(whole_case(), "R21")["trace"]["because"][1]["because"][0]["evidence"] == ["visit.setting"]


@pytest.mark.parametrize("id_", sorted({*EVIDENCE, "R25"}))
def test_a_met_requirement_of_evidence_shows_where_it_stands(id_):
    case = whole_case() | {"decisions": [{"suggestion": "suggestion_0", **ACCEPTED}]}
    found = requirement(case, id_)
    assert found["evidence"]
    assert any(step["evidence"] for step in steps(found["trace"]))
