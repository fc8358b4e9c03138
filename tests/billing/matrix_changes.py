"""Reads one cell of the decision matrix: what is different from the complete visit."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from surefoot.knowledge import Knowledge, load_texts
from surefoot.knowledge.loader import Text, packaged_texts
from tests.billing.cases import ACCEPTED, DAY, KNOWLEDGE, WHO, at, span, suggested, whole_case, without

Case = dict[str, Any]
HELPER = "H-2"
OTHER = "T-9"
OVERLAYS = Path(__file__).with_name("overlays")
CHOSEN = "  - {{reading: {reading}, from: {day}, why: a synthetic clinic's own, source: [own-payer-letter], confidence: secondary}}\n"
RESULTS: dict[str, Any] = {
    "tug": {"time_s": 14.2},
    "chair_stand_30s": {"stands_count": 8},
    "four_stage_balance": {"stage": "tandem", "time_s": 6.0},
    "single_leg_stance": {"time_s": 4.0},
    "gait_speed": {"speed_mps": 0.9},
    "five_times_sit_to_stand": {"time_s": 13.0},
    "functional_reach": {"reach_cm": 20.0},
    "gait_parameters": {"stride_length_m": 1.1, "stride_time_s": 1.2},
    "postural_sway": {"stance": "two_feet_open", "path_length_cm": 40.0},
    "visual_acuity": {"chart_distance": 20, "chart_line": 40},
    "monofilament_10g": {"sites_tested_count": 10, "sites_not_felt_count": 2},
    "vibration_perception": {"right_answers_count": 1},
}
MARKS: dict[str, dict[str, Any]] = {
    "absent": {"patient_present": False},
    "present?": {"patient_present": None},
    "group": {"one_on_one": False},
    "one?": {"one_on_one": None},
    "unskilled": {"skilled": False},
    "skilled?": {"skilled": None},
    "helper": {"provider": HELPER},
    "other_patient": {"patient": "P-999"},
}
ELSEWHERE = "V-2"
_SAID = {"by": WHO, "at": at(300)}
SERVICE_MARKS: dict[str, dict[str, Any]] = {
    "other": {"provider": OTHER},
    "same": {"provider": WHO},
    "visit": {"visit": ELSEWHERE},
    "unknown_visit": {"visit": "V-9"},
    "structure": {"distinct": {"tested_structure": "whole body balance", "structure": "right shoulder", **_SAID}},
    "same_structure": {"distinct": {"tested_structure": "Right  ankle", "structure": "right ankle", **_SAID}},
    "structure_unnamed": {"distinct": {"tested_structure": "legs", "structure": "right shoulder", "at": at(300)}},
    "structure_alone": {"distinct": {"structure": "right shoulder", **_SAID}},
    "unusual": {"distinct": {"why_not_usual": "manual therapy of the neck, no part of any test", **_SAID}},
    "unusual_by_stranger": {"distinct": {"why_not_usual": "manual therapy of the neck", "by": "X-0", "at": at(300)}},
}
LEFT_OUT = {"nobody": "provider", "no_start": "start", "no_end": "end", "no_activity": "activity"}
DECISIONS: dict[str, dict[str, Any] | None] = {
    "accepted": ACCEPTED,
    "open": None,
    "declined": ACCEPTED | {"decision": "declined", "declined_by": "patient", "reason": "too tired"},
    "declined_no_reason": ACCEPTED | {"decision": "declined", "declined_by": "patient"},
    "declined_by_nobody": ACCEPTED | {"decision": "declined", "reason": "too tired"},
    "changed": ACCEPTED | {"decision": "changed", "reason": "once a week"},
    "changed_no_reason": ACCEPTED | {"decision": "changed"},
    "unnamed": ACCEPTED | {"by": None},
    "undated": ACCEPTED | {"at": None},
    "stranger": ACCEPTED | {"by": "X-0"},
}
NO_SIGNS = {
    "stay_independent": dict.fromkeys(
        (
            "fallen_past_year",
            "uses_or_advised_cane_or_walker",
            "unsteady_walking",
            "holds_furniture",
            "pushes_with_hands_to_stand",
            "trouble_stepping_onto_curb",
            "lost_feeling_in_feet",
        ),
        False,
    ),
    "fall_history": {"falls_12m": 0, "near_falls": False},
    "conditions": dict.fromkeys(("lightheaded_on_standing", "dizziness", "vertigo_in_bed"), False),
    "feet": {"pain_limits_walking": False},
}


def knowledge_of(change: str) -> Knowledge:
    """The knowledge the cell asks for: the policies of the clinic's own, and what the clinic has set for reading the time."""
    words = dict(word.split("=", 1) for word in change.split())
    own = words.get("policy", "cms").startswith("own_")
    return with_overlays(own, words.get("readings", "")) if own or "readings" in words else KNOWLEDGE


