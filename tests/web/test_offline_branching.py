"""The device reads the form as the server does: the same questions, the same urgent signs, the same answers, whatever was answered.

Held in three ways: each operation over all of its inputs (so one table read by two readers that agree on every operation agrees on
every path), every condition that rests on few facts over all of their answers, and whole forms answered at random, step by step.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict

from surefoot.engine import CaseReader
from surefoot.engine.operations import ANSWERS
from surefoot.instruments import case_facts
from surefoot.knowledge import load
from surefoot.risk import urgent_signs
from surefoot.values import Tri
from surefoot_web.intake.choosing import every_choice, found, kinds
from surefoot_web.intake.forms import WITHOUT_VALUE, NotUsable, read_answer
from surefoot_web.intake.questions import questions_asked
from surefoot_web.offline.branching import FOLDS, NotInTable, branching_table, facts_of_the_record
from surefoot_web.offline.shell import every_screen

from .browser import launched, pytestmark

__all__ = ["pytestmark"]
STATIC = Path(__file__).parents[2] / "src/surefoot_web/offline/static/offline"
DAY = date(2026, 11, 20)
KNOWLEDGE = load()
TABLE = branching_table(KNOWLEDGE, DAY)
VISIT = {"date": DAY.isoformat()}
EXTRAS = [id_.removeprefix("form.extra_") for id_ in KNOWLEDGE.facts if id_.startswith("form.extra_")]
OF_THE_RECORD = facts_of_the_record(TABLE, KNOWLEDGE)
FEW = 3  # facts of a condition that is read over all answers


@pytest.fixture(scope="module")
def reader():
    with launched() as browser:
        page = browser.new_page()
        for name in ("branching.js", "reading.js", "choosing.js"):
            page.add_script_tag(path=str(STATIC / name))
        yield lambda script, given: page.evaluate(script, given)


def by_server(answers: dict[str, Any], order: str, extras: list[str]) -> dict[str, Any]:
    """What the server asks and finds, and the facts that it hands to the device."""
    case = {
        "patient": {"birth_date": "1948-03-02"},
        "visit": {**VISIT, "form_order": order, "form_extras": extras},
        "answers": answers,
    }
    facts = case_facts(case, KNOWLEDGE)
    server = CaseReader(KNOWLEDGE, KNOWLEDGE.as_of(DAY), facts)
    asked = questions_asked(server)
    signs = [sign for sign in urgent_signs(server) if sign.patient]
    return {
        "facts": {id_: facts[id_].value for id_ in OF_THE_RECORD if id_ in facts and facts[id_].why != "not asked"},
        "asked": [[one.id, one.certain, [line["id"] for line in one.lines]] for one in asked],
        "signs": [[sign.id, sign.act] for sign in signs],
        "questions": asked,
    }


BY_DEVICE = """([table, cases]) => {
  const form = window.surefoot.branching(table);
  return cases.map(({ answers, facts }) => ({
    asked: form.asked(answers, facts).map((one) => [one.id, one.certain, one.lines.map((line) => line.id)]),
    signs: form.signs(answers, facts).map((sign) => [sign.id, sign.act]),
  }));
}"""


def agree(reader, cases: list[dict[str, Any]]) -> None:
    """Hold the device to the server in every case: {answers, server}."""
    given = [{"answers": case["answers"], "facts": case["server"]["facts"]} for case in cases]
    for case, device in zip(cases, reader(BY_DEVICE, [TABLE, given]), strict=True):
        expected = {name: case["server"][name] for name in ("asked", "signs")}
        assert device == expected, json.dumps(case["answers"], indent=1)


def an_answer(item: Any, chance: random.Random) -> Any:
    """Some answer to one item, left open one time in six."""
    if chance.random() < 1 / 6:
        return chance.choice(WITHOUT_VALUE)
    kind = item["type"]
    if kind == "choice":
        return chance.choice(item["choices"])["id"]
    if kind == "choices":
        return [one["id"] for one in item["choices"] if chance.random() < 0.4]
    if kind in ("count", "number"):
        return min(chance.choice((0, 1, 2, 5)), int(item["range"][1]))
    if kind == "medications":
        listed = ("warfarin", "insulin glargine", "glipizide", "lisinopril")
        return [{"name": name} for name in listed if chance.random() < 0.4]
    return chance.random() < chance.choice((0.2, 0.8))


def a_walk(seed: int) -> list[dict[str, Any]]:
    """A form answered question by question, and sometimes one question again: the case after each step."""
    chance, answers, cases = random.Random(seed), {}, []  # noqa: S311 - drawn cases, no secret
    order = chance.choice(("stay_independent_first", "three_questions_first"))
    extras = [one for one in EXTRAS if chance.random() < 0.5]
    for _step in range(80):
        server = by_server(answers, order, extras)
        cases.append({"answers": json.loads(json.dumps(answers)), "server": server})
        left = [one for one in server["questions"] if not one.given(answers)]
        if not left:
            break
        again = chance.random() < 0.1
        question = chance.choice(server["questions"]) if again else left[0]
        if question.lines:
            given = {line["id"]: an_answer(line, chance) for line in question.lines}
            answers.setdefault(question.section, {}).update(given)
        elif question.key:
            answers.setdefault(question.section, {})[question.key] = an_answer(question.item, chance)
        else:
            answers[question.section] = an_answer(question.item, chance)
    return cases


def test_the_device_asks_what_the_server_asks_on_whole_forms(reader):
    cases = [case for seed in range(40) for case in a_walk(seed)]
    assert len(cases) > 1_000
    assert len({json.dumps(case["server"]["signs"]) for case in cases}) > 20, "too few signs were met"
    agree(reader, cases)


def facts_in(rule: Any) -> set[str]:
    if isinstance(rule, str):
        return facts_in(TABLE["rules"][rule[1:]]) if rule.startswith("@") else {rule}
    if isinstance(rule, list) and rule[0] == "is":
        return {rule[1]}
    if isinstance(rule, list) and rule[0] == "sum":
        return {id_ for part, _weight in rule[1] for id_ in facts_in(part)}
    return {id_ for part in rule[1:] for id_ in facts_in(part)} if isinstance(rule, list) else set()


def values_of(id_: str) -> list[Any]:
    """Everything that a fact of a question can be, a question that was not asked included."""
    section, name, *_ = id_.split(".")
    item = next(one for one in KNOWLEDGE.questionnaires[section]["items"] if one["id"] == name)
    known = {
        "yes_no": [True, False],
        "count": [0, 1, 2],
        "choice": [choice["id"] for choice in item.get("choices", ())],
        "choices": [[], [choice["id"] for choice in item.get("choices", ())]],
    }[item["type"]]
    return [*known, "unsure", "not_asked", None]


def conditions() -> list[Any]:
    asked = [item["when"] for form in TABLE["forms"] for item in form["items"] if "when" in item]
    acts = [act["if"] for sign in TABLE["signs"] for act in sign["acts"] if "if" in act]
    every = [*asked, *acts, *(sign["when"] for sign in TABLE["signs"])]
    return list({json.dumps(one): one for one in every}.values())


def test_every_condition_on_few_facts_over_all_answers(reader):
    cases, seen = [], 0
    for condition in conditions():
        facts = sorted(id_ for id_ in facts_in(condition) if id_.split(".")[0] in KNOWLEDGE.questionnaires)
        if len(facts) > FEW:
            continue
        seen += 1
        for given in itertools.product(*(values_of(id_) for id_ in facts)):
            answers: dict[str, Any] = {}
            for id_, value in zip(facts, given, strict=True):
                if value is not None:
                    section, name, *_ = id_.split(".")
                    answers.setdefault(section, {})[name] = value
            cases.append({"answers": answers, "server": by_server(answers, "stay_independent_first", EXTRAS)})
    assert seen > 10
    assert len(cases) > 300
    agree(reader, cases)


def test_each_operation_over_all_answers(reader):
    words = {True: Tri.YES, False: Tri.NO, None: Tri.NOT_KNOWN}
    inputs = list(itertools.product(words, repeat=3))
    script = """([name, inputs]) => inputs.map((parts) => {
      const facts = Object.fromEntries(parts.map((part, place) => [`f.${place}`, part]));
      const act = { act: "same_day", if: [name, ...parts.map((_part, place) => `f.${place}`)] };
      const table = { forms: [], acts: ["same_day"], rules: {}, same: {}, open: [],
        signs: [{ id: "yes_or_open", when: ["not", ["known", "f.none"]], acts: [act] }, { id: "no_or_open", when: ["not", ["known", "f.none"]], acts: [{ act: "same_day", if: ["not", act.if] }] }] };
      const found = window.surefoot.branching(table).signs({}, facts).map((sign) => sign.id);
      return found.length === 2 ? null : found[0] === "yes_or_open";
    })"""
    for name, fold in ANSWERS.items():
        device = reader(script, [FOLDS[name], inputs])
        assert device == [fold([words[part] for part in parts]).bool_or_none for parts in inputs], name


def posted(question: Any) -> list[dict[str, Any]]:
    """Everything that can be pressed, checked and typed on a screen, odd things included."""
    lines = [line["id"] for line in question.lines] or [one["id"] for one in question.item.get("choices", ())]
    pressed = ["", "yes", "no", "none", "checked", "number", "listed", "nonsense", *WITHOUT_VALUE, *lines[:2]]
    typed = ["", " 2 ", "-1", "0", "1.5", "1,5", "99999", "two", "+3", "warfarin\n\n aspirin "]
    checked = [[], lines[:1], lines[:3], ["nonsense"]]
    return [
        {"answer": answer, "typed": text, "checked": marks}
        for answer, text, marks in itertools.product(pressed, typed, checked)
    ]


def test_the_device_reads_each_screen_as_the_server_does(reader):
    script = "([question, all, without]) => all.map((one) => window.surefoot.readAnswer(question, one, without))"
    kinds = set()
    for question in every_screen(KNOWLEDGE):
        shape = json.dumps([question.type, question.item.get("range"), len(question.lines)])
        if shape in kinds:
            continue
        kinds.add(shape)
        given = posted(question)
        device = reader(script, [device_question(question), given, list(WITHOUT_VALUE)])
        for one, read in zip(given, device, strict=True):
            try:
                post = QueryDict(mutable=True)
                post["answer"], post["typed"] = one["answer"], one["typed"]
                post.setlist("checked", one["checked"])
                expected = read_answer(question, post)
            except NotUsable:
                assert "fault" in read, (question.id, one)
                continue
            assert "value" in read, (question.id, one, read)
            if question.type != "medications" or expected == []:  # how a list is split the library alone knows
                assert read["value"] == expected, (question.id, one)
    assert len(kinds) > 6


def device_question(question: Any) -> dict[str, Any]:
    """The question as the device has it from its table."""
    items = next(form["items"] for form in TABLE["forms"] if form["id"] == question.section)
    if question.lines:
        wanted = {line["id"] for line in question.lines}
        return {"item": {"type": "list"}, "lines": [item for item in items if item["id"] in wanted]}
    return {"item": next(item for item in items if item["id"] == question.slug), "lines": []}


def test_the_device_finds_the_medicines_that_the_server_finds(reader):
    script = (
        """([list, typed]) => typed.map(([text, language]) => window.surefoot.choices(list).found(text, language))"""
    )
    words = [
        "zolp",
        "AMBIEN",
        "blood",
        "pastillas para dormir",
        "presión",
        "met",
        "z",
        " ",
        "e ",
        "no such thing",
        "vitamin",
    ]
    typed = [[text, language] for text in words for language in ("en", "es")]
    expected = [[dataclasses.asdict(one) for one in found(*one)] for one in typed]
    assert reader(script, [every_choice(["en", "es"]), typed]) == expected
    script = "([list, language]) => window.surefoot.choices(list).kinds(language)"
    for language in ("en", "es"):
        shown = [{"plain": one.plain, "names": [choice.name for choice in one.choices]} for one in kinds(language)]
        assert reader(script, [every_choice(["en", "es"]), language]) == shown


def test_the_reader_of_the_table_is_short():
    assert len((STATIC / "branching.js").read_text().splitlines()) <= 100


def test_a_rule_that_the_device_cannot_read_is_told_at_once():
    form = KNOWLEDGE.questionnaires["feet"]
    item = {**form["items"][0], "ask_when": {"between": ["feet.foot_pain", "feet.sore", "feet.bunion"]}}
    strange = dataclasses.replace(form, data={**form.data, "items": [item]})
    with pytest.raises(NotInTable, match="between"):
        branching_table(dataclasses.replace(KNOWLEDGE, questionnaires={"feet": strange}), DAY)
