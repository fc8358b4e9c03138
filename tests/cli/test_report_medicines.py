"""At a shell, too, a misspelled medicine is offered to a person, and what is drafted for the prescriber can be read."""

from __future__ import annotations

import pytest

from surefoot.assessment import assess
from surefoot.cli.report import assessment_text
from surefoot.errors import CaseRefused
from surefoot.knowledge import load

KNOWLEDGE = load()


def told(*names: str) -> str:
    case = {
        "schema": "surefoot-case/1",
        "patient": {"birth_date": "1948-03-02"},
        "visit": {"date": "2026-11-20"},
        "answers": {"medications": [{"name": name} for name in names]},
    }
    return assessment_text(assess(case, KNOWLEDGE))


def test_what_waits_for_a_person_stands_first_with_what_it_may_be():
    lines = told("ambien 5 mg", "Xanx 0.5").partition("MEDICINES\n")[2].splitlines()
    assert lines[0].startswith("  Xanx 0.5: not recognised. Is it xanax (alprazolam)")
    assert lines[0].endswith("To be confirmed by a person.")
    assert lines[1] == "  ambien 5 mg: zolpidem; Z-drugs (sleep medicines)"


def test_a_medicine_that_may_have_been_stopped_is_asked_about():
    assert "  ambien stopped: is it still taken? It says: stopped" in told("ambien stopped")


def test_the_drafts_to_the_prescriber_stand_there_and_say_that_nobody_checked_them():
    text = told("ambien 5 mg").partition("TO ASK THE PRESCRIBER, drafts\n")[2]
    assert text.startswith("  ambien 5 mg: this kind is tied to falls.")
    assert "(unverified)" in text.splitlines()[0]


@pytest.mark.parametrize("salt", ["metoprolol succ ER 25", "metoprolol tart 50"])
def test_a_salt_written_short_is_passed_over(salt):
    assert f"  {salt}: metoprolol;" in told(salt)


@pytest.mark.parametrize("name", ["", "  ", "\t"])
def test_an_entry_without_a_name_is_a_fault_and_is_not_counted(name):
    with pytest.raises(CaseRefused, match="name of a medicine"):
        told("ambien", name)


def test_where_nobody_asked_about_medicines_there_is_nothing_to_tell():
    case = {"schema": "surefoot-case/1", "patient": {}, "visit": {"date": "2026-11-20"}}
    assert "MEDICINES" not in assessment_text(assess(case, KNOWLEDGE))