@cache
def with_overlays(own: bool, readings: str) -> Knowledge:
    """The packaged knowledge with overlays. `readings` as in a cell: `literal_midpoint@2026-06-01`."""
    texts = [*packaged_texts(), Text("overlay/sources.yaml", (OVERLAYS / "sources.yaml").read_text("utf-8"))]
    if own:
        texts += [Text(f"overlay/{path.name}", path.read_text("utf-8")) for path in sorted(OVERLAYS.glob("own_*.yaml"))]
    if readings:
        chosen = (word.partition("@") for word in readings.split(","))
        lines = [CHOSEN.format(reading=reading, day=day or "2026-01-01") for reading, _, day in chosen]
        texts.append(Text("overlay/readings.yaml", "kind: clinic_readings\nchosen:\n" + "".join(lines)))
    return load_texts(texts)


def visit_and_suggestions(change: str) -> tuple[Case, list[dict[str, Any]]]:
    """The changed visit and its suggestions, from a cell such as `policy=ama minutes=7:59`."""
    words = dict(word.split("=", 1) for word in change.split())
    case = whole_case(words.pop("policy", "cms"))
    given = words.pop("decisions", "accepted")
    words.pop("readings", None)
    for name in sorted(words, key=list(CHANGES).index):
        case = CHANGES[name](case, words[name])
    named = [] if given == "none" else given.split(",")
    return case, suggested(*(DECISIONS[one] for one in named))


def _date(case: Case, day: str) -> Case:
    moved = _moved(case, day)
    moved["visit"]["date"] = day
    return moved


def _moved(value: Any, day: str) -> Any:
    if isinstance(value, dict):
        return {key: _moved(part, day) for key, part in value.items()}
    if isinstance(value, list):
        return [_moved(part, day) for part in value]
    return value.replace(DAY, day) if isinstance(value, str) else value


def _credential(case: Case, word: str) -> Case:
    case["providers"][0]["credential"] = word
    return case


def _helper(case: Case, word: str) -> Case:
    case["providers"].append({"id": HELPER, "name": "Demo Helper", "credential": word})
    return case


def _performer(case: Case, word: str) -> Case:
    case["ledger"] = [part | {"provider": HELPER} for part in case["ledger"]]
    return _helper(case, word)


def _minutes(case: Case, time: str) -> Case:
    return _ledger(case, f"perform:{time}")


def _ledger(case: Case, listed: str) -> Case:
    case["ledger"], second = [], 0
    for word in listed.split(","):
        (activity, *time), *marks = (part.split(":") for part in word.split("/"))
        first, second = second, second + _seconds(time)
        if activity == "gap":
            continue
        one = span(0, 0, activity) | {"start": at(*divmod(first, 60)), "end": at(*divmod(second, 60))}
        case["ledger"].append(_marked(one, [":".join(mark) for mark in marks]))
    return case


def _seconds(time: list[str]) -> int:
    return int(time[0]) * 60 + (int(time[1]) if len(time) > 1 else 0)


def _marked(one: Case, marks: list[str]) -> Case:
    for mark in marks:
        if mark.startswith("test="):
            one["test"] = mark.removeprefix("test=")
        elif mark in LEFT_OUT:
            del one[LEFT_OUT[mark]]
        else:
            one |= MARKS[mark]
    return one


def _tests(case: Case, listed: str) -> Case:
    case["tests"] = [] if listed == "none" else [_test(*word.split(":")) for word in listed.split(",")]
    return case


def _test(name: str, how: str | None = None) -> Case:
    if how is None:
        return {"test": name, "trials": [RESULTS[name]]}
    return {"test": name} | ({"trials": [{"outcome": "unable"}]} if how == "unable" else {"not_done": {"reason": how}})


def _services(case: Case, listed: str) -> Case:
    case["other_services"] = [_service(word) for word in listed.split(",")]
    if any(one.get("visit") == ELSEWHERE for one in case["other_services"]):
        case["same_day"] = [{"id": ELSEWHERE, "tests": [], "ledger": []}]
    return case


def _service(word: str) -> Case:
    word, *marks = word.split("/")
    who = {key: deepcopy(value) for mark in marks for key, value in SERVICE_MARKS[mark].items()}
    code, timed, times = word.partition("@")
    if timed:
        first, last = map(int, times.split("-"))
        return {"code": code, "start": at(first), "end": at(last)} | who
    code, _, minutes = word.partition(":")
    return {"code": code} | ({"minutes": int(minutes)} if minutes else {}) | who


