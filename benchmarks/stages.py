"""One case from its JSON to the JSON of its answer, stage by stage: what each adds to the reading of the rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.readers import read_plainly
from benchmarks.timing import in_turns, measured_on, rounded
from surefoot.assessment import assess
from surefoot.assessment.assess import faults_of
from surefoot.billing import decide
from surefoot.cases import known_parts
from surefoot.engine import CaseReader
from surefoot.instruments import case_facts
from surefoot.knowledge import Knowledge
from surefoot.plan import suggest
from surefoot.risk import read_levels
from surefoot.wording import drafts

ROUNDS = 60
CASE = Path(__file__).parents[1] / "examples" / "cases" / "contract.json"


def measure(knowledge: Knowledge) -> dict[str, Any]:
    """Milliseconds of processor time of each stage for the whole case of the contract.

    The stages overlap a little: `whole` is measured, not added up.
    """
    text = CASE.read_text("utf-8")
    case = json.loads(text)
    answer = assess(case, knowledge)
    seconds = in_turns(_stages(text, case, answer, knowledge), ROUNDS, process_time)
    told = {f"{name}_ms": rounded(taken * 1000) for name, taken in seconds.items()}
    return {
        "measured_on": measured_on(knowledge),
        "rounds": ROUNDS,
        **told,
        "whole_over_rules": rounded(seconds["whole"] / seconds["rules_with_trace"]),
        "answer_bytes": len(json.dumps(answer)),
    }


def _stages(text: str, case: Mapping[str, Any], answer: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    known = known_parts(case)
    day = date.fromisoformat(case["visit"]["date"])
    view, facts = knowledge.as_of(day), case_facts(known, knowledge)
    reader = CaseReader(knowledge, view, facts)
    read_levels(reader)
    factors = {id_: reader.answer(id_) for id_ in knowledge.factors}
    about: dict[str, Any] = {"knowledge": knowledge, "view": view, "facts": reader.facts}
    return {
        "read_json": lambda: json.loads(text),
        "check": lambda: faults_of(case, knowledge),
        "scores_and_facts": lambda: case_facts(known, knowledge),
        "rules_with_trace": lambda: read_plainly(knowledge, view, facts),
        "suggestions": lambda: suggest(reader, factors),
        "requirements_and_decision": lambda: decide(known, suggestions=answer["suggestions"], **about),
        "drafts": lambda: drafts(answer),
        "write_json": lambda: json.dumps(answer),
        "whole": lambda: json.dumps(assess(json.loads(text), knowledge)),
    }
