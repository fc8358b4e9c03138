"""A payer's policy of the clinic's own: what it can ask for, and that it cannot say yes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.assessment import assess
from surefoot.billing.units import units_answer
from surefoot.errors import KnowledgeRefused
from surefoot.knowledge import load, load_texts
from surefoot.knowledge.loader import Text, packaged_texts
from tests.billing.cases import at, decided, gates, span, suggested, whole_case, without
from tests.billing.matrix_changes import with_overlays

TEMPLATE = Path(__file__).parents[2] / "examples" / "policies"
OWN = with_overlays(True, "")
PLAIN = (
    "kind: payer_policy\nid: {id}\ntitle: Plain\nfrom: 2026-01-01\ntime_rule: ama_midpoint\n{more}"
    "gates: {gates}\nmodifiers: []\nreviews: []\nsource: {source}\nconfidence: secondary\n"
)


def loaded(id="plain", more="", gates="[]", source="[cpt-2024-pxx]", others=()):
    text = PLAIN.format(id=id, more=more, gates=gates, source=source)
    return load_texts([*packaged_texts(), Text("overlay/plain.yaml", text), *others])


def test_a_plain_policy_adds_nothing():
    answer = decided(whole_case("plain"), knowledge=loaded())
    assert (answer["may_submit"], gates(answer), answer["payer"]["modifiers"]) == ("yes", {}, [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"source": "[]"}, "SF-K006"),
        ({"source": "[no-such-source]"}, "SF-K007"),
        ({"id": "cms"}, "SF-K011"),
        ({"more": "readings: [literal_midpoint]\n"}, "SF-K006"),
        ({"more": "readings: [questionnaire_review_counted]\n"}, "SF-K006"),
        ({"more": "readings: [set_up_counted]\n"}, "SF-K006"),
        ({"more": "may_submit: 'yes'\n"}, "SF-K003"),
        ({"more": "allows: []\n"}, "SF-K003"),
        ({"more": "claim_type: both\n"}, "SF-K006"),
        ({"more": "on_top_of: nobody\n"}, "SF-K009"),
        ({"more": "on_top_of: plain\n"}, "SF-K009"),
        ({"gates": "[{id: a, gate: allow, when: billing.tie, says: b, source: [cpt-2024-pxx], confidence: secondary}]"}, "SF-K006"),
        ({"gates": "[{id: a, gate: hold, when: billing.tie, says: b, confidence: secondary}]"}, "SF-K004"),
    ],
)  # fmt: skip
def test_what_a_policy_may_not_be(change, code):
    with pytest.raises(KnowledgeRefused) as refused:
        loaded(**change)
    assert code in {fault.code for fault in refused.value.faults}


def test_two_policies_that_stand_on_each_other_are_refused():
    other = PLAIN.format(id="other", more="on_top_of: plain\n", gates="[]", source="[cpt-2024-pxx]")
    with pytest.raises(KnowledgeRefused):
        loaded(more="on_top_of: other\n", others=[Text("overlay/other.yaml", other)])


def test_a_credential_of_the_knowledge_is_not_replaced():
    """An overlay that made a medical assistant skilled would turn a no into a yes."""
    skilled = (
        "kind: credentials\ncredentials:\n  - {id: MA, label: x, skilled: 'yes', medicare: 'yes', discipline: any, says: x,"
        " source: [cpt-2024-p863], confidence: secondary}\n"
    )
    with pytest.raises(KnowledgeRefused) as refused:
        load_texts([*packaged_texts(), Text("overlay/own.yaml", skilled)])
    assert [fault.code for fault in refused.value.faults] == ["SF-K011"]


def test_the_template_loads_as_an_overlay_and_does_what_it_says():
    knowledge = load([TEMPLATE])
    answer = decided(whole_case("example_plan"), knowledge=knowledge)
    assert (answer["may_submit"], answer["units"], answer["payer"]["modifiers"]) == ("yes", 1, ["GP"])
    assert answer["payer"]["claim_type"] == "professional"
    case = whole_case("example_plan")
    case["ledger"] = [span(0, 75, "perform")]
    assert gates(decided(case, knowledge=knowledge)) == {"above_the_cap": "warn"}
    assert gates(decided(without(whole_case("example_plan"), "plan_of_care"), knowledge=knowledge)) == {
        "no_plan_of_care": "hold"
    }
    late = whole_case("example_plan")
    late["visit"]["date"] = "2027-01-01"
    assert decided(late, knowledge=knowledge)["may_submit"] != "yes"


POLICIES = sorted(id_ for id_ in OWN.policies if id_ != "ama")
LEFT_OUT = (
    "visit.reason",
    "visit.setting",
    "visit.status",
    "tests",
    "ledger",
    "report.signed",
    "providers",
    "plan_of_care",
)
CODES = st.sampled_from(["97161", "97530", "97112", "98980", "97755"])


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(POLICIES),
    st.sets(st.sampled_from(LEFT_OUT), max_size=2),
    st.integers(0, 40),
    st.lists(CODES, max_size=2, unique=True),
    st.sampled_from(["office", "hospital_outpatient", "telehealth"]),
)
def test_no_policy_turns_what_the_code_alone_does_not_allow_into_yes(policy, left_out, minutes, codes, setting):
    case = whole_case("ama")
    case["visit"]["setting"] = setting
    case["ledger"] = [span(0, minutes, "perform")]
    case["other_services"] = [{"code": code, "start": at(90), "end": at(105)} for code in codes]
    for path in left_out:
        case = without(case, path)
    alone = decided(case, knowledge=OWN)
    case["visit"]["payer_policy"] = policy
    answer = decided(case, knowledge=OWN)
    if alone["may_submit"] != "yes":
        assert answer["may_submit"] != "yes"
    if answer["may_submit"] == "yes":
        assert answer["units"] <= alone["units"]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["own_on_medicare", "own_professional", "cms_hospital_outpatient"]),
    st.integers(0, 40),
    st.booleans(),
)
def test_a_policy_on_top_of_medicare_is_never_wider_than_medicare(policy, minutes, planned):
    case = whole_case("cms")
    case["visit"]["setting"] = "hospital_outpatient" if policy == "cms_hospital_outpatient" else "office"
    case["ledger"] = [span(0, minutes, "perform")]
    case = case if planned else without(case, "plan_of_care")
    medicare = decided(case, suggested(), OWN)["may_submit"]
    case["visit"]["payer_policy"] = policy
    assert medicare == "yes" or decided(case, suggested(), OWN)["may_submit"] != "yes"


def test_the_units_command_pools_for_a_policy_on_top_of_medicare():
    view = OWN.as_of(date(2026, 11, 20))
    for policy in ("cms", "own_on_medicare", "cms_hospital_outpatient"):
        answer = units_answer(["97750=10", "97112=12"], policy, knowledge=OWN, view=view)
        assert (answer["total_units"], answer["units"]) == (1, {"97750": 0, "97112": 1})
    assert units_answer(["97750=10", "97112=12"], "own_modifier", knowledge=OWN, view=view)["total_units"] == 2


def test_a_reading_for_a_policy_that_is_not_there_is_refused():
    chosen = (
        "kind: clinic_readings\nchosen:\n  - {reading: whole_minutes, from: 2026-01-01, why: x, policies: [nobody],"
        " source: [cpt-2024-pxx], confidence: secondary}\n"
    )
    with pytest.raises(KnowledgeRefused) as refused:
        load_texts([*packaged_texts(), Text("overlay/own.yaml", chosen)])
    assert [fault.code for fault in refused.value.faults] == ["SF-K009"]


@pytest.mark.parametrize("policy", [*POLICIES, "ama"])
def test_what_is_suggested_never_reads_coverage_or_clock(policy):
    """Suggestions and codes of diagnoses come from findings; the payer, the time and the units change neither."""
    cms, other = whole_case("cms"), without(whole_case(policy), "ledger")
    first, second = assess(cms, OWN), assess(other, OWN)
    assert first["suggestions"] == second["suggestions"]
    assert first["billing"]["diagnoses"]["suggested"] == second["billing"]["diagnoses"]["suggested"]
