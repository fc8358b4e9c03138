"""Each line is judged by what was in force on its own day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from surefoot.audit.rules import _views
from surefoot.knowledge import Knowledge, load_texts
from surefoot.knowledge.loader import Text, packaged_texts
from tests.audit.tables import KNOWLEDGE, LINE, NOTE, audited

BEGINS = "2024-09-01"
OVERLAY = f"""kind: values
values:
  - id: billing.timed_code.97999
    label: Length of a unit of a synthetic code
    unit: min
    values: [{{from: {BEGINS}, value: 15, source: [cms-mcpm-ch5-20.2], confidence: unverified}}]
"""


@pytest.fixture(scope="module")
def later_timed() -> Knowledge:
    return load_texts([*packaged_texts(), Text("overlay/timed.yaml", OVERLAY)])


def test_a_code_is_timed_from_its_own_day_on(tmp_path: Path, later_timed: Knowledge) -> None:
    days = ("2024-08-31", BEGINS, "2024-09-15")
    lines = [LINE | {"day": day, "code": code, "units": 2} for day in days for code in ("97750", "97999")]
    found = audited(tmp_path, lines, [NOTE | {"day": day} for day in days], later_timed).lines
    assert found["units_verdict"].to_list() == ["right", "not known", "not known"]


def test_one_view_serves_all_days_between_two_beginnings(later_timed: Knowledge) -> None:
    days = [date(1900, 1, 1), *(date(2024, 8, 25) + timedelta(days=place) for place in range(14)), date(2030, 1, 1)]
    views = _views(later_timed, days)
    for day in days:
        own = later_timed.as_of(day)
        assert (views[day].values, views[day].tables) == (own.values, own.tables)
    assert len({id(views[day]) for day in days[1:]}) < len(days) - 1
    assert KNOWLEDGE.digest != later_timed.digest
