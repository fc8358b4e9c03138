"""Which questions a respondent is asked, and in what order, judged on the answers so far. Reads nothing, writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from surefoot.engine import CaseReader
from surefoot.instruments import case_facts
from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.knowledge.expression import Node, parse
from surefoot.knowledge.model import Entry
from surefoot.values import Tri

Case = Mapping[str, Any]
Answers = Mapping[str, Any]
Words = Mapping[str, str]

MEDICINES = "medications"
LIST = "list"  # one screen of several yes/no items, each a line to check


@dataclass(frozen=True, slots=True)
class Question:
    """One screen of the form. `key` is empty where the whole section is one value, as the list of medicines.

    `lines` are the yes/no items of a screen that asks several at once; its `item` is then the screen, of type "list".
    `certain` is False while a later answer may still spare the respondent this question.
    """

    section: str
    key: str
    slug: str
    title: Words
    item: Mapping[str, Any]
    certain: bool
    lines: tuple[Mapping[str, Any], ...] = ()

    @property
    def id(self) -> str:
        return f"{self.section}.{self.slug}"

    @property
    def type(self) -> str:
        return str(self.item["type"])

    @property
    def private(self) -> bool:
        return any(item.get("private") for item in (self.item, *self.lines))

    def given(self, answers: Answers) -> bool:
        """Whether the question was answered in any way, "I'm not sure" included; of a list, every line of it."""
        section = answers.get(self.section)
        if self.lines:
            return isinstance(section, Mapping) and all(line["id"] in section for line in self.lines)
        return section is not None if not self.key else isinstance(section, Mapping) and self.key in section

    def value(self, answers: Answers) -> Any:
        """The answer as kept, of a list the answer of each line that has one; None where none was given."""
        if self.lines:
            section = answers.get(self.section)
            kept = section if isinstance(section, Mapping) else {}
            return {line["id"]: kept[line["id"]] for line in self.lines if line["id"] in kept} or None
        if not self.given(answers):
            return None
        return answers[self.section][self.key] if self.key else answers[self.section]


def reader_of(case: Case, knowledge: Knowledge) -> CaseReader:
    """A reader of the rules over one case, with what was in force on the day of the visit."""
    view = knowledge.as_of(date.fromisoformat(case["visit"]["date"]))
    return CaseReader(knowledge, view, case_facts(case, knowledge))


def questions_asked(reader: CaseReader) -> list[Question]:
    """The questions to ask, in order: those whose rule is yes or not known; none of staff's, none asked twice."""
    return list(_asked(reader, reader.knowledge))


def _asked(reader: CaseReader, knowledge: Knowledge) -> Iterator[Question]:
    for form in knowledge.questionnaires.values():
        when = _conditions(knowledge)[form.id]
        judged = ((item, _asks(when.get(item["id"]), reader)) for item in for_respondents(form))
        asked = [(item, asks) for item, asks in judged if asks is not Tri.NO]
        lines = Counter(item.get("screen") for item, _ in asked)
        seen: set[str] = set()
        for item, asks in asked:
            screen = item.get("screen")
            if screen is None or lines[screen] == 1:  # a list of one line is that question
                key = "" if item["type"] == MEDICINES else item["id"]
                yield Question(form.id, key, item["id"], form["title"], item, asks is Tri.YES)
            elif screen not in seen:
                seen.add(screen)
                yield _list(form, screen, [(line, when) for line, when in asked if line.get("screen") == screen])


def _asks(when: Node | None, reader: CaseReader) -> Tri:
    """Whether an item is to be asked, by the answers so far; one without a condition always is."""
    return Tri.YES if when is None else reader.read(when).answer


@once_per_knowledge
def _conditions(knowledge: Knowledge) -> dict[str, dict[str, Node]]:
    """When each item is asked, by form and item."""
    return {
        form.id: {item["id"]: parse(item["ask_when"]) for item in form["items"] if "ask_when" in item}
        for form in knowledge.questionnaires.values()
    }


def _list(form: Entry, screen: str, asked: Sequence[tuple[Mapping[str, Any], Tri]]) -> Question:
    """The screen of several items; certain as soon as one of them is."""
    about = next(one for one in form["screens"] if one["id"] == screen)
    certain = any(asks is Tri.YES for _, asks in asked)
    lines = tuple(line for line, _ in asked)
    return Question(form.id, screen, screen, form["title"], {**about, "type": LIST}, certain, lines)


def for_respondents(form: Entry) -> Iterator[Mapping[str, Any]]:
    """The items of a questionnaire that are a question of their own to a respondent.

    One that asks the same as another is a question of its own only where it says when it is to be asked.
    """
    own = (item for item in form["items"] if "same_as" not in item or "ask_when" in item)
    return (item for item in own if not item.get("staff_only"))


def parts_of(case: Case, asked: Sequence[Question], knowledge: Knowledge) -> list[str]:
    """The parts of the form in order: those with a question that nothing rules out before the first answer, and those asked."""
    before = questions_asked(reader_of({**case, "answers": {}}, knowledge))
    sections = {question.section for question in (*before, *asked)}
    return [form for form in knowledge.questionnaires if form in sections]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: in which part of the form, and where in that part.

    `parts` counts the parts of the whole form, so that it never changes; a part that falls away is passed over.
    `total` is None while questions of this part may still fall away. `percent` of the way never falls from one question
    to the next.
    """

    part: int
    parts: int
    number: int
    total: int | None
    percent: int
    before: Question | None


def place_of(question: Question, asked: Sequence[Question], parts: Sequence[str]) -> Place:
    """The place of `question` among those asked, in a form of these `parts`."""
    part = parts.index(question.section)
    index = [one.id for one in asked].index(question.id)
    beside = [one for one in asked if one.section == question.section]
    number = [one.id for one in beside].index(question.id) + 1
    certain = all(one.certain for one in beside[number - 1 :])
    way = 1.0 if index + 1 == len(asked) else (part + number / len(beside)) / len(parts)
    before = asked[index - 1] if index else None
    return Place(part + 1, len(parts), number, len(beside) if certain else None, int(100 * way), before)


def left_for_provider(case: Case, knowledge: Knowledge) -> list[Question]:
    """The private questions that the respondent left to the provider and that nobody answered since."""
    answers = case.get("answers", {})
    for form in knowledge.questionnaires.values():
        for item in form["items"]:
            given = answers.get(form.id)
            kept = given.get(item["id"]) if isinstance(given, Mapping) else None
            if "leaves_private" not in item or kept != item["leaves_private"]:
                continue
            rest = {key: value for key, value in given.items() if key != item["id"]}
            reader = reader_of({**case, "answers": {**answers, form.id: rest}}, knowledge)
            return [
                one
                for one in questions_asked(reader)
                if one.private and not one.given(answers) and one.id != f"{form.id}.{item['id']}"
            ]
    return []


def first_open(asked: Sequence[Question], answers: Answers, after: Question | None = None) -> Question | None:
    """The next question without an answer: behind `after` if there is one, else the first; None when all are answered."""
    still_open = [one for one in asked if not one.given(answers)]
    places = {one.id: place for place, one in enumerate(asked)}
    here = places.get(after.id, -1) if after else -1
    behind = [one for one in still_open if places[one.id] > here]
    return next(iter(behind or still_open), None)
