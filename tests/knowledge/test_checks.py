"""The record of checks (docs/reference/checks.yaml) names statements that exist, and the knowledge is as sure of each as the record says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from surefoot.knowledge import load
from surefoot.knowledge.parts import parts

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "checks.yaml"
CHECKS: list[dict[str, Any]] = yaml.safe_load(PAGE.read_text("utf-8"))["checks"]
ENTRIES = {part.id: part.data for part in parts(load().files) if part.kind not in ("finding", "factor")}
FACTORS = load().factors
MAY_BE = {
    "confirmed": {"verified", "secondary"},
    "corrected": {"verified", "secondary"},
    "conflict": {"verified", "secondary", "unverified"},
    "not_found": {"secondary", "unverified"},
}


def statement(check: Mapping[str, Any]) -> Mapping[str, Any]:
    """The statement that a check names."""
    at = check.get("at")
    entry = FACTORS[check["id"]].data if at == "effects" and check["id"] in FACTORS else ENTRIES[check["id"]]
    if at is None:
        return entry
    if at == "value":
        states = [one for one in entry["values"] if one.get("value", check["number"]) == check["number"]]
        return states[-1]
    found = entry[at]
    if isinstance(found, list):
        (found,) = [one for one in found if begins(one, check["says"])]
    return found


def begins(statement: Mapping[str, Any], text: str) -> bool:
    """Whether the words, or the name, of a statement begin with the text."""
    named = [statement.get(key) for key in ("label", "says", "scheme", "list", "field")]
    return any(isinstance(name, str) and name.startswith(text) for name in named)


def name(check: Mapping[str, Any]) -> str:
    return " ".join(str(check[key]) for key in ("id", "at", "says") if key in check)


@pytest.mark.parametrize("check", CHECKS, ids=name)
def test_the_knowledge_is_as_sure_as_the_record_says(check: dict[str, Any]) -> None:
    assert statement(check)["confidence"] == check["sure"]
    assert check["sure"] in MAY_BE[check["outcome"]]


@pytest.mark.parametrize("check", CHECKS, ids=name)
def test_each_check_says_what_was_read_where_and_when(check: dict[str, Any]) -> None:
    assert isinstance(check["day"], date)
    assert check["read"]
    assert check["number"] != ""
    assert check["outcome"] == "not_found" or check["where"].startswith("http")
    assert ("was" in check) == (check["outcome"] == "corrected")
    assert ("beside" in check) == (check["outcome"] == "conflict")


def test_no_statement_is_checked_twice_in_the_record() -> None:
    names = [name(check) for check in CHECKS]
    assert len(names) == len(set(names))
