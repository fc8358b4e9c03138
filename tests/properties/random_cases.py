"""Whole random cases in the form of the contract, built from the knowledge as it stands: every form, every test, every part."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from surefoot.assessment.assess import faults_of
from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.knowledge.model import Data, Entry
from tests.engine.generate import borders

Case = dict[str, Any]
DAY = "2026-11-20"
WHO = ("DPM-7", "MA-2")
WHOLE = 0.4  # of the forms begun, how many are answered to the end
MILD = (
    0.2  # of the cases, how many tell of little beside the three key questions: between healthy and high risk lie few
)
FIT = 0.5  # of those, how many do well in the tests too
NOT_ANSWERED = ("unsure", "declined", "not_asked", None)
UNKNOWN_MEDICINES = ("Blue pill", "zzyzx 5 mg", "stopped warfarin in May", "")


class CaseMaker:
    """Makes cases: `known` is the chance that a part is there at all."""

    def __init__(self, knowledge: Knowledge, chance: random.Random, known: float, *, healthy: bool = False) -> None:
        self.knowledge, self.chance, self.known = knowledge, chance, known
        self.yes, self.side = 0.3, 0  # how often a question is answered yes; numbers low, anywhere or high
        self.mild, self.fit, self.well = healthy or chance.random() < MILD, healthy or chance.random() < FIT, healthy
        self.healthy = healthy
        self.limits = limits_of(knowledge)

    def case(self) -> Case:
        """One case; its day is fixed, everything else may be missing."""
        whole: Case = {"schema": "surefoot-case/1", "patient": self._patient(), "visit": self._visit()}
        parts = {
            "answers": self._answers(),
            "tests": self._tests(),
            "ledger": self._ledger(),
            "decisions": self._decisions(),
            "report": self._report(),
            "providers": [{"id": WHO[0], "credential": "DPM"}, {"id": WHO[1], "credential": "MA"}],
            "plan_of_care": {"certified_on": DAY},
        }
        return whole | {key: part for key, part in parts.items() if self._there()}

    def _there(self) -> bool:
        return self.chance.random() < self.known

    def _some(self, parts: Data) -> Case:
        return {key: part for key, part in parts.items() if self._there()}

    def _patient(self) -> Case:
        born = f"{2026 - self.chance.choice((50, 64, 65, 70, 78, 85, 95, 101))}-{self.chance.choice(('03-02', '11-20', '11-21'))}"
        sex = self.chance.choice(("female", "male", "other", "unknown"))
        return {"id": "P-1", **self._some({"birth_date": born, "sex": sex})}

    def _visit(self) -> Case:
        about = {
            "reason": "unsteady on stairs",
            "setting": self.chance.choice(
                ("office", "office", "home", "hospital_outpatient", "telehealth", "facility")
            ),
            "payer_policy": self.chance.choice(tuple(self.knowledge.policies)),
            "status": self.chance.choice(("completed", "completed", "ended_early")),
            "form_order": self.chance.choice(("stay_independent_first", "three_questions_first")),
            "provider": WHO[0],
            "diagnoses": ["R29.6"],
        }
        return {"date": DAY, **self._some(about)}

    def _answers(self) -> Case:
        forms = {id_: self._form(form) for id_, form in self.knowledge.questionnaires.items()}
        return self._some(forms)

    def _form(self, form: Entry) -> Any:
        self.yes, self.side = self.chance.choice((0.0, 0.1, 0.5, 0.9)), self.chance.choice((-1, 0, 1))
        self.well = self.mild and (self.healthy or form.id != "three_key_questions")
        self.yes = 0.0 if self.well else self.yes
        if self.chance.random() < 0.03:
            return self.chance.choice(NOT_ANSWERED)
        if any(item["type"] == "medications" for item in form["items"]):
            return [self._medicine() for _ in range(self.chance.choice((0, 1, 4, 8, 14)))]
        whole = {item["id"]: self._item(form.id, item) for item in form["items"]}
        return whole if self.mild or self.chance.random() < WHOLE else self._some(whole)

    def _medicine(self) -> Case:
        ingredients = [name for entry in self.knowledge.medication_classes.values() for name in entry["ingredients"]]
        names = [name["name"] for data in self.knowledge.medication_names for name in data.get("names", ())]
        pool = self.chance.choices((ingredients, names, UNKNOWN_MEDICINES), (6, 3, 1))[0]
        return {"name": f"{self.chance.choice(pool)} 5 mg", **self._some({"taken": "nightly"})}

    def _item(self, form: str, item: Data) -> Any:
        if self.chance.random() < 0.01:
            return self.chance.choice(NOT_ANSWERED)
        if item["type"] == "yes_no":
            return (self.mild and item.get("riskier") == "no") or self.chance.random() < self.yes
        if item["type"] == "choice":
            best = min(item["choices"], key=lambda choice: choice.get("points", 0))
            return (best if self.well else self.chance.choice(item["choices"]))["id"]
        if item["type"] == "choices":
            return [choice["id"] for choice in item["choices"] if self.chance.random() < self.yes]
        if item["type"] == "date":
            return self.chance.choice(("2026-11-19", "2026-06-01", "2024-02-29"))
        self.side = self._good(item.get("riskier", "higher"))
        return self.number(f"{form}.{item['id']}", item.get("range", (0, 20)), item["type"] == "count")

    def _good(self, worse: str) -> int:
        """On which side numbers lie: in a mild case on the better one."""
        return (1 if worse == "lower" else -1) if self.well else self.side

    def number(self, id_: str, bounds: Any, whole: bool) -> float:
        """A number within its bounds, most often at or beside a limit that some rule compares it with."""
        low, high = bounds
        limits = self.limits.get(id_) or [self.chance.uniform(low, min(high, low + 60))]
        if self.side:
            drawn = min(limits) - 1 if self.side < 0 else max(limits) + 1
        else:
            drawn = self.chance.choice(limits) + self.chance.choice((-5, -1, -0.1, 0, 0, 0.1, 1, 5))
        held = min(max(drawn, low), high)
        return round(held) if whole else round(held, 2)

    def _tests(self) -> list[Case]:
        share = 1.0 if self.healthy else self.chance.choice((0.1, 0.5, 1.0))
        chosen = [entry for entry in self.knowledge.tests.values() if self.chance.random() < share]
        return [self._test(entry) for entry in chosen]

    def _test(self, entry: Entry) -> Case:
        self.yes, self.side = self.chance.choice((0.0, 0.5)), self.chance.choice((-1, 0, 0, 1))
        self.well = self.mild and self.fit
        self.yes = 0.0 if self.well else self.yes
        if self.chance.random() < 0.1 and not self.healthy:
            return {"test": entry.id, "not_done": self._some({"reason": self.chance.choice(("unsafe", "declined"))})}
        trials = [trial for _ in range(self.chance.choice((0, 1, 1, 2, 3, 5))) if (trial := self._trial(entry))]
        return {"test": entry.id, "trials": trials}

    def _trial(self, entry: Entry) -> Case:
        about = {"aid": "cane", "assistance": "hands_on", "deviation": "4 m course", "invalid": "phone rang"}
        rare = {key: word for key, word in about.items() if self.chance.random() < 0.05}
        rare |= {"event": "symptoms"} if not self.well and self.chance.random() < 0.1 else {}
        rare |= {key: True for key in ("practice", "interrupted_timing") if self.chance.random() < 0.03}
        words = {field["id"]: self._field(entry, field) for field in entry["fields"] if not _numeric(field)}
        if self.chance.random() < 0.05 and not self.healthy:
            return {**words, **rare, "outcome": "unable"}
        measured = {field["id"]: self._field(entry, field) for field in entry["fields"] if _numeric(field)}
        for score in entry["scores"]:
            if score.get("ratio") and score.get("field"):
                for key in self.chance.choice((score["ratio"], [score["field"]])):
                    measured.pop(key, None)
        for first, second in (score["drop"] for score in entry["scores"] if score.get("drop")):
            if first in measured and second in measured:
                fall = self.chance.choice((-5, 0) if self.well else (-5, 0, 8, 10, 15, 20, 30))
                measured[second] = max(measured[first] - fall, 40)
        order = entry.get("order_error")
        if order and measured.get(order["first"], 1) <= measured.get(order["second"], 0):
            measured.pop(order["second"])
        return {**words, **measured, **rare}

    def _field(self, entry: Entry, field: Data) -> Any:
        if field["type"] == "choice":
            return self.chance.choice(field["choices"])["id"]
        if field["type"] == "yes_no":
            return self.chance.random() < self.yes / 2
        low, high = field.get("range", (0, 100))
        compared = [score for score in entry["scores"] if score.get("field") == field["id"]]
        if not compared:
            middle = (low + high) / 2
            return self.number("", (middle, middle) if self.well else (low, high), field["type"] == "whole")
        score = self.chance.choice(compared)
        self.side = self._good(score["worse"])
        return self.number(score["id"], (low, high), field["type"] == "whole")

    def _ledger(self) -> list[Case]:
        minute, spans = 0, []
        for _ in range(self.chance.randint(0, 6)):
            length = self.chance.choice((1, 4, 7))
            spans.append(self._span(minute, minute + length))
            minute += length + self.chance.choice((0, 0, 2))
        return spans

    def _span(self, first: int, last: int) -> Case:
        activity = self.chance.choice(tuple(self.knowledge.activities))
        about = {"patient_present": self.chance.random() < 0.9, "one_on_one": True, "provider": self.chance.choice(WHO)}
        start, end = (f"{DAY}T09:{minute:02d}:00-05:00" for minute in (first, last))
        return {"start": start, "end": end, "activity": activity, **self._some(about)}

    def _decisions(self) -> list[Case]:
        ids = [id_ for id_ in self.knowledge.interventions if self.chance.random() < 0.2]
        return [{"suggestion": id_, "decision": "accepted", "by": WHO[0], "at": f"{DAY}T09:24:00-05:00"} for id_ in ids]

    def _report(self) -> Case:
        signed = {"by": WHO[0], "at": f"{DAY}T09:55:00-05:00"}
        return self._some({"interpretation": "a", "analysis": "b", "plan_of_care_impact": "c", "signed": signed})


def _numeric(field: Data) -> bool:
    return field["type"] in ("number", "whole")


@once_per_knowledge
def limits_of(knowledge: Knowledge) -> Mapping[str, list[float]]:
    """For each number that some rule compares, the numbers it is compared with."""
    return borders(knowledge, knowledge.as_of(date.fromisoformat(DAY)))


def random_cases(knowledge: Knowledge, seed: int, count: int) -> Iterator[Mapping[str, Any]]:
    """Cases from nearly empty to nearly whole, the same for the same seed. A test whose trials contradict each other is left out."""
    chance = random.Random(seed)  # noqa: S311 - cases, not secrets
    for _ in range(count):
        case = CaseMaker(knowledge, chance, chance.choice((0.3, 0.7, 0.9, 1.0))).case()
        at_fault = {fault.where.split(".")[0] for fault in faults_of(case, knowledge)}
        tests = enumerate(case.get("tests", ()))
        yield case | {"tests": [test for place, test in tests if f"tests[{place}]" not in at_fault]}


def rare_cases(knowledge: Knowledge, seed: int, count: int) -> Iterator[Mapping[str, Any]]:
    """What chance seldom makes: people well in everything asked, a medicine of every kind, one question of a form alone a yes."""
    chance = random.Random(seed)  # noqa: S311 - cases, not secrets
    for _ in range(count):
        case = CaseMaker(knowledge, chance, 1.0, healthy=True).case()
        patient, visit = {"birth_date": "1950-03-02", "sex": "female"}, {"date": DAY, "setting": "office"}
        yield case | {"patient": patient, "visit": visit}
    kinds = (*knowledge.medication_classes.values(), *knowledge.medication_groups.values())
    of_each = [{"name": kind["ingredients"][0]} for kind in kinds if kind.get("ingredients")]
    yield {"schema": "surefoot-case/1", "patient": {}, "visit": {"date": DAY}, "answers": {"medications": of_each}}
    bare: Case = {"schema": "surefoot-case/1", "patient": {}, "visit": {"date": DAY}}
    for form in knowledge.questionnaires.values():
        asked = [item["id"] for item in form["items"] if item["type"] == "yes_no"]
        for one in asked:
            yield bare | {"answers": {form.id: {**dict.fromkeys(asked, False), one: True}}}
