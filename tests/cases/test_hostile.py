"""Whatever stands in a case, the answer is an assessment or a list of faults, never a crash; and nothing broken ever becomes a yes."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surefoot.assessment import assess
from surefoot.errors import CaseRefused
from surefoot.knowledge import Knowledge

CASE: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parents[2] / "examples" / "cases" / "contract.json").read_text("utf-8")
)

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.text(max_size=30)
    | st.sampled_from(
        [
            "2026-11-20",
            "2026-02-30",
            "2026-11-20T09:00:00Z",
            "unsure",
            "9999-12-31",
            "0001-01-01",
            "tug",
            "DPM-7",
            "<script>",
            "\x00",
            "٣",
        ]
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a case that can be replaced or taken away."""
    inner: list[tuple[Any, ...]] = []
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        inner += [(*path, key), *places(part, (*path, key))]
    return inner


PLACES = places(CASE)


def changed(path: tuple[Any, ...], new: Any, remove: bool) -> dict[str, Any]:
    case = copy.deepcopy(CASE)
    holder: Any = case
    for key in path[:-1]:
        holder = holder[key]
    if remove:
        del holder[path[-1]]
    else:
        holder[path[-1]] = new
    return case


@given(st.sampled_from(PLACES), anything, st.booleans())
@settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_one_place_broken(knowledge: Knowledge, path: tuple[Any, ...], new: Any, remove: bool) -> None:
    try:
        answer = assess(changed(path, new, remove), knowledge)
    except CaseRefused as refused:
        assert refused.faults
        assert all(
            fault.code.startswith("SF-C") and fault.where and fault.says and fault.do for fault in refused.faults
        )
    else:
        assert answer["billing"]["may_submit"] != "yes"  # no suggestion is decided in this case
        json.dumps(answer, allow_nan=False)


@pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
def test_any_place_taken_away_is_no_crash(path: tuple[Any, ...], knowledge: Knowledge) -> None:
    try:
        answer = assess(changed(path, None, remove=True), knowledge)
    except CaseRefused as refused:
        assert {fault.code for fault in refused.faults} <= {"SF-C003"}
    else:
        assert answer["billing"]["may_submit"] != "yes"


@given(anything)
@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_anything_at_all(knowledge: Knowledge, thing: Any) -> None:
    with pytest.raises(CaseRefused):
        assess(thing, knowledge)
