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


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture
def contract_case() -> dict[str, Any]:
    """The complete case of the contract as it stands: no suggestion decided yet."""
    return copy.deepcopy(json.loads((CASES / "contract.json").read_text("utf-8")))
