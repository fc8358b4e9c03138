"""An assessment as text for a terminal: what matters first, every line one fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from surefoot.cli.report_medicines import medicine_lines, question_lines
from surefoot.units import written
from surefoot.wording import rests_on_unsure, unsure

Data = Mapping[str, Any]

_BESIDE = ("advice", "legacy")
_ANSWERS = {"yes": "yes", "no": "no", "not_known": "not known"}


def assessment_text(result: Data) -> str:
    """The whole assessment in short."""
    return "\n".join(_lines(result))


def explained_text(result: Data) -> str:
    """The assessment, then every level, factor and requirement with its trace."""
    lines = [*_lines(result), "", "WHY"]
    draw = _Tree({finding["id"]: finding["trace"] for finding in result["findings"]})
    for part in (*result["levels"].values(), *result["factors"]):
        lines += [*draw.lines(part["trace"]), ""]
    for requirement in result["billing"]["code_selection"]["requirements"]:
        name = f"{requirement['id']} {requirement['name']}: {requirement['state']}"
        lines += [name, *draw.lines(requirement["trace"]), ""]
    lines += [
        *_section("WHERE ALL ALGORITHMS PART", _all_parting(result)),
        *_section("AFTER ONE TEST", _post_test(result)),
        "",
    ]
    lines += [*_time(result["billing"]), ""]
    lines += [*_payer(result["billing"], draw), ""]
    lines += ["SOURCES", *(f"  {id_:<34} {source['cite']}" for id_, source in result["sources"].items())]
    return "\n".join(lines)


def _time(billing: Data) -> Iterator[str]:
    """The time behind the units, span by span."""
    time = billing["time"]
    minutes = "not known" if time["countable_minutes"] is None else f"{time['countable_minutes']} min"
    yield f"TIME  countable {minutes}, rule {time['rule']}"
    for reading in time["readings"]:
        yield f"  {reading['question'].replace('_', ' ')}: {reading['reading'].replace('_', ' ')} ({reading['chosen_by']})"
    for span in (*time["spans"], *time["same_day_spans"]):
        sources = ", ".join(span["sources"])
        length = "not known" if span["time_s"] is None else f"{span['time_s']:g} s"
        yield f"  {span['evidence']:<12} {span['activity'] or 'activity not known':<22} {length:>8}  counts: {_ANSWERS[span['counts']]}. {span['why']}   {sources}"


def _payer(billing: Data, draw: _Tree) -> Iterator[str]:
    """What the payer's policy adds, and what a person has to settle, each with its reason."""
    yield f"PAYER  {billing['payer']['policy']}: {_ANSWERS[billing['payer']['answer']]}"
    for kind, ruled in (
        ("gate", billing["payer"]["gates"]),
        ("modifier", billing["payer"]["modifier_reasons"]),
        ("review", billing["reviews"]),
    ):
        for one in ruled:
            yield f"  {one.get('gate') or one.get('modifier') or kind}: {one['says']}   {', '.join(one['sources'])} ({one['confidence']})"
            yield from draw.lines(one["trace"], "    ", "    ")


def _lines(result: Data) -> Iterator[str]:
    age = result["patient"]["age_years"]
    who = f"{result['patient']['id'] or 'patient'}, {'age not known' if age is None else f'{age:.0f} years'}"
    yield f"{who}, visit of {result['visit']['date']}; knowledge of {result['as_of']}, {result['knowledge'][:12]}"
    yield from _section("URGENT CLINICAL REVIEW, before everything else", (_urgent(sign) for sign in result["urgent"]))
    yield from _section("ASK NOW", (f"  {sign['label']}: {sign['ask']['en']}" for sign in result["urgent_to_ask"]))
    yield from _section("SCORES", (_score(score) for score in result["scores"]))
    yield from _section("LEVELS", (_level(level) for level in result["levels"].values()))
    yield from _section("WHERE THEY PART", _parting(result))
    yield from _section("FACTORS", (_factor(factor) for factor in result["factors"] if factor["answer"] == "yes"))
    sure = {factor["id"]: factor["confidence"] for factor in result["factors"]}
    open_ = [factor["label"] for factor in result["factors"] if factor["answer"] == "not_known"]
    if open_:
        yield f"  not known: {', '.join(open_)}"
    yield from _section("SUGGESTIONS", (line for one in result["suggestions"] for line in _suggestion(one, sure)))
    yield from _section("MEDICINES", medicine_lines(result))
    yield from _section("TO ASK THE PRESCRIBER, drafts", question_lines(result))
    changes = (*result["changes"], *result["level_changes"])
    yield from _section("CHANGES", (f"  {change['says']}" for change in changes))
    yield from _section("CONFLICTS", (f"  {conflict['says']}" for conflict in result["conflicts"]))
    yield from _section("MISSING", (_missing(one) for one in result["missing"][:10]))
    yield from _billing(result["billing"])
    yield from _section("THE RECORD SHOWS, for a quality report", (_shown(one) for one in result["quality"]))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield ""
        yield title
        yield from listed


