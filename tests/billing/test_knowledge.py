"""The coding data itself: declared and computed alike, cited, complete, and coaching nobody."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from surefoot.billing.facts import ALL_OTHERS_MET, billing_facts
from surefoot.billing.record import read_record
from surefoot.knowledge.coding_sources import coding_source_faults
from surefoot.knowledge.yaml_reader import read_yaml
from tests.billing.cases import KNOWLEDGE, decided, span, suggested, whole_case, without

CODING = {name: data for name, data in KNOWLEDGE.files.items() if name.startswith("billing/")}


def test_every_declared_fact_is_computed_and_every_computed_one_declared():
    view = KNOWLEDGE.as_of(date(2026, 11, 20))
    computed = {*billing_facts(read_record(whole_case(), KNOWLEDGE, view, [])), ALL_OTHERS_MET}
    assert computed == {fact["id"] for fact in KNOWLEDGE.files["billing/facts.yaml"]["facts"]}


@pytest.mark.parametrize("case", [whole_case(), without(without(whole_case(), "ledger"), "tests")])
def test_a_fact_has_the_type_that_is_declared(case):
    types = {"yes_no": bool, "number": float, "choice": str}
    view = KNOWLEDGE.as_of(date(2026, 11, 20))
    for id_, found in billing_facts(read_record(case, KNOWLEDGE, view, [])).items():
        assert found.value is None or type(found.value) is types[KNOWLEDGE.facts[id_]["type"]], id_


def test_a_source_of_another_publisher_is_refused_in_code_selection():
    sources = "kind: sources\nsources:\n  - {id: a-payer, cite: A payer., publisher: CMS}\n"
    rule = (
        "kind: requirements\ncode: '97750'\nreviews: []\nrequirements:\n"
        "  - {id: R07, name: one_on_one, says: a, kind: evidence, group: GROUP, met: time.one_on_one, evidence: [ledger],"
        " source: [a-payer], confidence: secondary}\n"
    )
    read = [read_yaml(sources, "s.yaml"), read_yaml(rule.replace("GROUP", "code_selection"), "r.yaml")]
    faults = list(coding_source_faults(read))
    assert [fault.code for fault in faults] == ["SF-K021"]
    assert "R07" in faults[0].says
    assert faults[0].where == "r.yaml line 5"
    read[1] = read_yaml(rule.replace("GROUP", "programme"), "r.yaml")
    assert list(coding_source_faults(read)) == []


def test_the_shipped_requirements_pass_that_check():
    read = [read_yaml(json.dumps(data), name) for name, data in KNOWLEDGE.files.items()]
    assert list(coding_source_faults(read)) == []


def test_the_credentials_of_the_contract():
    assert set(KNOWLEDGE.credentials) == {
        "DPM", "MD", "DO", "PT", "OT", "PTA", "OTA", "PA", "NP", "CNS", "AT", "MA", "other"
    }  # fmt: skip


@pytest.mark.parametrize("id_", sorted(KNOWLEDGE.edits))
def test_edit_tables(id_):
    table = KNOWLEDGE.edits[id_]
    others = [pair["other"] for pair in table["pairs"]]
    assert len(others) == len(set(others))
    assert not set(others) & set(table["checked_no_edit"])
    evaluations = {str(code) for code in range(97161, 97169)}
    wanted = "0" if table["setting"] == "practitioner" else "1"
    assert {pair["modifier_indicator"] for pair in table["pairs"] if pair["other"] in evaluations} == {wanted}
    assert evaluations <= set(others)
    assert table["units_limit"] == 8


def test_both_time_rules_stand_under_their_own_names():
    view = KNOWLEDGE.as_of(date(2026, 11, 20))
    for rule in ("ama", "cms"):
        assert view.values[f"billing.{rule}.first_unit_minutes"].value == 8
        assert view.values[f"billing.{rule}.unit_minutes"].value == 15


def test_the_numbers_of_code_selection_cite_the_ama_alone():
    own = [value for id_, value in KNOWLEDGE.values.items() if id_.startswith("billing.ama.")]
    named = {source for value in own for state in value["values"] for source in state["source"]}
    assert own
    assert {KNOWLEDGE.sources[source].publisher for source in named} == {"AMA"}


COACHING = re.compile(
    r"more (minutes|time)|longer visit|next unit|another unit|extra (minutes|unit)|minutes (are )?(missing|short|needed|more)"
    r"|short of|add (time|minutes)|spend|extend|another (day|payer|setting|date)|minutes? left|needs? \d+|up to \d+ more",
    re.IGNORECASE,
)


def texts(value, key=""):
    if isinstance(value, dict):
        for name, part in value.items():
            yield from texts(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, key)
    elif isinstance(value, str) and key not in ("source", "sources", "cite", "url"):
        yield value


def short_visits():
    for minutes in (4, 7, 22, 37):
        for policy in ("cms", "ama"):
            case = whole_case(policy) | {"other_services": [{"code": "97112", "minutes": minutes + 1}]}
            case["ledger"] = [span(0, minutes, "perform")]
            yield decided(case, suggested(None))
    yield decided(without(whole_case(), "ledger"))


def test_no_text_coaches_anyone_towards_more_time():
    shown = [text for data in CODING.values() for text in texts(data)]
    shown += [text for answer in short_visits() for text in texts(answer)]
    assert [text for text in shown if COACHING.search(text)] == []


def test_time_limits_and_same_day_edits_have_no_cure():
    for id_ in ("R07", "R11", "R15", "R16", "R17", "R18", "R19", "R21", "R23"):
        assert KNOWLEDGE.requirements[id_].get("cures") is None
    for gate in KNOWLEDGE.policies["cms"]["gates"]:
        if gate["id"] in ("same_day_edit", "same_day_edit_distinct", "units_above_limit", "no_unit_left", "tie"):
            assert "cure" not in gate


def test_every_coding_source_is_used():
    used = {
        source for name, data in KNOWLEDGE.files.items() if not name.startswith("sources/") for source in cited(data)
    }
    listed = {source["id"] for source in KNOWLEDGE.files["sources/coding.yaml"]["sources"]}
    assert listed <= used


def cited(value):
    if isinstance(value, dict):
        for key, part in value.items():
            yield from part if key in ("source", "strict_source") else cited(part)
    elif isinstance(value, list):
        for part in value:
            yield from cited(part)
