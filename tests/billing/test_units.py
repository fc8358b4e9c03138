"""The units command's answer: its shape, M:SS, and every fault at once."""

from __future__ import annotations

from datetime import date

import pytest

from surefoot.billing import units_answer
from surefoot.cli import main
from surefoot.errors import CaseRefused
from tests.billing.cases import KNOWLEDGE


def answer(*entries, policy="cms", day=date(2026, 11, 20)):
    return units_answer(entries, policy, knowledge=KNOWLEDGE, view=KNOWLEDGE.as_of(day))


def faults(*entries, policy="cms"):
    with pytest.raises(CaseRefused) as refused:
        answer(*entries, policy=policy)
    return [fault.code for fault in refused.value.faults]


def test_the_shape():
    found = answer("97750=24", "97110=10")
    assert found | {"reasoning": None} == {
        "policy": "cms",
        "total_minutes": 34,
        "total_units": 2,
        "units": {"97750": 1, "97110": 1},
        "tie": False,
        "admissible": [{"97750": 1, "97110": 1}],
        "minutes": {"97750": 24, "97110": 10},
        "reviews": [],
        "reasoning": None,
    }
    assert found["reasoning"][0] == "All timed codes: 34 min, 2 in all"


def test_a_tie_names_every_split_and_gives_no_units():
    found = answer("97750=8", "97110=8")
    assert (found["tie"], found["units"]) == (True, {})
    assert found["admissible"] == [{"97750": 1}, {"97110": 1}]


@pytest.mark.parametrize(
    ("entry", "units"), [("7:59", 0), ("8:00", 1), ("8", 1), ("22:59", 1), ("23:00", 2), ("7.5", 0)]
)
@pytest.mark.parametrize("policy", ["cms", "ama"])
def test_seconds_are_summed_and_cut_once(policy, entry, units):
    assert answer(f"97750={entry}", policy=policy)["units"] == {"97750": units}
    assert answer("97750=3:40", "97750=4:20", policy=policy)["units"] == {"97750": 1}


def test_a_code_not_listed_is_not_pooled_and_a_review_says_so():
    found = answer("97750=24", "99213=20")
    assert found["total_minutes"] == 24
    assert [(one["id"], "99213" in one["says"]) for one in found["reviews"]] == [("code_not_known_timed", True)]


def test_every_fault_at_once():
    assert faults("97750", "nine=8", "97750=soon", "97110=-3", "97750=8:61") == [
        "SF-X101",
        "SF-X102",
        "SF-X103",
        "SF-X103",
        "SF-X103",
    ]
    assert faults("97750=24", policy="no-such-plan") == ["SF-X104"]
    assert faults() == ["SF-X101"]
    assert faults("97750=1441") == ["SF-X103"]


def test_a_day_whose_rule_is_not_known_gives_no_number():
    found = answer("97750=24", policy="ama", day=date(2009, 5, 4))
    assert (found["total_units"], found["units"]) == (None, {})


def test_units_of_codes_not_known_to_be_timed_are_not_known():
    for policy in ("cms", "ama"):
        found = answer("99999=20", policy=policy)
        assert (found["total_units"], found["units"], found["admissible"]) == (None, {}, [])
    assert answer("97750=0")["total_units"] == 0


@pytest.mark.parametrize(
    ("entry", "minutes"), [("7.999999999999999999", 7), (f"7.{'9' * 40}", 7), ("8.0", 8), ("7:59", 7)]
)
def test_no_minute_is_reached_by_rounding(entry, minutes):
    assert answer(f"97750={entry}")["minutes"] == {"97750": minutes}
    assert answer("97750=2.3", "97750=5.7")["minutes"] == {"97750": 8}


@pytest.mark.parametrize("amount", ["٢٤", "２４", "٢:٠٠", "24\n1", "1e3", "+24", "24.", ".5", f"7.{'9' * 41}"])
def test_only_plain_digits_are_minutes(amount):
    assert faults(f"97750={amount}") == ["SF-X103"]


@pytest.mark.parametrize("code", ["٩٧٧٥٠", "9775", "97750\n1", "977501"])
def test_only_five_plain_characters_are_a_code(code):
    assert faults(f"{code}=24") == ["SF-X102"]


@pytest.mark.parametrize(
    ("entries", "first"),
    [
        (["99999=20"], "Units by policy cms: not known"),
        (["97750=8"], "1 unit by policy cms for 8 minutes"),
        (["97750=1"], "0 units by policy cms for 1 minute"),
        (["97750=24"], "2 units by policy cms for 24 minutes"),
    ],
)
def test_the_commands_first_line(entries, first, capsys):
    assert main(["units", "--as-of", "2026-11-20", *entries]) == 0
    assert capsys.readouterr().out.splitlines()[0] == first