def _urgent(sign: Data) -> str:
    """The sign, what it asks for, the words for staff, and what settles the act where that is open."""
    ask = "" if sign["act_certain"] or not sign["ask"] else f" Ask now: {sign['ask']['en']}"
    sources = ", ".join(sign["sources"])
    return f"  {sign['label']} ({sign['act'].replace('_', ' ')}). {sign['says']['en']}{ask}  [{sources}] ({sign['confidence']})"


def _score(score: Data) -> str:
    """The sentence, and where each number in it comes from."""
    cited = [*score["comparisons"], *score["norms"][:1]]
    sources = dict.fromkeys(source for part in cited for source in part["source"])
    return f"  {score['sentence']}{'  [' + ', '.join(sources) + ']' if sources else ''}"


def _level(level: Data) -> str:
    sure = rests_on_unsure(level["confidence"], level["trace"])
    parts = [f"  {level['title']} ({level['version']}): {level['label']}{sure}. {level['says']}"]
    parts += [level["standing"]["says"]] if level["standing"] else []
    parts += [level["unverified_says"]] if level["rests_on_unverified"] else []
    return " ".join(parts)


def _parting(result: Data) -> Iterator[str]:
    """Where algorithms that give a level part; advice and what is kept for old records is counted only."""
    beside = {id_ for id_, level in result["levels"].items() if (level["standing"] or {}).get("kind") in _BESIDE}
    shown = [one for one in result["disagreements"] if not beside & {*one["more"], *one["less"]}]
    yield from (f"  {one['says']}" for one in shown)
    rest = len(result["disagreements"]) - len(shown)
    if rest:
        yield f"  With advice and legacy tables too: {rest} more (--explain)."


def _all_parting(result: Data) -> Iterator[str]:
    yield from (f"  {one['says']}" for one in result["disagreements"])


def _post_test(result: Data) -> Iterator[str]:
    """The share after single tests, with what must be said beside it; never in short."""
    found = result["post_test"]
    for one in found["readings"]:
        yield f"  {one['says']}   {', '.join(one['source'])} ({one['confidence']})"
    yield from (f"  {one['label']}: not given. {one['why']}   {', '.join(one['source'])}" for one in found["withheld"])
    yield from (f"  {one['says']}   {', '.join(one['source'])} ({one['confidence']})" for one in found["cautions"])


def _factor(factor: Data) -> str:
    return f"  {factor['label']}: {'; '.join(factor['grounds'])}{rests_on_unsure(factor['confidence'])}"


def _suggestion(one: Data, sure: Mapping[str, str | None]) -> Iterator[str]:
    """What is offered, its state, and for which factors, then what stands on its card; `sure` is how sure each factor is."""
    decision = one["decision"]
    state = decision["decision"] if decision else "not decided"
    named = ", ".join(factor + rests_on_unsure(sure[factor]) for factor in one["factors"])
    yield f"  {one['order']:>2}. {one['id']:<30} {one['label']} [{state}]  for {named}"
    if one["covers"]:
        yield f"      ways to do it: {', '.join(way['id'] for way in one['covers'])}"
    if one["rests_on"]["says"]:
        yield f"      {one['rests_on']['says']}"
    if one["exercises"]:
        alone = [exercise["id"] for exercise in one["exercises"] if exercise["alone"] == "yes"]
        yield f"      exercises that may be done alone: {', '.join(alone) or 'none, with a therapist only'}"


