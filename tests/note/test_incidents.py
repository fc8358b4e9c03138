"""A fall or near fall during the visit stands on top of the report, with who let the testing go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from surefoot.assessment import assess
from surefoot.errors import CaseRefused
from surefoot.note import build_note, render_pdf, render_text

CONTRACT = json.loads((Path(__file__).parents[2] / "examples/cases/contract.json").read_text("utf-8"))
FALL = {"at": "2026-11-20T09:12:00-05:00", "by": "DPM-7"}
WHOLE = FALL | {
    "what": "near_fall",
    "injury": "no",
    "test": "tug",
    "done": ["The patient sat or lay down and rested"],
    "released": {"by": "DPM-7", "at": "2026-11-20T09:15:00-05:00", "why": "steady again"},
}


def printed(*incidents) -> str:
    case = {**CONTRACT, "incidents": list(incidents)}
    return " ".join(render_text(build_note(case, assess(case))).split())


def test_what_happened_and_who_released_it() -> None:
    text = printed(WHOLE)
    assert "Near fall during Timed Up and Go" in text
    assert "Nobody was hurt. The patient sat or lay down and rested. Testing released by" in text
    assert text.index("Near fall during") < text.index("REASON FOR TESTING")


def test_what_nobody_said_is_not_known() -> None:
    text = printed(FALL)
    assert "Something happened that nobody described yet" in text
    assert "Whether somebody was hurt is not known." in text
    assert "Testing was not released." in text


def test_it_is_typeset() -> None:
    case = {**CONTRACT, "incidents": [WHOLE, FALL]}
    assert render_pdf(build_note(case, assess(case))).startswith(b"%PDF")


@pytest.mark.parametrize("wrong", [{"at": "now"}, {"what": "slip"}, {"injury": "maybe"}, {"more": 1}])
def test_a_wrong_one_is_refused(wrong) -> None:
    with pytest.raises(CaseRefused):
        assess({**CONTRACT, "incidents": [FALL | wrong]})