def _plan(case: Case, word: str) -> Case:
    if word == "none":
        return without(case, "plan_of_care")
    days, _, discipline = word.partition("/")
    certified, _, ends = days.partition("..")
    whole = {"certified_on": certified, "ends_on": ends, "discipline": discipline}
    case["plan_of_care"] = {key: value for key, value in whole.items() if value}
    return case


def _diagnoses(case: Case, word: str) -> Case:
    if word == "absent":
        return without(case, "visit.diagnoses")
    case["visit"]["diagnoses"] = word.split(",")
    return case


def _answers(case: Case, word: str) -> Case:
    if word == "none":
        return without(case, "answers")
    return case | {"answers": NO_SIGNS}


def _others(case: Case, word: str) -> Case:
    case["visit"]["others_present"] = word.split(",")
    return case


def _ytd(case: Case, amount: str) -> Case:
    return case | {"claim": {"therapy_year_to_date_usd": amount}}


def _before(case: Case, word: str) -> Case:
    amount, _, charge = word.partition("/")
    charges = {"charges": {"97750": charge}} if charge else {}
    return case | {"claim": {"therapy_before_visit_usd": amount} | charges}


def _scope(case: Case, word: str) -> Case:
    listed = [] if word == "none" else [_attested(*one.split(":")) for one in word.split(",")]
    return case | {"clinic": {"state": "NY", "scope_attested": listed}}


def _attested(credential: str, answer: str, state: str = "NY", day: str = "2026-01-05") -> Case:
    said = {"within_scope": False} if answer == "no" else {}
    return {"credential": credential, "state": state, "on": day, "by": "Clinic lead"} | said


def _previous(case: Case, word: str) -> Case:
    test, *more = word.split("/")
    if test == "score":
        return case | {"previous": [{"date": "2026-08-20", "scores": {"tug.time_s": 15.0}}]}
    earlier = {
        "schema": "surefoot-case/1",
        "patient": {"id": case["patient"]["id"]},
        "visit": {"date": "2026-08-20", "status": "completed"},
        "tests": [_test(*test.split(":"))],
    }
    for key, value in (one.split("=") for one in more):
        if key == "falls":
            earlier["answers"] = {"fall_history": {"falls_12m": int(value)}}
        elif key == "patient":
            earlier["patient"]["id"] = value
        else:
            earlier["visit"] |= {"diagnoses": [value]} if key == "dx" else {key: value}
    return case | {"previous": [earlier]}


def _same_day(case: Case, listed: str) -> Case:
    other = _ledger(whole_case() | {"tests": case["tests"]}, listed)
    later = [
        one | {key: one[key].replace("T09", "T13") for key in ("start", "end") if key in one} for one in other["ledger"]
    ]
    report = other["report"] | {"signed": {"by": WHO, "at": at(420)}}
    return case | {"same_day": [{"ledger": later, "tests": other["tests"], "report": report}]}


def _override(case: Case, word: str) -> Case:
    units, _, left_out = word.partition("/no_")
    whole = {"units": int(units), "reason": "the second test was cut short", "by": WHO, "at": at(240)}
    names = {"reason": "reason", "name": "by", "time": "at"}
    return case | {"units_override": {key: value for key, value in whole.items() if key != names.get(left_out)}}


def _sign(case: Case, word: str) -> Case:
    signed = case["report"]["signed"]
    signed |= {"helper": {"by": HELPER}, "early": {"at": at(10)}, "late": {"at": at(240, day="2026-11-23")}}[word]
    return case


def _drop(case: Case, paths: str) -> Case:
    for path in paths.split(","):
        case = without(case, path)
    return case


def _set(case: Case, word: str) -> Case:
    path, _, value = word.partition(":")
    *way, last = path.split(".")
    place = case
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    place[last] = [] if last == "tests" and value == "none" else value.replace("~", " ")
    return case


CHANGES: dict[str, Callable[[Case, str], Case]] = {  # in this order
    "minutes": _minutes,
    "ledger": _ledger,
    "tests": _tests,
    "credential": _credential,
    "helper": _helper,
    "performer": _performer,
    "services": _services,
    "plan": _plan,
    "diagnoses": _diagnoses,
    "answers": _answers,
    "others": _others,
    "ytd": _ytd,
    "before": _before,
    "scope": _scope,
    "previous": _previous,
    "same_day": _same_day,
    "override": _override,
    "sign": _sign,
    "set": _set,
    "drop": _drop,
    "date": _date,
}