def _missing(one: Data) -> str:
    return f"  {one['says']} ({one['why']}): would help to settle {', '.join(one['settles'])}"


def _billing(billing: Data) -> Iterator[str]:
    yield ""
    units = f", {written(billing['units'], 'units')}" if billing["may_submit"] == "yes" else ""
    yield f"CPT {billing['code']}: may be submitted: {_ANSWERS[billing['may_submit']]}{units}"
    if changed := billing["units_changed"]:
        yield f"  {_changed(changed)}"
    for requirement in billing["code_selection"]["requirements"]:
        if requirement["state"] not in ("met", "not_applicable"):
            cure = f" {requirement['cure']}" if requirement["cure"] else ""
            yield f"  {requirement['id']} {requirement['state'].replace('_', ' ')}: {requirement['says']}{cure}"
    payer = billing["payer"]
    modifiers = f", modifiers {' '.join(payer['modifiers'])}" if payer["modifiers"] else ""
    yield f"  payer policy {payer['policy']}: {_ANSWERS[payer['answer']]}{modifiers}"
    if len(payer["lines"] or ()) > 1:
        yield from (f"  line: {line['units']} with {' '.join(line['modifiers'])}" for line in payer["lines"])
    for gate in payer["gates"]:
        yield f"  {gate['gate']}: {gate['says']}{unsure(gate['confidence'])}"
    for review in billing["reviews"]:
        yield f"  review: {review['says']}{unsure(review['confidence'])}"


def _shown(one: Data) -> str:
    note = f" {one['note']}" if one["note"] else ""
    return f"  {_ANSWERS[one['answer']]}: {one['says']}{note}{unsure(one['confidence'])}"


def _changed(changed: Data) -> str:
    """Who changed the units, from what, and why; or that the change is not in force."""
    earned = " or ".join(map(str, changed["earned"])) or "not known"
    why = changed["reason"] or "no reason on record"
    state = "" if changed["in_force"] else " (not in force)"
    return f"units changed by {changed['by'] or 'nobody named'}: {changed['units']}, by time {earned}{state}: {why}"


_SETTLED_BY = {("any_of", "yes"): "yes", ("riskier_of", "yes"): "yes", ("all_of", "no"): "no"}


class _Tree:
    """Draws traces, one line a step: what was compared, with what, from where. A finding is drawn whole once, then named."""

    def __init__(self, findings: Mapping[str, Data]) -> None:
        self.findings, self.drawn = findings, set[str]()

    def lines(self, trace: Data, head: str = "", tail: str = "") -> Iterator[str]:
        id_ = trace["id"]
        again = id_ in self.drawn and id_ in self.findings
        yield f"{head + (id_ or trace['op']):<46} = {_ANSWERS[trace['answer']]:<10} {self._says(trace, again)}".rstrip()
        self.drawn.add(id_ or "")
        parts = [] if again else self._deciding(trace)
        for index, part in enumerate(parts):
            last = index == len(parts) - 1
            yield from self.lines(part, f"{tail}{'└─ ' if last else '├─ '}", f"{tail}{'   ' if last else '│  '}")

    def _says(self, trace: Data, again: bool) -> str:
        if again:
            return "as above"
        about = f"{trace['label']}: " if trace["label"] and not trace["id"] else ""
        sure = f" ({trace['confidence']})" if trace["confidence"] else ""
        source = f"   {', '.join(trace['source'])}{sure}" if trace["source"] else ""
        evidence = f"   see {', '.join(trace['evidence'])}" if trace["evidence"] and not trace["because"] else ""
        ours = "   rule: our proposal" if trace["basis"] == "proposal" else ""
        return f"{about}{trace['says']}{evidence}{source}{ours}"

    def _deciding(self, trace: Data) -> Sequence[Data]:
        """The parts that settled an answer; all of them where it took them all, or where it is not settled."""
        parts = trace["because"] or self.findings.get(trace["id"], {"because": ()})["because"]
        decisive = _SETTLED_BY.get((trace["op"], trace["answer"]))
        return [part for part in parts if decisive is None or part["answer"] == decisive]
