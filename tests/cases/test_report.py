"""A report's sentences: what each says of how it came about fits its words, and the sections say what they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.assessment.assess import faults_of
from surefoot.knowledge import Knowledge

Data = dict[str, Any]
WHO = {"by": "DPM-7", "at": "2026-11-20T09:28:00-05:00"}


def sentence(section: str, how: str, text: str = "", offered: str = "", **more: Any) -> Data:
    given = {"section": section, "how": how, "text": text, "offered": offered, **WHO, **more}
    return {key: value for key, value in given.items() if value}


def sentenced() -> list[Data]:
    return [
        sentence(
            "interpretation", "kept", "TUG 14.2 s, above 12 s.", "TUG 14.2 s, above 12 s.", id="interpretation.tug"
        ),
        sentence("interpretation", "edited", "8 stands: weak legs.", "8 stands, below 10."),
        sentence("interpretation", "removed", offered="Tandem stance held 6 s."),
        sentence("analysis", "written", "She hurries at night."),
        sentence("plan_of_care_impact", "kept", "Exercise  started.", "Exercise started."),
    ]


@pytest.fixture
def parted(contract_case: Data) -> Data:
    """The contract's case with its report sentence by sentence."""
    contract_case["report"] |= {
        "interpretation": "TUG 14.2 s, above 12 s. 8 stands: weak legs.",
        "analysis": "She hurries at night.",
        "plan_of_care_impact": "Exercise started.",
        "sentences": sentenced(),
    }
    return contract_case


def codes(case: Data, knowledge: Knowledge) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in faults_of(case, knowledge)]


def test_sentences_that_agree_with_their_sections_are_accepted(parted: Data, knowledge: Knowledge) -> None:
    assert codes(parted, knowledge) == []


def test_a_report_without_sentences_stays_as_it_ever_was(contract_case: Data, knowledge: Knowledge) -> None:
    assert codes(contract_case, knowledge) == []
    contract_case["report"]["sentences"] = None
    assert codes(contract_case, knowledge) == []


@pytest.mark.parametrize(
    ("index", "change"),
    [
        (0, {"how": "edited"}),  # the words are those offered: a note taken over whole would not be seen
        (0, {"offered": "TUG 14.2 s."}),
        (0, {"offered": ""}),
        (0, {"how": "written"}),
        (1, {"how": "kept"}),
        (1, {"how": "removed"}),
        (1, {"text": " "}),
        (3, {"offered": "She hurries."}),
    ],
)
def test_a_mark_that_does_not_fit_the_words_is_a_fault(
    index: int, change: Data, parted: Data, knowledge: Knowledge
) -> None:
    parted["report"]["sentences"][index] |= change
    assert ("SF-C020", f"report.sentences[{index}]") in codes(parted, knowledge)


Change = Callable[[Data], Any]


@pytest.mark.parametrize(
    ("change", "section"),
    [
        (lambda report: report["sentences"].pop(1), "interpretation"),
        (lambda report: report.update(analysis="Something else."), "analysis"),
        (lambda report: report.pop("analysis"), "analysis"),
        (lambda report: report["sentences"].reverse(), "interpretation"),
        (lambda report: report.update(sentences=[]), "plan_of_care_impact"),
    ],
)
def test_a_section_that_is_not_its_sentences_is_a_fault(
    change: Change, section: str, parted: Data, knowledge: Knowledge
) -> None:
    change(parted["report"])
    assert ("SF-C021", f"report.{section}") in codes(parted, knowledge)


def test_the_reports_of_the_days_other_visits_are_held_to_the_same(parted: Data, knowledge: Knowledge) -> None:
    parted["same_day"] = [{"report": {"analysis": "More.", "sentences": sentenced()[:1]}}]
    assert ("SF-C021", "same_day[0].report.analysis") in codes(parted, knowledge)


@pytest.mark.parametrize("by", [["DPM-7"], ["PT-2", "PT-2"]])
def test_nobody_co_signs_what_they_signed(by: list[str], contract_case: Data, knowledge: Knowledge) -> None:
    contract_case["report"]["cosigned"] = [{"by": one, "at": "2026-11-20T10:00:00-05:00"} for one in by]
    assert [code for code, _ in codes(contract_case, knowledge)] == ["SF-C022"]


def test_a_requirement_names_the_sentences_that_prove_it(parted: Data, knowledge: Knowledge) -> None:
    requirements = assess(parted, knowledge)["billing"]["code_selection"]["requirements"]
    evidence = {one["id"]: one["evidence"] for one in requirements}
    assert {"report.interpretation", "report.sentences[0]", "report.sentences[1]"} <= set(evidence["R09"])
    assert "report.sentences[2]" not in evidence["R09"]
    assert "report.sentences[3]" in evidence["R13"]
    assert "report.sentences[4]" in evidence["R10"]


@pytest.mark.parametrize("part", ["interpretation", "analysis", "plan_of_care_impact"])
def test_a_section_whose_sentences_were_all_removed_is_not_documented(
    part: str, parted: Data, knowledge: Knowledge
) -> None:
    report = parted["report"]
    del report[part]
    for one in report["sentences"]:
        if one["section"] == part:
            one |= {"how": "removed", "offered": one.get("offered") or "Offered."}
            one.pop("text", None)
    billing = assess(parted, knowledge)["billing"]
    wanted = {"interpretation": "R09", "analysis": "R13", "plan_of_care_impact": "R10"}[part]
    states = {one["id"]: one["state"] for one in billing["code_selection"]["requirements"]}
    assert states[wanted] == "missing"
    assert billing["may_submit"] != "yes"


def test_a_co_signature_never_stands_in_for_the_signature(contract_case: Data, knowledge: Knowledge) -> None:
    contract_case["providers"].append({"id": "PT-2", "name": "Second Provider", "credential": "PT"})
    contract_case["report"]["cosigned"] = [{"by": "PT-2", "at": "2026-11-20T10:00:00-05:00"}]
    with_both = assess(contract_case, knowledge)["billing"]
    del contract_case["report"]["signed"]
    without = assess(contract_case, knowledge)["billing"]
    states = {one["id"]: one["state"] for one in without["code_selection"]["requirements"]}
    assert states["R26"] == "missing"
    assert without["may_submit"] != "yes"
    del contract_case["report"]["cosigned"]
    contract_case["report"]["signed"] = {"by": "DPM-7", "at": "2026-11-20T09:31:00-05:00"}
    alone = assess(contract_case, knowledge)["billing"]
    assert [one["state"] for one in alone["code_selection"]["requirements"]] == [
        one["state"] for one in with_both["code_selection"]["requirements"]
    ]
