"""The patient's handout: at most two pages, plain words, no scores; every risk named beside what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from surefoot.errors import Fault, Refused
from surefoot.note.document import Block, Document, Heading, Kind, Language, Listing, Paragraph, Sentence, Title
from surefoot.note.handout_exercises import MOST, exercises
from surefoot.note.handout_large import getting_up, hazards
from surefoot.note.handout_steps import FIRST_STEPS, action, decided, further, room_for_exercises
from surefoot.note.handout_words import WORDS, Words
from surefoot.note.labels import LABELS
from surefoot.note.letters import VOID
from surefoot.note.material import Data
from surefoot.note.wording import day
from surefoot.wording.goals import goals_said

_BLANK = "_" * 30  # a line to write on
_MOST_FOUND = 8


def build_handout(
    case: Data,
    assessment: Data,
    *,
    language: Language = "en",
    names: Data | None = None,
    large_print: bool = False,
    draft: bool = False,
) -> Document:
    """Build the handout of one visit as data, in `language` ("en" or "es").

    `draft` marks each page as not signed. `large_print` gives the one of 18 points, on as many pages as it takes: no step is cut short, hazards and getting up are drawn.

    `names` as for `build_note`, and `phone`; the clinic's name and number stand under whom to call. Only suggestions that the provider accepted or
    changed are printed, and all of those. A changed one carries the word that it was changed; a changed exercise prints no
    exercise text, since the words on file are no longer the plan. Of the exercises of an accepted step only those are printed that
    may be done alone, within what the person held in the tests. A visit that was cancelled or entered in error gives a page
    that says so and nothing else. Raises `Refused` (SF-N001) for another language.
    """
    if language not in WORDS:
        raise Refused([_no_such_language(str(language))])
    says, given = WORDS[language], names or {}
    visited, patient = day(case["visit"]["date"], language), case["patient"].get("id") or "–"
    title = _title(says, case, given, visited)
    status = case["visit"].get("status")
    goal = _goal(says, case, language)
    body = [_void(says, status)] if status in VOID else [*goal, *_body(says, assessment, given, language, large_print)]
    footer = says.footer.format(patient=patient, day=visited)
    kind: Kind = "handout_large" if large_print else "handout"
    stamp = LABELS[language]["draft"] if draft else ""
    return Document(kind, says.title, language, case["visit"]["date"], patient, stamp, footer, (title, *body))


def _void(says: Words, status: str) -> Block:
    return Paragraph((Sentence(says.cancelled if status == "cancelled" else says.entered_in_error, ("visit.status",)),))


def _goal(says: Words, case: Data, language: Language) -> list[Block]:
    """What matters to the patient, in the patient's own choice or words."""
    said = goals_said(case.get("goal"), language)
    line = Sentence(says.goal.format(goals="; ".join(said)), ("goal",))
    return [Paragraph((line,), tone="lead")] if said else []


def _body(says: Words, assessment: Data, given: Data, language: Language, large: bool) -> list[Block]:
    steps = decided(assessment)
    return [
        *_steps(says, steps, language, large),
        Heading(says.found),
        Listing(tuple(_found(says, assessment, steps, language))),
        *_home(says, assessment, language, large),
        Heading(says.after_fall),
        Listing(tuple(Sentence(line) for line in says.after_fall_list)),
        *(getting_up(says, language) if large else ()),
        *call(says, given),
    ]


def _no_such_language(language: str) -> Fault:
    return Fault(
        "SF-N001", "language", f'there is no handout in "{language}"', f"Choose one of: {', '.join(sorted(WORDS))}."
    )


def _title(says: Words, case: Data, names: Data, visited: str) -> Title:
    name = names.get("patient") or case["patient"].get("name") or ""
    below = " · ".join(part for part in (name, says.visit_on.format(day=visited)) if part)
    return Title(says.title, names.get("clinic") or "", below)


def _found(says: Words, assessment: Data, steps: Sequence[Data], language: Language) -> list[Sentence]:
    looked_for = [factor for factor in assessment.get("factors", ()) if factor["answer"] != "not_known"]
    factors = [factor for factor in looked_for if factor["answer"] == "yes"]
    numbered = [(_numbers(factor, steps), factor) for factor in factors]
    numbered.sort(key=lambda pair: pair[0][0] if pair[0] else len(steps) + 1)
    lines = [_finding(says, numbers, factor, language) for numbers, factor in numbered[:_MOST_FOUND]]
    if len(factors) > _MOST_FOUND:
        lines.append(Sentence(says.more_found))
    return lines or [Sentence(says.nothing_found if looked_for else says.nothing_known)]


def _numbers(factor: Data, steps: Sequence[Data]) -> list[int]:
    return [number for number, step in enumerate(steps, start=1) if factor["id"] in step.get("factors", ())]


def _finding(says: Words, numbers: list[int], factor: Data, language: Language) -> Sentence:
    see = says.see_step if len(numbers) == 1 else says.see_steps
    pointer = see.format(steps=", ".join(map(str, numbers))) if numbers else says.ask_about
    return Sentence(f"{factor['plain'][language]} {pointer}", (factor["id"],))


def _steps(says: Words, steps: Sequence[Data], language: Language, large: bool) -> list[Block]:
    blocks: list[Block] = [Heading(says.steps)]
    if not steps:
        return [*blocks, Paragraph((Sentence(says.no_steps),)), Paragraph((Sentence(says.no_promise),))]
    blocks.append(Paragraph((Sentence(says.tick),)))
    first = len(steps) if large else FIRST_STEPS
    own = exercises(says, steps, language, MOST if large else room_for_exercises(says, steps[first:], language))
    blocks += [action(says, number, step, language, bool(own)) for number, step in enumerate(steps[:first], start=1)]
    blocks += further(says, steps[first:], language, own)
    return [*blocks, *own, Paragraph((Sentence(says.safe), Sentence(says.no_promise), Sentence(says.steps_help)))]


def _home(says: Words, assessment: Data, language: Language, large: bool) -> list[Block]:
    if not any(item["id"] == "home_hazards" and item["answer"] == "yes" for item in assessment.get("factors", ())):
        return []
    lines = Listing(tuple(Sentence(line) for line in says.home_list), kind="tick")
    return [Heading(says.home), hazards(says, language) if large else lines]


def call(says: Words, names: Data) -> list[Block]:
    """Whom to call: the clinic, and in an emergency 911."""
    clinic = names.get("clinic")
    first = says.call_clinic.format(clinic=clinic) if clinic else says.call_us
    phone = Paragraph((Sentence(says.phone.format(number=names.get("phone") or _BLANK)),))
    return [Heading(says.call), Paragraph((Sentence(first), Sentence(says.call_emergency))), phone]
