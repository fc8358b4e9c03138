"""The patient's handout: at most two pages, plain words, no scores; every risk named beside what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from surefoot.errors import Fault, Refused
from surefoot.note.document import Action, Block, Document, Heading, Language, Listing, Paragraph, Sentence, Title
from surefoot.note.handout_words import WORDS, Words
from surefoot.note.material import Data
from surefoot.note.wording import day

_BLANK = "_" * 30  # a line to write on
_FIRST_STEPS, _MORE_STEPS, _MOST_FOUND = 3, 5, 8
_DRAWINGS = {"exercise": "exercise", "home": "home", "device": "cane"}
_DRAWINGS_BY_WORD = {
    "medication": "medicine",
    "foot": "shoe",
    "podiatry": "shoe",
    "nail": "shoe",
    "glasses": "glasses",
    "cataract": "glasses",
}


def build_handout(case: Data, assessment: Data, *, language: Language = "en", names: Data | None = None) -> Document:
    """Build the handout of one visit as data, in `language` ("en" or "es").

    `names` as for `build_note`, and `phone`; the clinic's name and number stand under whom to call. Only suggestions that the provider accepted or
    changed are printed, in the order offered. A changed one carries the word that it was changed; a changed exercise prints no
    exercise text, since the words on file are no longer the plan. Raises `Refused` (SF-N001) for another language.
    """
    if language not in WORDS:
        raise Refused([_no_such_language(str(language))])
    says, given = WORDS[language], names or {}
    steps = decided(assessment)
    visited, patient = day(case["visit"]["date"], language), case["patient"].get("id") or "–"
    blocks: list[Block] = [
        _title(says, case, given, visited),
        Heading(says.found),
        Listing(tuple(_found(says, assessment, steps, language))),
        *_steps(says, steps, language),
        *_home(says, assessment),
        Heading(says.after_fall),
        Listing(tuple(Sentence(line) for line in says.after_fall_list)),
        *_call(says, given),
    ]
    footer = says.footer.format(patient=patient, day=visited)
    return Document("handout", says.title, language, case["visit"]["date"], patient, "", footer, tuple(blocks))


def _no_such_language(language: str) -> Fault:
    return Fault(
        "SF-N001", "language", f'there is no handout in "{language}"', f"Choose one of: {', '.join(sorted(WORDS))}."
    )


def decided(assessment: Data) -> list[Data]:
    """The suggestions to print: accepted or changed, in the order offered; changed exercises count as one step."""
    ordered = sorted(assessment.get("suggestions", ()), key=lambda item: item["order"])
    found: list[Data] = []
    for item in ordered:
        if (item.get("decision") or {}).get("decision") not in ("accepted", "changed"):
            continue
        twin = next((one for one in found if _changed_exercise(one) and _changed_exercise(item)), None)
        if twin is None:
            found.append(item)
        else:
            found[found.index(twin)] = {**twin, "factors": [*twin["factors"], *item["factors"]]}
    return found


def _changed_exercise(step: Data) -> bool:
    return step["decision"]["decision"] == "changed" and step.get("kind") == "exercise"


def _title(says: Words, case: Data, names: Data, visited: str) -> Title:
    name = names.get("patient") or case["patient"].get("name") or ""
    below = " · ".join(part for part in (name, says.visit_on.format(day=visited)) if part)
    return Title(says.title, names.get("clinic") or "", below)


def _found(says: Words, assessment: Data, steps: Sequence[Data], language: Language) -> list[Sentence]:
    shown = steps[: _FIRST_STEPS + _MORE_STEPS]
    factors = [factor for factor in assessment.get("factors", ()) if factor["answer"] == "yes"]
    numbered = [(_numbers(factor, shown), factor) for factor in factors]
    numbered.sort(key=lambda pair: pair[0][0] if pair[0] else len(shown) + 1)
    lines = [_finding(says, numbers, factor, language) for numbers, factor in numbered[:_MOST_FOUND]]
    if len(factors) > _MOST_FOUND:
        lines.append(Sentence(says.more_found))
    return lines or [Sentence(says.nothing_found)]


def _numbers(factor: Data, steps: Sequence[Data]) -> list[int]:
    return [number for number, step in enumerate(steps, start=1) if factor["id"] in step.get("factors", ())]


def _finding(says: Words, numbers: list[int], factor: Data, language: Language) -> Sentence:
    see = says.see_step if len(numbers) == 1 else says.see_steps
    pointer = see.format(steps=", ".join(map(str, numbers))) if numbers else says.ask_about
    return Sentence(f"{factor['plain'][language]} {pointer}", (factor["id"],))


def _steps(says: Words, steps: Sequence[Data], language: Language) -> list[Block]:
    blocks: list[Block] = [Heading(says.steps)]
    if not steps:
        return [*blocks, Paragraph((Sentence(says.no_steps),)), Paragraph((Sentence(says.no_promise),))]
    blocks.append(Paragraph((Sentence(says.tick),)))
    blocks += [_action(says, number, step, language) for number, step in enumerate(steps[:_FIRST_STEPS], start=1)]
    blocks += _further(says, steps[_FIRST_STEPS:], language)
    return [*blocks, Paragraph((Sentence(says.safe), Sentence(says.no_promise)))]


def _action(says: Words, number: int, step: Data, language: Language) -> Action:
    changed = step["decision"]["decision"] == "changed"
    if _changed_exercise(step):
        return Action(number, Sentence(says.changed_exercise, (step["id"],)), drawing="exercise")
    text = Sentence(step["patient_text"][language], (step["id"],))
    return Action(number, text, says.changed if changed else "", drawing(step))


def _further(says: Words, steps: Sequence[Data], language: Language) -> list[Block]:
    if not steps:
        return []
    actions = (_action(says, number, step, language) for number, step in enumerate(steps, start=_FIRST_STEPS + 1))
    lines = [
        Sentence(
            " ".join(part for part in (f"{action.number}.", action.text.text, action.aside) if part),
            action.text.evidence,
        )
        for action in actions
    ]
    rest = [Sentence(says.still_more)] if len(lines) > _MORE_STEPS else []
    return [Heading(says.more_steps, level=2), Listing((*lines[:_MORE_STEPS], *rest), kind="tick")]


def drawing(step: Data) -> str:
    """The drawing beside a step: by its subject, then by its kind; two people talking where neither says more."""
    by_word = (name for part, name in _DRAWINGS_BY_WORD.items() if part in step["id"])
    return next(by_word, _DRAWINGS.get(step.get("kind") or "", "talk"))


def _home(says: Words, assessment: Data) -> list[Block]:
    if not any(item["id"] == "home_hazards" and item["answer"] == "yes" for item in assessment.get("factors", ())):
        return []
    return [Heading(says.home), Listing(tuple(Sentence(line) for line in says.home_list), kind="tick")]


def _call(says: Words, names: Data) -> list[Block]:
    clinic = names.get("clinic")
    first = says.call_clinic.format(clinic=clinic) if clinic else says.call_us
    phone = Paragraph((Sentence(says.phone.format(number=names.get("phone") or _BLANK)),))
    return [Heading(says.call), Paragraph((Sentence(first), Sentence(says.call_emergency))), phone]
