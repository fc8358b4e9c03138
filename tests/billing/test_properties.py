"""What must hold on visits nobody thought of."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.billing.pooling import pool_units
from surefoot.billing.time import Clock, ama_units
from tests.billing.cases import ACCEPTED, at, decided, span, suggested, whole_case

CLOCK = Clock(first_unit_minutes=8, unit_minutes=15)
CODES = ("97750", "97110", "97112", "97140")
MINUTES = st.integers(0, 130)
DAYS = st.dictionaries(st.sampled_from(CODES), st.integers(0, 70), min_size=1)


@given(MINUTES, st.integers(0, 60))
def test_more_minutes_never_give_fewer_units(minutes, more):
    before = ama_units(minutes, first_unit_minutes=8, unit_minutes=15)
    assert ama_units(minutes + more, first_unit_minutes=8, unit_minutes=15) >= before


@given(DAYS, st.integers(0, 60))
def test_more_minutes_never_give_fewer_pooled_units(minutes, more):
    longer = minutes | {next(iter(minutes)): next(iter(minutes.values())) + more}
    assert pool_units(longer, CLOCK).total_units >= pool_units(minutes, CLOCK).total_units


@given(DAYS)
def test_every_split_has_the_days_units_and_keeps_full_ones(minutes):
    pool = pool_units(minutes, CLOCK)
    for split in pool.admissible:
        assert sum(split.values()) == pool.total_units
        assert all(0 <= split[code] - own // 15 <= 1 for code, own in minutes.items())


def brute_force(minutes):
    """All ways to divide the day's units, each code at least its full ones, with the least sum of squared minutes off."""
    total = CLOCK.units(sum(minutes.values()))
    ways = [
        dict(zip(minutes, units, strict=True))
        for units in product(range(total + 1), repeat=len(minutes))
        if sum(units) == total and all(own // 15 <= given for own, given in zip(minutes.values(), units, strict=True))
    ]
    costs = [sum((minutes[code] - 15 * units) ** 2 for code, units in way.items()) for way in ways]
    return [way for way, cost in zip(ways, costs, strict=True) if cost == min(costs)]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 33), min_size=1))
def test_the_splits_are_those_that_brute_force_finds(minutes):
    key = lambda way: sorted(way.items())  # noqa: E731
    assert sorted(pool_units(minutes, CLOCK).admissible, key=key) == sorted(brute_force(minutes), key=key)


def in_pieces(minutes, cuts):
    """One span of performing, cut at some of its seconds."""
    bounds = sorted({0, minutes * 60, *(cut for cut in cuts if cut < minutes * 60)})
    return [
        span(0, 0, "perform") | {"start": at(first // 60, first % 60), "end": at(last // 60, last % 60)}
        for first, last in pairwise(bounds)
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 130), st.lists(st.integers(1, 7000), max_size=4))
def test_splitting_a_span_changes_nothing(minutes, cuts):
    one, many = whole_case(), whole_case()
    one["ledger"], many["ledger"] = in_pieces(minutes, []), in_pieces(minutes, cuts)
    first, second = decided(one), decided(many)
    for key in ("may_submit", "units"):
        assert first[key] == second[key]
    assert first["time"]["countable_s"] == second["time"]["countable_s"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 130), st.dictionaries(st.sampled_from(CODES[1:3]), st.integers(0, 60)))
def test_units_never_exceed_the_codes_own_count_nor_the_pool(minutes, others):
    case = whole_case()
    case["ledger"] = in_pieces(minutes, [])
    case["other_services"] = [{"code": code, "minutes": own} for code, own in others.items()]
    answer = decided(case)
    pool = answer["time"]["other_readings"]["cms_8_minute"]
    if answer["units"] is not None:
        assert answer["units"] <= answer["time"]["units"]
        assert answer["units"] <= max(split.get("97750", 0) for split in pool["admissible"])
    else:
        assert answer["may_submit"] != "yes"


EVIDENCE = (
    ["visit", "reason"], ["visit", "status"], ["visit", "setting"], ["tests"], ["tests", 0, "trials"], ["ledger"],
    *(["ledger", index, key] for index in range(4)
      for key in ("start", "end", "activity", "patient_present", "one_on_one", "provider")),
    ["report"], ["report", "interpretation"], ["report", "analysis"], ["report", "plan_of_care_impact"],
    ["report", "signed"], ["report", "signed", "by"], ["report", "signed", "at"],
    ["plan_of_care"], ["plan_of_care", "certified_on"], ["providers"], ["providers", 0, "credential"],
)  # fmt: skip


