"""Units for a day's timed codes, with the reasoning: what the `units` command answers.

SF-X101 an entry that is not CODE=MINUTES; SF-X102 a code that is none; SF-X103 minutes that are none; SF-X104 a policy not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from surefoot.billing.policy import pooling_policies
from surefoot.billing.pooling import pool_units
from surefoot.billing.services import is_timed
from surefoot.billing.time import SECONDS_PER_MINUTE, Clock, clock, whole_minutes
from surefoot.errors import CaseRefused, Fault
from surefoot.knowledge import Knowledge, View

_CODE = re.compile(r"[0-9A-Z]{5}")
_MINUTES = re.compile(r"[0-9]{1,4}(\.[0-9]{1,40})?")
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
DAY_S = 24 * 60 * 60


def units_answer(entries: Iterable[str], policy: str, *, knowledge: Knowledge, view: View) -> dict[str, Any]:
    """Units by code from entries `CODE=MINUTES` (minutes also as `M:SS`), under "ama" or "cms" or another known policy.

    Seconds of one code are summed exactly and cut to whole minutes once. `units` holds every code known to be timed and
    is empty in a tie; `total_units` is None where no code is known to be timed or the day's rule is not known;
    `admissible` holds every admissible split. Raises CaseRefused with every fault.
    """
    seconds, faults = _read(entries)
    if policy not in knowledge.policies:
        known = ", ".join(knowledge.policies)
        faults.append(Fault("SF-X104", "--policy", f'The policy "{policy}" is not known.', f"Use one of: {known}."))
    if faults:
        raise CaseRefused(faults)
    minutes = {code: whole_minutes(own) for code, own in seconds.items() if is_timed(view, code)}
    return {
        "policy": policy,
        **_counted(policy in pooling_policies(knowledge), view, minutes),
        "minutes": minutes,
        "reviews": [_review(knowledge, code) for code in seconds if code not in minutes],
    }


def _read(entries: Iterable[str]) -> tuple[dict[str, Fraction], list[Fault]]:
    seconds: dict[str, Fraction] = {}
    faults: list[Fault] = []
    for entry in entries:
        code, sign, amount = (part.strip() for part in entry.partition("="))
        own = _seconds(amount)
        if not sign:
            faults.append(Fault("SF-X101", entry, f'"{entry}" is not CODE=MINUTES.', "Write it as 97750=24."))
        elif not _CODE.fullmatch(code):
            faults.append(Fault("SF-X102", entry, f'"{code}" is no code.', "A code has five digits or capitals."))
        elif own is None or own > DAY_S:
            faults.append(
                Fault("SF-X103", entry, f'"{amount}" is no time of one day.', "Write minutes as 24, or as 24:30.")
            )
        else:
            seconds[code] = seconds.get(code, Fraction()) + own
    if not seconds and not faults:
        faults.append(Fault("SF-X101", "entries", "No code is given.", "Write at least one, as 97750=24."))
    return seconds, faults


def _seconds(amount: str) -> Fraction | None:
    """Exact, so that no minute is reached by rounding."""
    if plain := _MINUTES.fullmatch(amount):
        return Fraction(plain[0]) * SECONDS_PER_MINUTE
    if clocked := _CLOCK.fullmatch(amount):
        return Fraction(int(clocked[1]) * SECONDS_PER_MINUTE + int(clocked[2]))
    return None


def _counted(pooling: bool, view: View, minutes: Mapping[str, int]) -> dict[str, Any]:
    rule = clock(view, "cms" if pooling else "ama")
    total = sum(minutes.values())
    if rule is None:
        return _answer(total, None, {}, [], ["The counting rule of this day is not known here."])
    if not minutes:
        return _answer(total, None, {}, [], ["None of these codes is known to be timed."])
    if not pooling:
        units = {code: rule.units(own) for code, own in minutes.items()}
        says = [f"{code}: {own} min, {units[code]} by its own minutes" for code, own in minutes.items()]
        return _answer(total, sum(units.values()), units, [_without_none(units)], says)
    pool = pool_units(minutes, rule)
    splits = [_without_none(split) for split in pool.admissible]
    units = {} if pool.tie else dict(pool.admissible[0])
    return _answer(total, pool.total_units, units, splits, _pooled_says(minutes, rule, pool.total_units, pool.tie))


def _answer(
    total: int, units: int | None, by_code: Mapping[str, int], splits: list[dict[str, int]], says: list[str]
) -> dict[str, Any]:
    return {
        "total_minutes": total,
        "total_units": units,
        "units": dict(by_code),
        "tie": len(splits) > 1,
        "admissible": splits,
        "reasoning": says,
    }


def _pooled_says(minutes: Mapping[str, int], rule: Clock, units: int, tie: bool) -> list[str]:
    says = [f"All timed codes: {sum(minutes.values())} min, {units} in all"]
    for code, own in minutes.items():
        full, rest = divmod(own, rule.unit_minutes)
        says.append(f"{code}: {own} min, {full} full, remainder {rest} min")
    says.append("What is left goes to the largest remainders" + ("; equal remainders: choose one split" if tie else ""))
    return says


def _without_none(units: Mapping[str, int]) -> dict[str, int]:
    return {code: own for code, own in units.items() if own}


def _review(knowledge: Knowledge, code: str) -> dict[str, Any]:
    says = f"{code} is not in the list of timed codes, so its minutes are not pooled and no units are given for it."
    return {"id": "code_not_known_timed", "says": says, "source": _rule_source(knowledge), "settled_by": None}


def _rule_source(knowledge: Knowledge) -> str:
    source: str = knowledge.values["billing.cms.unit_minutes"]["values"][0]["source"][0]
    return source
