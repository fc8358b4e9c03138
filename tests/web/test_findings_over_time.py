# ruff: noqa: F811 - fixtures of another module
"""The findings page beside its levels: where they part, what one test adds (closed), and what changed since a signed visit."""

from __future__ import annotations

import copy
import re
import sys

import pytest
from django.urls import reverse

from surefoot.note import build_handout, render_text
from surefoot_web.intake.actions import intake_answer, intake_hand_over
from surefoot_web.notes.selectors import for_comparison
from surefoot_web.plans import selectors_findings
from surefoot_web.plans.selectors_assessment import assessment_shown
from surefoot_web.visits import actions
from surefoot_web.visits.case import assessment_of, case_of

from .conftest import fresh
from .test_case import after, worked  # noqa: F401 - a fixture
from .test_plan import seen, tested, text_of  # noqa: F401 - fixtures
from .test_signing import signed  # noqa: F401 - a fixture

LATER = after(60 * 24 * 30)
NO_SEVERE_FALL = {
    "falls_12m": 1,
    "injurious_falls_12m": 0,
    **dict.fromkeys(("emergency_visit", "loss_of_consciousness", "unable_to_get_up", "long_lie_ge_60min"), False),
}


@pytest.fixture
def next_visit(signed, provider):
    """A visit a month after a signed one: one fall that was not severe, Timed Up and Go 12.5 s after 14.2 s."""
    visit = actions.visit_start(
        patient=signed.visit.patient, date=LATER.date(), provider=provider, by=provider, at=LATER
    )
    intake_hand_over(visit=visit, language="en", by=provider, at=LATER)
    for key, value in NO_SEVERE_FALL.items():
        intake_answer(visit=visit, section="fall_history", key=key, value=value, by=provider, at=LATER)
    intake_answer(visit=visit, section="frailty_scales", key="clinical_frailty_scale", value=3, by=provider, at=LATER)
    actions.test_trial_record(visit=visit, test="tug", fields={"time_s": 12.5}, by=provider, at=LATER)
    return fresh(visit)


def findings(client, visit) -> str:
    answer = client.get(reverse("plans:findings", args=[visit.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def section(page: str, id_: str) -> str:
    return re.search(rf'<section class="section" aria-labelledby="{id_}">.*?</section>', page, re.DOTALL)[0]


def test_a_change_shows_values_error_and_direction(seen, next_visit):
    shown = section(findings(seen, next_visit), "changes")
    assert "14.2 → 12.5" in shown
    assert "1.7 s less (12%), the better way." in shown
    assert "within measurement error" in shown
    assert "128 adults 50 and over living in the community" in shown


def test_levels_of_the_signed_visit_are_compared_as_they_were_signed(seen, next_visit):
    (earlier,) = case_of(next_visit)["previous"]
    assert earlier["levels"]["wfg_2022"] == "high"
    assert "high → low" in section(findings(seen, next_visit), "changes")


def test_a_score_signed_with_help_says_why_it_may_not_be_compared(signed):
    assessment = copy.deepcopy(signed.assessment)
    score = next(one for one in assessment["scores"] if one["id"] == "tug.time_s")
    score |= {"status": "not_comparable", "reason": "done with hands-on help"}
    parts = for_comparison(assessment)
    assert parts["not_compared"] == {"tug.time_s": "done with hands-on help"}
    assert parts["scores"]["tug.time_s"] == 14.2


def test_where_they_part_stands_beside_the_levels(seen, next_visit):
    shown = section(findings(seen, next_visit), "levels")
    assert "Timed Up and Go 12.5 s is above the limit of 10 s (Hicks 2024), but not above the limit of 15 s" in shown
    assert shown.index('id="parting"') < shown.index('id="advice"') < shown.index('id="legacy"')
    assert "This level rests on rows that nobody has checked against a publication (unverified)." in shown
    assert "Rests in part on something unverified: " in shown


def test_the_legacy_table_and_the_share_after_one_test_are_closed_until_asked_for(seen, next_visit):
    shown = section(findings(seen, next_visit), "levels")
    for id_ in ("legacy", "after-one-test"):
        assert re.search(rf'<details id="{id_}">', shown)
    assert "Legacy: replaced by CDC STEADI 2019." in shown
    detail = shown[shown.index('<details id="after-one-test">') :]
    assert "Among people like those studied: " in detail
    assert shown.count("Among people like those studied: ") == detail.count("Among people like those studied: ")
    assert "NICE advises against tools" in detail


def test_nothing_of_it_reaches_the_handout(next_visit):
    assessment = assessment_of(next_visit)
    assert assessment["post_test"]["readings"]
    said = render_text(build_handout(case_of(next_visit), assessment, language="en"))
    assert "Among people" not in said
    assert "13.5" not in said


def test_an_assessment_signed_with_an_earlier_release_still_shows(seen, tested, monkeypatch):
    """It has no word on partings, single tests, changes of levels, or which errors fit."""
    old = assessment_shown(fresh(tested))
    for key in ("disagreements", "post_test", "level_changes"):
        old.pop(key)
    for level in old["levels"].values():
        for key in ("standing", "asks_for", "open_levels", "rests_on_unverified", "unverified_says", "note", "row", "row_confidence"):  # fmt: skip
            level.pop(key)
    old["changes"] = [
        {
            "id": "tug.time_s", "label": "Timed Up and Go", "since": "2026-05-20", "before": 16.0, "now": 14.2,
            "difference": -1.8, "unit": "s", "beyond_error": "not_known", "says": "An older sentence on the change.",
            "errors": [{"id": "tug.mdc", "value": 2.08, "unit": "s", "population": "adults", "beyond": "no", "source": ["donoghue-2019"], "confidence": "verified"}],
            "evidence": "previous[0]",
        }
    ]  # fmt: skip
    monkeypatch.setattr(sys.modules["surefoot_web.plans.views.findings"], "assessment_shown", lambda visit: old)
    page = findings(seen, tested)
    assert "An older sentence on the change." in page
    assert 'id="parting"' not in page
    assert 'id="after-one-test"' not in page
    assert selectors_findings.findings_shown(old)["legacy"] == []