def removed(case, path):
    place = case
    for step in path[:-1]:
        if (isinstance(place, dict) and step not in place) or place is None:
            return
        place = place[step]
    if isinstance(place, dict):
        place.pop(path[-1], None)


@settings(max_examples=150, deadline=None)
@given(st.sets(st.integers(0, len(EVIDENCE) - 1), min_size=1, max_size=6))
def test_no_removal_of_evidence_ever_leads_to_yes(chosen):
    case = deepcopy(whole_case())
    for index in chosen:
        removed(case, EVIDENCE[index])
    assert decided(case)["may_submit"] != "yes"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([None, "by", "at", "decision"]), min_size=1, max_size=4))
def test_no_open_decision_ever_leads_to_yes(gaps):
    decisions = [None if gap is None else {key: own for key, own in ACCEPTED.items() if key != gap} for gap in gaps]
    assert decided(whole_case(), suggested(ACCEPTED, *decisions))["may_submit"] != "yes"


LEAVES = [
    ("visit", "reason"), ("visit", "status"), ("visit", "setting"), ("visit", "diagnoses"), ("visit", "provider"), ("answers",),
    ("patient", "id"), ("tests",), ("ledger",), ("report",), ("providers",), ("plan_of_care",),
    ("report", "interpretation"), ("report", "analysis"), ("report", "plan_of_care_impact"), ("report", "signed"),
]  # fmt: skip
NEEDED = set(LEAVES) - {("visit", "diagnoses"), ("visit", "provider"), ("answers",), ("patient", "id")}


@settings(max_examples=120, deadline=None)
@given(st.sets(st.sampled_from(LEAVES), min_size=1), st.sampled_from(["cms", "cms_hospital_outpatient"]))
def test_no_subset_of_the_complete_visit_that_lacks_evidence_ends_in_yes(chosen, policy):
    case = deepcopy(whole_case(policy))
    case["visit"]["setting"] = "office" if policy == "cms" else "hospital_outpatient"
    for path in chosen:
        removed(case, list(path))
    answer = decided(case)
    if chosen & NEEDED:
        assert answer["may_submit"] != "yes"
    if {("visit", "diagnoses"), ("answers",)} <= chosen:
        assert answer["may_submit"] != "yes"  # no sign stands beside the reason


DEVICES = st.dictionaries(st.just("device"), st.sampled_from(["a plate", "a belt", "", "97750 platform"]), min_size=1)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60), DEVICES, st.booleans())
def test_what_a_device_says_changes_nothing(minutes, device, tested):
    bare = whole_case()
    bare["ledger"] = in_pieces(minutes, [])
    if not tested:
        bare["tests"] = [{"test": "tug"}]
    named = deepcopy(bare)
    named["tests"] = [one | device for one in named["tests"]]
    first, second = decided(bare), decided(named)
    assert (first["may_submit"], first["units"], first["payer"]) == (
        second["may_submit"],
        second["units"],
        second["payer"],
    )


def paths(value, way=()):
    """Every place in a case."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield (*way, key)
        yield from paths(part, (*way, key))


REQUIRED = {("schema",), ("patient",), ("visit",), ("visit", "date")}
NO_EVIDENCE = {  # what may be left out and the decision still be yes: none of it stands behind a requirement or a gate
    "patient.id", "patient.birth_date", "patient.sex", "visit.provider", "visit.payer_policy", "visit.diagnoses",
    "answers", "answers.stay_independent", "answers.stay_independent.fallen_past_year", "answers.fall_history",
    "answers.fall_history.falls_12m", "visit.diagnoses.0", "providers.0.name", "tests.0.trials.0.aid", "tests.1",
    "tests.1.not_done", "tests.1.not_done.reason", "ledger.0", "ledger.2", "ledger.3",
}  # fmt: skip
IDS = {("tests", 0, "test"), ("tests", 1, "test"), ("providers", 0, "id")}  # a list's item is nothing without its id


def test_leaving_any_one_thing_out_never_crashes_and_only_what_is_no_evidence_leaves_it_yes():
    still_yes = set()
    for path in paths(whole_case()):
        if path in REQUIRED | IDS:
            continue
        case = whole_case()
        place = case
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]
        if decided(case)["may_submit"] == "yes":
            still_yes.add(".".join(map(str, path)))
    assert still_yes == NO_EVIDENCE
