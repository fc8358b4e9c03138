"""Runs the tables of vectors.md."""

from __future__ import annotations

from datetime import date

import pytest

from surefoot.billing import ledger_faults, units_answer
from tests.billing.cases import DAY, KNOWLEDGE, WHO, at, decided, gates, span, whole_case
from tests.billing.tables import pairs, tables

UNITS, DECISIONS = tables("vectors.md")


def numbers(text):
    return {code: int(units) for code, units in pairs(text).items()}


@pytest.mark.parametrize("row", UNITS, ids=lambda row: f"{row['id']}-{row['policy']}-{row['minutes']}")
def test_units(row):
    answer = units_answer(
        row["minutes"].split(), row["policy"], knowledge=KNOWLEDGE, view=KNOWLEDGE.as_of(date.fromisoformat(DAY))
    )
    admissible = [numbers(split) for split in row["admissible"].split(" or ")] if row["admissible"] else []
    assert answer["total_units"] == int(row["total"])
    assert answer["units"] == numbers(row["units"])
    assert answer["tie"] == bool(admissible)
    if admissible:
        assert sorted(map(str, answer["admissible"])) == sorted(map(str, admissible))


def service(text):
    if "@" in text:
        code, times = text.split("@")
        first, last = map(int, times.split("-"))
        return {"code": code, "start": at(first), "end": at(last)}
    code, _, minutes = text.partition(":")
    return {"code": code} | ({"minutes": int(minutes)} if minutes else {})


def changed(row):
    change = pairs(row["change"])
    case = whole_case(change.pop("policy", "cms"))
    performer = WHO
    if "performer" in change:
        performer = "PTA-3"
        case["providers"].append({"id": performer, "credential": change.pop("performer")})
        case["ledger"] = [part | {"provider": performer} for part in case["ledger"]]
    for key, value in change.items():
        if key == "minutes":
            case["ledger"] = [span(0, int(value), "perform", provider=performer)]
        elif key == "ledger":
            case["ledger"], start = [], 0
            for part in value.split(","):
                activity, minutes = part.split(":")
                case["ledger"].append(span(start, start + int(minutes), activity))
                start += int(minutes)
        elif key == "services":
            case["other_services"] = [service(part) for part in value.split(",")]
        elif key == "setting":
            case["visit"]["setting"] = value
        elif key == "credential":
            case["providers"][0]["credential"] = value
        elif key == "plan":
            del case["plan_of_care"]
        elif key == "ytd":
            case["claim"] = {"therapy_year_to_date_usd": value}
        elif key == "one_on_one":
            case["ledger"] = [part | {"one_on_one": False} for part in case["ledger"]]
    return case


@pytest.mark.parametrize("row", DECISIONS, ids=lambda row: f"{row['id']}-{row['what']}")
def test_decisions(row):
    case = changed(row)
    assert ledger_faults(case) == []
    answer = decided(case)
    assert answer["may_submit"] == row["may_submit"]
    assert answer["units"] == (int(row["units"]) if row["units"] else None)
    assert answer["payer"]["modifiers"] == row["modifiers"].split()
    assert gates(answer) == pairs(row["gates"])


@pytest.mark.parametrize("row", UNITS + DECISIONS, ids=lambda row: row["id"])
def test_every_row_rests_on_a_source_of_the_knowledge(row):
    named = [source.strip() for source in row["rests on"].split(",")]
    assert set(named) - {"derived"} <= set(KNOWLEDGE.sources)
    assert set(named) != {"derived"}
