"""The report of a visit: its sections, how each sentence came about, signature, co-signatures and what was added later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from surefoot.cases.parts import MOMENT, TEXT, Schema, closed, words
from surefoot.errors import Fault

Data = Mapping[str, Any]

SECTIONS = ("interpretation", "analysis", "plan_of_care_impact")
KEPT, EDITED, WRITTEN, REMOVED = WAYS = ("kept", "edited", "written", "removed")
LATER = ("late_entry", "correction", "addendum")

_WHO: Schema = {"by": TEXT, "at": MOMENT}
_SENTENCE = closed(
    {"id": TEXT, "section": words(*SECTIONS), "how": words(*WAYS), "text": TEXT, "offered": TEXT, **_WHO},
    ("section", "how"),
)

REPORT: Schema = closed(
    {
        **dict.fromkeys(SECTIONS, TEXT),
        "sentences": {"type": "array", "items": _SENTENCE},  # how each sentence of the sections came about
        "signed": closed({**_WHO, "statement": TEXT, "statement_version": TEXT}),
        "cosigned": {"type": "array", "items": closed({**_WHO, "statement": TEXT}, ("by",))},
        "later": {
            "type": "array",
            "items": closed({"kind": words(*LATER), "text": TEXT, **_WHO}, ("kind", "text")),
        },
    }
)


def report_faults(case: Data) -> Iterator[Fault]:
    """What the parts of a report, and of the reports of the day's other visits, say against each other."""
    yield from _report(case.get("report") or {}, "report")
    for index, visit in enumerate(case.get("same_day") or ()):
        yield from _report(visit.get("report") or {}, f"same_day[{index}].report")


def _report(report: Data, where: str) -> Iterator[Fault]:
    if "sentences" in report:
        for index, sentence in enumerate(report["sentences"]):
            yield from _sentence(sentence, f"{where}.sentences[{index}]")
        for section in SECTIONS:
            yield from _section(report, section, where)
    yield from _cosigned(report, where)


def _sentence(sentence: Data, where: str) -> Iterator[Fault]:
    """Words that stand as offered are `kept`, and nothing else is: so a note that was taken over whole can be seen."""
    how, text, offered = sentence["how"], _plain(sentence.get("text")), _plain(sentence.get("offered"))
    if how == REMOVED:
        wrong = "is marked as removed and has a text" if text else ""
    elif not text:
        wrong = f"is marked as {how} and has no text"
    elif how == WRITTEN:
        wrong = "is marked as written by hand and names a sentence offered" if offered else ""
    elif not offered:
        wrong = f"is marked as {how} and does not say what was offered"
    elif (text == offered) != (how == KEPT):
        wrong = f"is marked as {how}, and its words are {'those' if text == offered else 'not those'} offered"
    else:
        wrong = ""
    if wrong:
        yield Fault("SF-C020", where, f"The sentence {wrong}.", f"Use one of: {', '.join(WAYS)}, as it came about.")


def _section(report: Data, section: str, where: str) -> Iterator[Fault]:
    kept = [one for one in report["sentences"] if one["section"] == section and one["how"] != REMOVED]
    if _plain(report.get(section)) != _plain(" ".join(one.get("text") or "" for one in kept)):
        says = f"The {section.replace('_', ' ')} is not what its sentences say, one after the other."
        yield Fault("SF-C021", f"{where}.{section}", says, "Send both as they were signed, or the section alone.")


def _cosigned(report: Data, where: str) -> Iterator[Fault]:
    signer, seen = (report.get("signed") or {}).get("by"), set()
    for index, one in enumerate(report.get("cosigned") or ()):
        if one["by"] == signer or one["by"] in seen:
            says = f'"{one["by"]}" has signed this report already.'
            yield Fault("SF-C022", f"{where}.cosigned[{index}].by", says, "A co-signature is that of another person.")
        seen.add(one["by"])


def _plain(text: Any) -> str:
    """A text whatever its spacing."""
    return " ".join(str(text or "").split())
