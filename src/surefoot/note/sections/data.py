"""Data collected, against limits and norms: each number with its unit, whom it is compared with, and how sure that is."""

from __future__ import annotations

from surefoot.note.chart import build_charts
from surefoot.note.chart_profile import build_profile
from surefoot.note.chart_trend import build_trend
from surefoot.note.document import Block, Cell, Column, Heading, Listing, Paragraph, Sentence, SmallPrint, Table
from surefoot.note.material import Data, Material
from surefoot.note.sections.head import is_test
from surefoot.note.sections.tests import timing_says
from surefoot.note.wording import amount, closed, words
from surefoot.units import plain

_HEADER = (
    Column("Measure", share=1.1),
    Column("Result", share=0.9),
    Column("Published limit", share=2.0),
    Column("Norm", share=2.0),
)
_WHOLE = "in the whole study"  # unless the norm says that its n is that of the person's own group
_SURE = (
    "How sure a limit or norm is: verified, its number was seen in the original; secondary, in another text that names the "
    "original; unverified, not yet checked against a source."
)


def data(material: Material) -> list[Block]:
    """Tables of the physical tests and of the questionnaires, the charts, contradictions and changes."""
    scores = material.assessment.get("scores", ())
    measured = [score for score in scores if is_test(score)]
    asked = [score for score in scores if not is_test(score) and score.get("status") != "not_asked"]
    blocks: list[Block] = [Heading("Data collected against norms")]
    if not measured:
        blocks.append(Paragraph((Sentence("No physical performance test gave data.", ("tests",), tone="missing"),)))
    blocks += [_table(caption, group) for caption, group in _groups(measured, asked)]
    if who := respondent_says(material.case):
        blocks.append(Paragraph((Sentence(who, ("answers.respondent",)),)))
    if measured or asked:
        blocks.append(SmallPrint((Sentence(_SURE),)))
    profile = build_profile(material.assessment.get("profile") or ())
    trend = build_trend(material.assessment.get("changes", ()), str(material.visit["date"]))
    return [*blocks, *build_charts(scores), *(one for one in (profile, trend) if one), *_notes(material)]


_WHO = {
    "patient": "the patient",
    "helped": "the patient, with a caregiver's help",
    "caregiver": "a caregiver",
    "staff": "staff, for the patient",
}
_MEDIUM = {
    "own_device": "on a device of their own",
    "kiosk": "on the clinic's tablet",
    "paper": "on paper",
    "staff_read": "read out by staff",
}
_TONGUE = {"en": "in English", "es": "in Spanish"}


def respondent_says(case: Data) -> str:
    """Who answered the questionnaire, how, and through which interpreter; empty where the case does not say."""
    said = (case.get("answers") or {}).get("respondent") or {}
    if not said:
        return ""
    who = _WHO.get(str(said.get("who")), str(said.get("who") or "not recorded"))
    parts = [who, _MEDIUM.get(str(said.get("medium")), ""), _TONGUE.get(str(said.get("language")), "")]
    sentence = f"Questionnaire answered by {', '.join(part for part in parts if part)}"
    by = said.get("interpreter") or {}
    if by:
        kind = "a professional interpreter" if by["kind"] == "professional" else "family or a friend"
        about = ", ".join(str(by[key]) for key in ("name", "language") if by.get(key))
        sentence += f"; interpreted by {kind}" + (f" ({about})" if about else "")
    if said.get("medium") == "paper" and said.get("entered_by"):
        sentence += f"; typed in by {said['entered_by']} on {str(said.get('entered_at', ''))[:10]}"
    return f"{sentence}."


def _groups(measured: list[Data], asked: list[Data]) -> list[tuple[str, list[Data]]]:
    groups = [("Physical performance tests", measured), ("Questionnaires", asked)]
    return [(caption, group) for caption, group in groups if group]


def _table(caption: str, scores: list[Data]) -> Table:
    return Table(caption, _HEADER, tuple(_row(score) for score in scores))


def _row(score: Data) -> tuple[Cell, ...]:
    name = Sentence(str(score["label"]), (str(score["id"]),))
    return Cell((name,)), Cell(_result(score)), Cell(_limits(score)), Cell(_norms(score))


