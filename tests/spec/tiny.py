"""A tiny knowledge from a few lines: facts, values, a score, a table, rules, a decision table, an offer.

facts:   {left: yes_no, time: number, sex: [female, male]}
values:  {limit: 12}
score:   {a: 2, b: 1}                      a questionnaire `form` with the items form.a, form.b and the score form.score
points:  {d: {never: 0, often: 3}}         its item form.d, a choice whose points the score gains
table:   [{age: [65, 74], female: 5, male: 6}]     the table `norm`
rules:   {result: {any_of: [left, right]}}
level:   {applies: left, rows: [[right, high]], otherwise: low}     the decision table `level`
offer:   {for: [result], offer_when: left}       the intervention `offer`, and a factor for each rule it names
"""

from __future__ import annotations

import json
from typing import Any

from surefoot.knowledge import Knowledge, load_texts
from surefoot.knowledge.loader import Text

Data = dict[str, Any]
FIRST_DAY = "2020-01-01"
_CITED: Data = {"source": ["a-paper"], "confidence": "verified"}
_BOTH = {"en": "text", "es": "texto"}


def tiny(page: Data) -> Knowledge:
    """Build the knowledge through the strict loader, as from files."""
    builders = dict.fromkeys(build for key, listed in _BUILDERS.items() if key in page for build in listed)
    files = [_sources(), *(build(page) for build in builders)]
    files += [_level(id_, table) for id_, table in page.get("levels", {}).items()]
    return load_texts(Text(f"{number:03}.yaml", json.dumps(data)) for number, data in enumerate(files))


def _sources() -> Data:
    return {"kind": "sources", "sources": [{"id": "a-paper", "cite": "A paper"}]}


def _facts(page: Data) -> Data:
    return {"kind": "facts", "facts": [_fact(id_, type_) for id_, type_ in page["facts"].items()]}


def _fact(id_: str, type_: str | list[str]) -> Data:
    shape = {"type": "choice", "choices": type_} if isinstance(type_, list) else {"type": type_}
    return {"id": id_, "label": id_, **shape}


def _values(page: Data) -> Data:
    states = {id_: [{"from": FIRST_DAY, "value": value, **_CITED}] for id_, value in page["values"].items()}
    values = [{"id": id_, "label": id_, "unit": "count", "values": dated} for id_, dated in states.items()]
    return {"kind": "values", "values": values}


def _score(page: Data) -> Data:
    weighted = page.get("score", {}).items()
    items: list[Data] = [{"id": id_, "type": "yes_no", "text": _BOTH, "weight": weight} for id_, weight in weighted]
    items += [_pointed(id_, points) for id_, points in page.get("points", {}).items()]
    score = {"id": "form.score", "label": "score", "unit": "count", "range": [0, 99], "worse": "higher", **_CITED}
    about = {"id": "form", "label": "form", "title": _BOTH, "order": 1, "licence": _licence()}
    return {"kind": "questionnaire", **about, "items": items, "score": score, **_CITED}


def _pointed(id_: str, points: Data) -> Data:
    choices = [{"id": word, "text": _BOTH, "points": number} for word, number in points.items()]
    return {"id": id_, "type": "choice", "text": _BOTH, "choices": choices}


def _table(page: Data) -> Data:
    dated = [{"from": FIRST_DAY, "rows": page["table"], **_CITED}]
    table = {"id": "norm", "label": "norm", "unit": "count", "values": dated}
    protocol = {"setup": ["Set up."], "say": _BOTH, "steps": ["Step."], "stop": ["Stop."], **_CITED}
    about = {"id": "test", "label": "test", "plain": _BOTH, "order": 1, "measures": "strength", "activity": "rises"}
    counts = {"answer": "yes", "says": "It does.", **_CITED}
    score = {"id": "test.count", "label": "count", "unit": "count", "worse": "lower", "pick": "best", "decimals": 0}
    fields = [{"id": "count", "label": "count", "type": "whole"}]
    parts = {
        "performance_test": counts,
        "licence": _licence(),
        "protocol": protocol,
        "fields": fields,
        "scores": [score],
    }
    return {"kind": "test", **about, **parts, "tables": [table], **_CITED}


def _licence() -> Data:
    return {"status": "free", "says": "Free.", **_CITED}


def _rules(page: Data) -> Data:
    rules = page["rules"].items()
    return {
        "kind": "findings",
        "findings": [{"id": id_, "label": id_, "rule": rule, "basis": "published", **_CITED} for id_, rule in rules],
    }


def _level(id_: str, table: Data) -> Data:
    words = dict.fromkeys([*(then for _, then in table["rows"]), table["otherwise"]])
    rows = [{"id": f"r{n}", "if": rule, "then": then, **_CITED} for n, (rule, then) in enumerate(table["rows"], 1)]
    return {
        "kind": "algorithm",
        "id": id_,
        "title": id_,
        "version": "1",
        "levels": [{"id": word, "label": word, "says": word} for word in words],
        "applies": table["applies"],
        "table": rows,
        "otherwise": {"id": "last", "then": table["otherwise"], **_CITED},
        **_CITED,
    }


def _factors(page: Data) -> Data:
    about = {"label": "factor", "plain": _BOTH, "modifiable": "yes", "basis": "published", "effects": [], **_CITED}
    return {
        "kind": "factors",
        "factors": [{"id": f"factor_{id_}", "rule": id_, **about} for id_ in page["offer"]["for"]],
    }


def _offer(page: Data) -> Data:
    offer = page["offer"]
    limits = {"offer_when": offer["offer_when"]} if "offer_when" in offer else {}
    about = {
        "label": "offer",
        "what": "offer",
        "order": 1,
        "order_says": "first",
        "evidence": [{"says": "It helps.", **_CITED}],
        "by_whom": {"says": "Anyone.", **_CITED},
        "cautions": [{"says": "None.", **_CITED}],
        "patient_text": _BOTH,
        "referral": "none",
    }
    named = [f"factor_{id_}" for id_ in offer["for"]]
    return {"kind": "interventions", "interventions": [{"id": "offer", "for": named, **limits, **about}]}


_BUILDERS = {
    "facts": [_facts],
    "values": [_values],
    "score": [_score],
    "points": [_score],
    "table": [_table],
    "rules": [_rules],
    "offer": [_factors, _offer],
}
