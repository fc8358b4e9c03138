"""A document from the answer of the library to its PDF: the first of a process, and the ones after it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.timing import in_turns, measured_on, rounded
from surefoot.assessment import assess
from surefoot.knowledge import Knowledge
from surefoot.note import Document, build_handout, build_note, render_pdf

ROUNDS = 20
CASE = Path(__file__).parents[1] / "examples" / "cases" / "contract.json"


def measure(knowledge: Knowledge) -> dict[str, Any]:
    """Milliseconds on the wall; every report is of another result, so that neither page nor chart is at hand from before.

    `first_report` holds the loading of the typesetter, of the chart drawer and of the typeface.
    """
    visits = iter([_visit(place, knowledge) for place in range(3 * (ROUNDS + 1) + 1)])

    def render(build: Callable[..., Document], **more: Any) -> None:
        case, answer = next(visits)
        render_pdf(build(case, answer, **more))

    documents: dict[str, Callable[[], object]] = {
        "report": lambda: render(build_note, knowledge=knowledge),
        "handout": lambda: render(build_handout),
        "handout_in_spanish": lambda: render(build_handout, language="es"),
    }
    begun = perf_counter()
    documents["report"]()
    first = perf_counter() - begun
    told = {f"{name}_ms": rounded(taken * 1000) for name, taken in in_turns(documents, ROUNDS).items()}
    return {"measured_on": measured_on(knowledge), "rounds": ROUNDS, "first_report_ms": rounded(first * 1000), **told}


def _visit(place: int, knowledge: Knowledge) -> tuple[dict[str, Any], dict[str, Any]]:
    case: dict[str, Any] = json.loads(CASE.read_text("utf-8"))
    case["patient"]["id"] = f"SYN-{place}"
    case["tests"][0]["trials"][0]["time_s"] += place / 10
    return case, assess(case, knowledge)
