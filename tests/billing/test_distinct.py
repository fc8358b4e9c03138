"""Why another service of the day was distinct: the modifier follows the record, and no line carries two of the group."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.knowledge import Knowledge
from tests.billing.cases import KNOWLEDGE, decided
from tests.billing.matrix_changes import SERVICE_MARKS, visit_and_suggestions, with_overlays

GROUP = {"59", "XE", "XP", "XS", "XU"}
MARK = st.sampled_from(sorted(SERVICE_MARKS))
SERVICE = st.tuples(
    st.sampled_from(["97530@60-75", "97140@80-95", "97530:15"]), st.lists(MARK, max_size=3, unique=True)
)


def modifiers(change: str, knowledge: Knowledge = KNOWLEDGE) -> list[str]:
    case, suggestions = visit_and_suggestions(change)
    return decided(case, suggestions, knowledge)["payer"]["modifiers"]


@settings(max_examples=120, deadline=None)
@given(st.lists(SERVICE, min_size=1, max_size=2), st.booleans())
def test_never_two_of_the_group_and_none_without_times(services: list[tuple[str, list[str]]], own: bool) -> None:
    listed = ",".join("/".join([word, *marks]) for word, marks in services)
    policy = "own_takes_59" if own else "cms"
    found = GROUP & set(modifiers(f"policy={policy} services={listed}", with_overlays(True, "")))
    assert len(found) <= 1
    if not any("@" in word for word, _ in services):
        assert not found
    if own:
        assert found <= {"59"}


@pytest.mark.parametrize("key", ["by", "at", "structure", "tested_structure"])
def test_a_structure_without_its_name_time_or_counterpart_shows_nothing(key: str) -> None:
    case, suggestions = visit_and_suggestions("services=97140@60-75/structure")
    assert "XS" in decided(case, suggestions)["payer"]["modifiers"]
    del case["other_services"][0]["distinct"][key]
    found = decided(case, suggestions)["payer"]["modifiers"]
    assert "XS" not in found
    assert "59" in found


@pytest.mark.parametrize(
    "other",
    [
        {"id": "V-2"},
        {"id": "V-2", "tests": []},
        {"id": "V-2", "ledger": []},
        {"id": "V-3", "tests": [], "ledger": []},
        {"tests": [], "ledger": []},
    ],
)
def test_another_visit_that_may_hold_testing_of_its_own_is_no_other_encounter(other: dict[str, object]) -> None:
    case, suggestions = visit_and_suggestions("services=97530@60-75/visit")
    assert "XE" in decided(case, suggestions)["payer"]["modifiers"]
    case["same_day"] = [other]
    assert "XE" not in decided(case, suggestions)["payer"]["modifiers"]


def test_two_visits_of_one_id_name_neither() -> None:
    case, suggestions = visit_and_suggestions("services=97530@60-75/visit")
    case["same_day"] *= 2
    assert "XE" not in decided(case, suggestions)["payer"]["modifiers"]


def test_a_visit_without_testing_hides_no_second_97750() -> None:
    case, suggestions = visit_and_suggestions("services=97750@60-75/visit")
    answer = decided(case, suggestions)
    assert answer["may_submit"] == "not_known"
    assert "same_code_again" in {one["id"] for one in answer["payer"]["gates"]}
