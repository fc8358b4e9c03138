"""The counts of `surefoot knowledge check`: every cited statement once, under its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from surefoot.cli import main
from surefoot.knowledge import load
from surefoot.knowledge.certainty import OURS, SURENESS, sure_by_kind


def every_confidence(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from (value for key, value in data.items() if key == "confidence")
        for value in data.values():
            yield from every_confidence(value)
    elif isinstance(data, list):
        for part in data:
            yield from every_confidence(part)


def test_every_statement_is_counted_once() -> None:
    files = load().files
    told = sum(sure_by_kind(files).values(), Counter[str]())
    assert {sure: told[sure] for sure in SURENESS} == Counter(
        one for data in files.values() for one in every_confidence(data)
    )


def test_a_small_file_is_counted_by_kind() -> None:
    files = {
        "a.yaml": {
            "kind": "values",
            "values": [
                {
                    "id": "limit",
                    "label": "A limit",
                    "unit": "s",
                    "accuracy": [{"says": "x", "source": ["a"], "confidence": "verified"}],
                    "values": [
                        {"value": 12, "source": ["a"], "confidence": "secondary"},
                        {"value": 11, "source": ["a"], "confidence": "unverified"},
                        {"value": 10, "source": ["surefoot-wording"], "confidence": "unverified"},
                    ],
                }
            ],
        }
    }
    assert sure_by_kind(files) == {
        "accuracy": Counter({"verified": 1}),
        "value": Counter({"secondary": 1, "unverified": 2, OURS: 1}),
    }


def test_the_command_prints_all_and_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    (head,) = [place for place, line in enumerate(lines) if line.startswith("of them")]
    by_kind = sure_by_kind(load().files)
    total = sum(by_kind.values(), Counter[str]())
    assert lines[head - 1] == (
        f"verified {total['verified']}, secondary {total['secondary']}, unverified {total['unverified']} (our own {total[OURS]})"
    )
    for line, (kind, counts) in zip(lines[head + 1 :], by_kind.items(), strict=True):
        assert line.startswith(kind.replace("_", " "))
        assert [int(number) for number in line.split()[-4:]] == [counts[one] for one in (*SURENESS, OURS)]
    assert {"value", "norm", "finding", "factor", "intervention", "effect"} <= set(by_kind)
