"""Shared by every test: the complete case of the contract, and the packaged knowledge."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from surefoot.knowledge import Knowledge, load

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "examples" / "cases"
STARTED = {
    "both",
    "clinic_address",
    "clinic_with_ids",
    "copied",
    "demo",
    "found",
    "full",
    "home",
    "places",
    "server",
}  # fixtures of a module that take seconds to start


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture
def contract_case() -> dict[str, Any]:
    """The complete case of the contract as it stands: no suggestion decided yet."""
    return copy.deepcopy(json.loads((CASES / "contract.json").read_text("utf-8")))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a module whose fixtures start a server or a browser with one worker: two would each start their own."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if STARTED.intersection(fixtures) and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