def _result(score: Data) -> tuple[Sentence, ...]:
    status, evidence = score.get("status"), (str(score.get("evidence") or ""),)
    lines = []
    if score.get("value") is not None:
        lines.append(Sentence(score.get("shown") or amount(score["value"], score["unit"]), evidence, tone="value"))
    elif score.get("range"):
        low, high = score["range"]
        lines.append(Sentence(f"between {plain(low)} and {amount(high, score['unit'])}", evidence, tone="value"))
    if status != "measured":
        lines.append(Sentence(_state(str(status), score.get("reason")), evidence, tone="missing"))
    trials = score.get("trials") or ()
    if timing := timing_says(trials):
        lines.append(Sentence(timing if len(trials) == 1 else f"in one or more trials {timing}", evidence))
    return tuple(lines) or (Sentence("not recorded", evidence, tone="missing"),)


_STATUS = {
    "unable": "attempted and unable",
    "partial": "not every question answered",
    "not_comparable": "not comparable with the norm",
}


def _state(status: str, reason: str | None) -> str:
    """A status in words and its reason, once."""
    says = _STATUS.get(status, words(status))
    if not reason:
        return says
    if status == "partial":
        return says if reason.startswith("not every question") else reason
    return reason if reason.startswith((words(status), says)) else f"{says}: {words(reason)}"


def _limits(score: Data) -> tuple[Sentence, ...]:
    lines = [_comparison(score, item) for item in score.get("comparisons", ())]
    return tuple(lines) or (Sentence(_silent(score, "no published limit"), tone="missing"),)


def _comparison(score: Data, item: Data) -> Sentence:
    value = item.get("value")
    limit = amount(value, item.get("unit") or score["unit"]) if isinstance(value, int | float) else ""
    name = str(item.get("name") or item.get("label") or words(str(item["id"]).split(".")[-1]))
    answer = {"yes": "beyond it", "no": "not beyond it"}.get(item["answer"], "not known")
    says = item.get("says") or limit
    people = f"; {item['population']}" if item.get("population") else ""
    return Sentence(f"{name}: {says}, {answer}{people} ({item['confidence']})", tuple(item["source"]))


def _norms(score: Data) -> tuple[Sentence, ...]:
    lines = [_norm(score, item) for item in score.get("norms", ())]
    lines = lines or [Sentence(score.get("no_norm") or _silent(score, "no norm"), tone="missing")]
    left_out = [f"{item['label']}, not compared: {item['says']}" for item in score.get("norms_left_out", ())]
    return (*lines, *(Sentence(says, tone="missing") for says in left_out))


def _silent(score: Data, otherwise: str) -> str:
    """Without a value there was nothing to compare; with one, there is nothing to compare it with."""
    return "nothing to compare" if score.get("value") is None and not score.get("range") else otherwise


def _norm(score: Data, item: Data) -> Sentence:
    unit = item.get("unit") or score["unit"]
    spread = ""
    if item.get("mean") is not None:
        spread += f", SD {amount(item['sd'], unit)}" if item.get("sd") is not None else ""
        if item.get("low") is not None and item.get("high") is not None:
            spread += f", {plain(item['low'])} to {amount(item['high'], unit)}"
    about = f"; {item['statistic']}" if item.get("statistic") and item["statistic"] not in item["says"] else ""
    counted = f"; n = {item['n']} {item.get('n_says') or _WHOLE}" if item.get("n") is not None else "; n not given"
    says = item["says"].replace(" (unverified)", "")
    return Sentence(f"{says}{spread}{about}{counted} ({item['confidence']})", tuple(item["source"]))


def _notes(material: Material) -> list[Block]:
    found: list[Block] = []
    for heading, key in (
        ("Answers that contradict each other", "conflicts"),
        ("Changes since earlier visits", "changes"),
        ("Levels that changed since earlier visits", "level_changes"),
    ):
        items = tuple(
            Sentence(closed(item["says"]), (*item.get("facts", ()), *item.get("source", ()), *item.get("sources", ())))
            for item in material.assessment.get(key, ())
        )
        if items:
            found += [Heading(heading, level=2), Listing(items)]
    return found
