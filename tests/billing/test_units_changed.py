"""A change of units by a person shows on every output, with its reason, and never exceeds what time gives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.assessment import assess
from surefoot.cli.report import assessment_text
from surefoot.note import build_note, render_text
from tests.billing.cases import KNOWLEDGE, WHO, at, decided, whole_case

CHANGE = {"units": 1, "reason": "the second test was cut short", "by": WHO, "at": at(240)}


def test_the_assessment_says_who_why_and_from_what():
    changed = decided(whole_case() | {"units_override": CHANGE})["units_changed"]
    assert changed == CHANGE | {"earned": [2], "in_force": True}
    assert decided(whole_case())["units_changed"] is None


def test_a_change_without_a_reason_is_shown_and_not_in_force():
    changed = decided(whole_case() | {"units_override": {"units": 1}})["units_changed"]
    assert (changed["in_force"], changed["reason"]) == (False, None)


def test_the_report_in_the_terminal_and_the_note_say_it():
    case = whole_case() | {"units_override": CHANGE}
    assessment = assess(case, KNOWLEDGE)
    assert "units changed by DPM-7: 1, by time 2: the second test was cut short" in assessment_text(assessment)
    assert "The units were changed by DPM-7: the second test was cut short." in " ".join(
        render_text(build_note(case, assessment)).split()
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 12), st.sets(st.sampled_from(["reason", "by", "at"])))
def test_a_change_never_raises_and_never_leads_to_yes_undocumented(units, left_out):
    given_ = {key: value for key, value in (CHANGE | {"units": units}).items() if key not in left_out}
    answer = decided(whole_case() | {"units_override": given_})
    assert answer["units"] is None or answer["units"] <= 2
    if left_out or units > 2 or units == 0:
        assert answer["may_submit"] != "yes"
