"""Knowledge files are read strictly; every fault of every file is told at once, with its line and a cure."""

from __future__ import annotations

from datetime import date

import pytest

from surefoot.errors import Fault, KnowledgeRefused
from surefoot.knowledge import load_texts
from surefoot.knowledge.loader import Text

SOURCES = """\
kind: sources
sources:
  - {id: cdc-steadi-tug-2017, cite: CDC STEADI TUG 2017}
"""
VALUES = """\
kind: values
values:
  - id: limit
    label: A limit
    unit: s
    values:
      - {from: 2017-01-01, value: 12, source: [cdc-steadi-tug-2017], confidence: secondary}
      - {from: 2030-01-01, value: 11, source: [cdc-steadi-tug-2017], confidence: verified}
"""
FACTS = """\
kind: facts
facts:
  - {id: time, type: number, unit: s, label: Time}
  - {id: asked, type: yes_no, label: Asked}
"""
FINDINGS = """\
kind: findings
findings:
  - {id: slow, label: Slow, rule: {at_least: [time, limit]}, basis: published, source: [cdc-steadi-tug-2017], confidence: secondary}
"""
GOOD = {"sources.yaml": SOURCES, "values.yaml": VALUES, "facts.yaml": FACTS, "findings.yaml": FINDINGS}


def load_changed(**changed: str) -> None:
    load_texts(
        [Text(name, text) for name, text in {**GOOD, **{f"{key}.yaml": text for key, text in changed.items()}}.items()]
    )


def faults(**changed: str) -> list[Fault]:
    with pytest.raises(KnowledgeRefused) as caught:
        load_changed(**changed)
    return list(caught.value.faults)


def test_the_good_files_load() -> None:
    load_changed()


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "line", "do"),
    [
        ("values", "label: A limit", "label: A limit\n    label: again", "SF-K002", 5, "Keep one"),
        ("values", "label: A limit", "label: A limit\n    effective: 2017-01-01", "SF-K003", 5, "Known keys"),
        ("values", "    label: A limit\n", "", "SF-K004", 3, 'Add "label"'),
        ("values", "unit: s", "unit: parsec", "SF-K006", 5, "Use one of"),
        ("values", "value: 12", "value: twelve", "SF-K006", 7, "Write a number"),
        ("values", "from: 2017-01-01", "from: 2017", "SF-K006", 7, "YYYY-MM-DD"),
        (
            "values",
            "[cdc-steadi-tug-2017], confidence: sec",
            "[cdc-steadi-tug-2107], confidence: sec",
            "SF-K007",
            7,
            "cdc-steadi-tug-2017",
        ),
        ("findings", "at_least", "at_leest", "SF-K008", 3, "Use one of"),
        ("findings", "[time, limit]", "[time, 12]", "SF-K008", 3, "Give it an id"),
        ("findings", "[time, limit]", "[tyme, limit]", "SF-K008", 3, 'Nearest: "time"'),
        ("findings", "[time, limit]", "[asked, limit]", "SF-K008", 3, "form"),
        ("findings", "[time, limit]", "[time]", "SF-K008", 3, "parts"),
        ("facts", "unit: s", "unit: cm", "SF-K008", 3, "one unit"),
        ("facts", "id: asked", "id: time", "SF-K011", 4, "Rename"),
        ("findings", "kind: findings", "kind: wishes", "SF-K005", 1, "one of"),
        ("findings", "findings:\n", "findings: [\n", "SF-K001", 3, "indentation"),
    ],
)
def test_each_fault_has_a_code_a_line_and_a_cure(name: str, old: str, new: str, code: str, line: int, do: str) -> None:
    text = GOOD[f"{name}.yaml"]
    assert old in text
    (fault, *_) = faults(**{name: text.replace(old, new, 1)})
    assert fault.code == code
    assert fault.where.endswith(f".yaml line {line}")
    assert do in fault.do


def test_all_faults_of_all_files_are_told_at_once() -> None:
    found = faults(
        values=VALUES.replace("unit: s", "unit: parsec").replace("value: 12", "value: x"),
        facts=FACTS.replace("label: Time", "lable: Time"),
    )
    assert {fault.where.split()[0] for fault in found} == {"values.yaml", "facts.yaml"}
    assert len(found) >= 4


def test_a_circle_of_rules_is_a_fault() -> None:
    circle = FINDINGS.replace("{at_least: [time, limit]}", "{not: quick}") + FINDINGS.splitlines()[2].replace(
        "slow", "quick"
    ).replace("{at_least: [time, limit]}", "{not: slow}")
    assert [fault.code for fault in faults(findings=circle)] == ["SF-K010"]


LEVEL = """\
kind: algorithm
id: {id}
title: A table
version: "1"
levels: [{{id: high, label: high, says: High.}}, {{id: low, label: low, says: Low.}}]
applies: asked
table: [{{id: A1, if: {rule}, then: high, source: [cdc-steadi-tug-2017], confidence: verified}}]
otherwise: {{id: A2, then: low, source: [cdc-steadi-tug-2017], confidence: verified}}
source: [cdc-steadi-tug-2017]
confidence: verified
"""


def test_a_circle_through_a_level_is_a_fault() -> None:
    reads_level = FINDINGS.replace("{at_least: [time, limit]}", "{is: [a_level, high]}")
    assert [fault.code for fault in faults(findings=reads_level, level=LEVEL.format(id="a_level", rule="slow"))] == [
        "SF-K010"
    ]


def test_a_level_is_read_after_the_levels_it_rests_on() -> None:
    texts = {
        **GOOD,
        "a.yaml": LEVEL.format(id="a_level", rule="{is: [b_level, high]}"),
        "b.yaml": LEVEL.format(id="b_level", rule="slow"),
    }
    knowledge = load_texts([Text(name, text) for name, text in texts.items()])
    assert list(knowledge.algorithms) == ["b_level", "a_level"]


def test_words_stay_words() -> None:
    for word in ("no", "yes", "on", "2017-01-01", "12_000", "0x10", "1e3"):
        knowledge = load_texts([Text("s.yaml", f"kind: sources\nsources:\n  - {{id: a, cite: {word}}}\n")])
        assert knowledge.sources["a"].cite == word


def test_as_of_takes_the_state_in_force() -> None:
    knowledge = load_texts([Text(name, text) for name, text in GOOD.items()])
    assert "limit" not in knowledge.as_of(date(2016, 12, 31)).values
    assert knowledge.as_of(date(2017, 1, 1)).values["limit"].value == 12
    assert knowledge.as_of(date(2029, 12, 31)).values["limit"].value == 12
    assert knowledge.as_of(date(2030, 1, 1)).values["limit"].value == 11


def test_the_content_hash_covers_values_and_rules_but_not_comments() -> None:
    def digest(**changed: str) -> str:
        return load_texts(
            [Text(name, text) for name, text in {**GOOD, **{f"{k}.yaml": t for k, t in changed.items()}}.items()]
        ).digest

    assert digest(values=f"# a remark\n{VALUES}") == digest()
    assert digest(values=VALUES.replace("value: 12", "value: 13")) != digest()
    assert digest(findings=FINDINGS.replace("at_least", "above")) != digest()
