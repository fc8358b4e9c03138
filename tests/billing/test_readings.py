"""Which reading of the time applies: chosen by coverage and clinic, never by a visit; all are shown."""

from __future__ import annotations

import json
from copy import deepcopy
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.assessment import assess
from surefoot.billing.reading import QUESTIONS, every_reading
from surefoot.billing.time import literal_units
from surefoot.cases.schema import case_schema
from surefoot.errors import CaseRefused
from surefoot.knowledge import load_texts
from surefoot.knowledge.loader import Text
from tests.billing.cases import KNOWLEDGE, at, decided, span, whole_case
from tests.billing.matrix_changes import with_overlays

READINGS = [word for words in QUESTIONS.values() for word in words]
OWN = with_overlays(True, "literal_midpoint")


def in_use(answer):
    return {one["question"]: one["reading"] for one in answer["time"]["readings"]}


def by(answer):
    return {one["question"]: one["chosen_by"] for one in answer["time"]["readings"]}


def short(policy="ama", seconds=451):
    case = whole_case(policy)
    case["ledger"] = [span(0, 0, "perform") | {"end": at(seconds // 60, seconds % 60)}]
    return case


def test_every_question_and_reading_stands_in_the_knowledge_with_its_source():
    listed = {id_: entry["question"] for id_, entry in KNOWLEDGE.readings.items()}
    assert listed == {word: question for question, words in QUESTIONS.items() for word in words}
    assert all(entry["source"] for entry in KNOWLEDGE.readings.values())


def test_the_first_of_each_question_applies_unless_somebody_chose():
    answer = decided(whole_case())
    assert in_use(answer) == {question: words[0] for question, words in QUESTIONS.items()}
    assert set(by(answer).values()) == {"default"}


def test_the_clinic_chooses_then_the_payer_narrows():
    answer = decided(short(), knowledge=OWN)
    assert (in_use(answer)["midpoint"], by(answer)["midpoint"]) == ("literal_midpoint", "clinic")
    answer = decided(short("own_whole_minutes"), knowledge=OWN)
    assert (in_use(answer)["midpoint"], by(answer)["midpoint"]) == ("whole_minutes", "payer")


def test_a_setting_for_one_policy_leaves_the_others_alone():
    files = {name: dict(data) for name, data in OWN.files.items()}
    setting = files["overlay/readings.yaml"]["chosen"][0] | {"policies": ["own_modifier"]}
    knowledge = rebuilt(files | {"overlay/readings.yaml": {"kind": "clinic_readings", "chosen": [setting]}})
    assert in_use(decided(short("own_modifier"), knowledge=knowledge))["midpoint"] == "literal_midpoint"
    assert in_use(decided(short("ama"), knowledge=knowledge))["midpoint"] == "whole_minutes"


def rebuilt(files):
    return load_texts([Text(name, json.dumps(data)) for name, data in files.items()])


PLACES = ("visit", "ledger.0", "patient", "claim", "clinic", "report", "plan_of_care", "providers.0", "units_override")
KEYS = (
    "reading",
    "readings",
    "midpoint",
    "time_rule",
    "rule",
    "set_up_and_instruction",
    "questionnaire_review",
    "policy",
)


@pytest.mark.parametrize("place", PLACES)
def test_no_case_may_hold_a_reading(place):
    """The shape of a case is closed: there is no key to choose a reading with."""
    for key, word in product(KEYS, READINGS):
        case = whole_case() | {"claim": {}, "clinic": {}, "units_override": {"units": 1}}
        held = case
        for step in place.split("."):
            held = held[int(step) if step.isdigit() else step]
        held[key] = word
        with pytest.raises(CaseRefused):
            assess(case, KNOWLEDGE)


def words_of(schema):
    if isinstance(schema, dict):
        yield from schema.get("enum", ())
        for part in schema.values():
            yield from words_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from words_of(part)


def test_no_word_that_a_case_may_hold_names_a_reading():
    assert not set(READINGS) & {word for word in words_of(case_schema(OWN)) if isinstance(word, str)}


SAID_OF_A_VISIT = case_schema(KNOWLEDGE)["properties"]["visit"]["properties"]
LISTS = {key for key, shape in SAID_OF_A_VISIT.items() if "items" in shape}
KNOWN = sorted(set(SAID_OF_A_VISIT) - LISTS - {"date", "payer_policy"})
SPAN = sorted(case_schema(KNOWLEDGE)["properties"]["ledger"]["items"]["properties"])
ANYTHING = st.sampled_from([*READINGS, None, True, False, "telehealth", "office", "other"])


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(st.sampled_from(KNOWN), ANYTHING, max_size=4),
    st.dictionaries(st.sampled_from(SPAN), ANYTHING, max_size=4),
)
def test_nothing_in_visit_or_ledger_changes_the_reading(visit, stretch):
    case, knowledge = short(), OWN
    before = in_use(decided(case, knowledge=knowledge))
    changed = deepcopy(case)
    changed["visit"] |= visit
    changed["ledger"][0] |= {key: value for key, value in stretch.items() if key != "test"}
    assert in_use(decided(changed, knowledge=knowledge)) == before


def test_all_combinations_are_shown_and_one_is_in_use():
    every = decided(whole_case())["time"]["other_readings"]["every"]
    assert len(every) == len(list(every_reading())) == 8
    assert [one["in_use"] for one in every] == [True] + [False] * 7
    assert {one["units"] for one in every if one["set_up_and_instruction"] == "delivery_only"} == {1}


@pytest.mark.parametrize(("seconds", "units"), [(449, 0), (450, 0), (451, 1), (479, 1), (480, 1), (1350, 1), (1351, 2)])
def test_the_literal_midpoint(seconds, units):
    assert literal_units(seconds, midpoint_minutes=7.5, unit_minutes=15) == units
    assert decided(short(seconds=seconds), knowledge=OWN)["units"] == units


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 7200), st.integers(0, 1800), st.sampled_from(["prepare", "perform", "questionnaire_review"]))
def test_more_time_never_gives_fewer_units_under_any_reading(seconds, more, activity):
    case = short(seconds=seconds)
    before = decided(case)["time"]["other_readings"]["every"]
    last = seconds + more
    case["ledger"].append(
        span(0, 0, activity) | {"start": at(seconds // 60, seconds % 60), "end": at(last // 60, last % 60)}
    )
    after = decided(case)["time"]["other_readings"]["every"]
    assert all(late["units"] >= early["units"] for early, late in zip(before, after, strict=True))


def test_a_review_says_when_only_two_readings_together_differ():
    case = whole_case("ama")
    case["ledger"] = [span(0, 7, "perform"), span(7, 8, "questionnaire_review") | {"end": at(7, 31)}]
    ids = [one["id"] for one in decided(case)["reviews"]]
    assert "readings_differ_together" in ids
    assert not {"literal_reading_differs", "questionnaire_reading_differs"} & set(ids)


def test_of_two_settings_of_one_day_the_narrower_applies():
    for order in ("literal_midpoint,whole_minutes", "whole_minutes,literal_midpoint"):
        assert in_use(decided(short(), knowledge=with_overlays(False, order)))["midpoint"] == "whole_minutes"


@pytest.mark.parametrize("policy", ["ama", "cms", "own_delivery_only", "own_modifier"])
def test_whatever_the_payer_a_review_says_that_a_reading_gives_other_units(policy):
    """Whenever one of the eight combinations differs from the one in use, some review of the readings stands."""
    named = {
        id_ for id_ in (one["id"] for one in KNOWLEDGE.files["billing/readings.yaml"]["reviews"]) if "differ" in id_
    }
    for seconds, activity in product((0, 31, 240, 451, 600), ("prepare", "questionnaire_review", "instruct")):
        case = short(policy, 1320)
        end = 1320 + seconds
        case["ledger"].append(span(0, 0, activity) | {"start": at(22), "end": at(end // 60, end % 60)})
        answer = decided(case, knowledge=OWN)
        every = answer["time"]["other_readings"]["every"]
        (used,) = (one["units"] for one in every if one["in_use"])
        raised = named & {one["id"] for one in answer["reviews"]}
        assert bool(raised) or all(one["units"] == used for one in every)
