"""How hard each whole paper for a patient is to read, in both languages. `python -m tests.note.reading_level` prints the table.

Every sentence that a person reads on paper counts, drawn exercises too. What would make a paper look easier than it is does not count:
headings, lines to write on, page foot, sentences shorter than four words ("See step 2."). The scales are those of `readability`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from surefoot.assessment import assess
from surefoot.note import Document, build_exercise_log, build_handout, build_home_checklist
from tests.note.readability import english_grade, spanish_ease
from tests.plan.people import held, steady

CASES = Path(__file__).parents[2] / "examples" / "cases"
SCALES: Mapping[str, Callable[[str], float]] = {"en": english_grade, "es": spanish_ease}
SHORTEST = 4  # words of a sentence
LONG = 8  # words of a passage that is measured by itself
AT = {"by": "D", "at": "2026-11-20T09:24:00-05:00"}


def accepted(case: dict[str, Any]) -> dict[str, Any]:
    """The case with every suggestion accepted."""
    ids = [one["id"] for one in assess(case)["suggestions"]]
    return {**case, "decisions": [{"suggestion": id_, "decision": "accepted", **AT} for id_ in ids]}


def example(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return accepted(found)


def able() -> dict[str, Any]:
    """Somebody who may do three exercises alone."""
    return accepted(held(steady(), "tandem", 6.0))


def papers(language: Any) -> Iterator[tuple[str, Document]]:
    """(name, paper) of every paper that a patient takes home, of the people whose record has one."""
    for path in sorted(CASES.glob("*.json")):
        case = example(path.stem)
        yield f"handout, {path.stem}", build_handout(case, assess(case), language=language)
    case = example("contract")
    yield "handout in large print, contract", build_handout(case, assess(case), language=language, large_print=True)
    yield "home-safety checklist", build_home_checklist(case, assess(case), language=language)
    case = able()
    yield "handout with exercises", build_handout(case, assess(case), language=language)
    yield "exercise log", build_exercise_log(case, assess(case), language=language)


def text_of(document: Document) -> str:
    """What is read of a paper, whole sentences alone."""
    return " ".join(passages(document))


def passages(document: Document) -> list[str]:
    """Each line of a paper with its sentences that are long enough to be measured."""
    lines = (line for block in document.blocks for line in _lines(block))
    found = (" ".join(_long(line if line.endswith((".", "!", "?")) else f"{line}.")) for line in lines)
    return [line for line in found if line]


def _long(line: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.!?])\s+", line):
        if len(re.findall(r"[^\W\d_]+", sentence)) >= SHORTEST:
            yield sentence


def _lines(block: Any) -> Iterator[str]:
    match block.block:
        case "title" | "heading" | "days":
            return
        case "list":
            yield from (item.text for item in block.items)
        case "pictures":
            yield from (item.text.text for item in block.items)
        case "action":
            yield from (line for line in (block.text.text, block.aside) if line)
        case _:
            yield " ".join(sentence.text for sentence in block.sentences)


def measured() -> dict[str, dict[str, tuple[float, float]]]:
    """{paper: {language: (the whole, its hardest passage)}}: school grade in English, ease in Spanish."""
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for language, scale in SCALES.items():
        for name, document in papers(language):
            long = [scale(one) for one in passages(document) if len(one.split()) >= LONG]
            hardest = max(long) if language == "en" else min(long)
            found.setdefault(name, {})[language] = (scale(text_of(document)), hardest)
    return found


def table() -> str:
    """The figures as they stand in docs/explanation/documents.md."""
    head = "| paper | English grade | hardest passage | Spanish ease | hardest passage |\n| --- | --- | --- | --- | --- |\n"
    rows = (
        f"| {name} | {one['en'][0]:.1f} | {one['en'][1]:.1f} | {one['es'][0]:.0f} | {one['es'][1]:.0f} |\n"
        for name, one in measured().items()
    )
    return head + "".join(rows)


if __name__ == "__main__":
    sys.stdout.write(table())
