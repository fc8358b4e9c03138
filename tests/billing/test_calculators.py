"""Where two published calculators of units go wrong, this one must not: mikemena/medicare-calculator and the rehab_os unit validator.

The first gives units that are left in the order of entry; the second divides by shares. Both methods are written out here as they were
described, to show that each row is one on which they fail.
"""

from __future__ import annotations

from itertools import permutations, product

import pytest

from surefoot.billing.pooling import pool_units
from surefoot.billing.time import Clock

CLOCK = Clock(first_unit_minutes=8, unit_minutes=15)
CODES = ("97110", "97140", "97750")


def by_entry_order(minutes):
    left, given = CLOCK.units(sum(minutes.values())), {}
    for code, own in minutes.items():
        given[code] = min(left, own // 15)
        left -= given[code]
    for code in minutes:
        if left:
            given[code], left = given[code] + left, 0
    return given


def by_shares(minutes):
    total, units = sum(minutes.values()), CLOCK.units(sum(minutes.values()))
    given = {code: round(units * own / total) for code, own in minutes.items()}
    largest = max(minutes, key=minutes.__getitem__)
    given[largest] += units - sum(given.values())
    return given


def test_thirty_three_and_seven():
    """CMS example 3: the last unit goes to the larger remainder, whichever code was entered first."""
    minutes = {"97110": 33, "97140": 7}
    assert by_entry_order(minutes) == {"97110": 3, "97140": 0}
    for order in permutations(minutes.items()):
        assert pool_units(dict(order), CLOCK).admissible in (({"97110": 2, "97140": 1},), ({"97140": 1, "97110": 2},))


def test_five_and_eighteen():
    """Eighteen minutes keep one unit whole; the remainder of five is larger than that of three."""
    minutes = {"97110": 5, "97140": 18}
    assert by_shares(minutes) == {"97110": 0, "97140": 2}
    assert pool_units(minutes, CLOCK).admissible == ({"97110": 1, "97140": 1},)


@pytest.mark.parametrize("minutes", [(38, 15, 15), (15, 38, 15), (29, 16, 31), (8, 30, 15)])
def test_fifteen_minutes_always_keep_their_unit(minutes):
    by_code = dict(zip(CODES, minutes, strict=True))
    for split in pool_units(by_code, CLOCK).admissible:
        assert all(split[code] >= own // 15 for code, own in by_code.items())


def test_the_floor_holds_for_every_three_codes_up_to_45_minutes():
    for minutes in product(range(0, 46, 3), repeat=3):
        by_code = dict(zip(CODES, minutes, strict=True))
        pool = pool_units(by_code, CLOCK)
        for split in pool.admissible:
            assert sum(split.values()) == pool.total_units
            assert all(split[code] >= own // 15 for code, own in by_code.items())


def test_the_order_of_entry_never_matters():
    for minutes in product((0, 5, 7, 8, 15, 18, 22, 33), repeat=3):
        by_code = dict(zip(CODES, minutes, strict=True))
        ways = {
            frozenset(frozenset(split.items()) for split in pool_units(dict(order), CLOCK).admissible)
            for order in permutations(by_code.items())
        }
        assert len(ways) == 1
