"""The plain reader: one case, every answer with its trace."""

from __future__ import annotations

from collections.abc import Mapping

from surefoot.engine.labels import labels
from surefoot.engine.numbers import Number, from_fact, from_table, points_of, value_numbers, weighted
from surefoot.engine.operations import ANSWERS, COMPARISONS, SIGNS, counted
from surefoot.engine.rests_on import rules_on
from surefoot.engine.trace import Trace
from surefoot.knowledge import Knowledge, View, once_per_state
from surefoot.knowledge.expression import Node, Op, Ref, WeightedSum, Word
from surefoot.knowledge.model import Rule
from surefoot.values import NOT_ASKED, UNKNOWN, Fact, Facts, Tri

_FORMS = {
    "any_of": "any of these",
    "all_of": "all of these",
    "riskier_of": "as told in any of these ways",
    "first_known": "the first that is known",
}


class CaseReader:
    """Answers rules for one case. `facts` that are not given are not asked; `levels` are the words of decision tables already read."""

    def __init__(self, knowledge: Knowledge, view: View, facts: Facts) -> None:
        self.knowledge, self.view = knowledge, view
        self.facts: dict[str, Fact] = dict(facts)
        self._labels: Mapping[str, tuple[str, str | None]] = labels(knowledge)
        self._answers: dict[str, Trace] = untouched(knowledge, view, facts) if facts else {}
        self._numbers: dict[str, Number] = dict(value_numbers(knowledge, view))

    def fact(self, id_: str) -> Fact:
        return self.facts.get(id_, NOT_ASKED)

    def answer(self, id_: str) -> Trace:
        """The answer to a named rule or yes/no fact."""
        found = self._answers.get(id_)
        if found is None:
            rule = self.knowledge.rules.get(id_)
            found = self._answers[id_] = self._rule(rule) if rule else self._asked(id_)
        return found

    def read(self, node: Node) -> Trace:
        """The answer to a rule that has no name."""
        if isinstance(node, Ref):
            return self._answers.get(node.id) or self.answer(node.id)
        if isinstance(node, Op):
            return _READ[node.name](self, node)
        raise TypeError(f"{node!r} gives no answer")

    def _rule(self, rule: Rule) -> Trace:
        inner = self.read(rule.node)
        wraps = isinstance(rule.node, Ref) or inner.id is not None
        source = rule.cited.source
        if inner.source and not wraps:
            source = tuple(dict.fromkeys((*source, *inner.source)))
        return Trace(
            "is" if wraps else inner.op,
            inner.answer,
            inner.says,
            rule.id,
            rule.label,
            source,
            weakest(rule.cited.confidence, inner.confidence),
            rule.basis,
            inner.missing,
            inner.evidence,
            (inner,) if wraps else inner.because,
        )

    def _asked(self, id_: str) -> Trace:
        fact = self.fact(id_)
        label = self._labels.get(_answered_as(id_, fact), (id_, None))[0]
        evidence = (fact.evidence,) if fact.evidence else ()
        if isinstance(fact.value, bool):
            answer = Tri.of(fact.value)
            return Trace("asked", answer, f"{label}: {answer.value}", id_, label, evidence=evidence)
        says = f"{label}: {fact.why or 'not known'}"
        return Trace("asked", Tri.NOT_KNOWN, says, id_, label, missing=(id_,), evidence=evidence)

    def _folded(self, node: Op) -> Trace:
        """An operation over answers."""
        name, parts = node.name, tuple([self.read(part) for part in node.parts])
        answer = ANSWERS[name]([part.answer for part in parts])
        sure = _sureness(name, answer, parts)
        return Trace(name, answer, _FORMS[name], None, None, (), sure, None, _missing(answer, parts), (), parts)

    def _comparison(self, node: Op) -> Trace:
        left, right = node.parts
        return self._compared(node.name, self.number(left), self.number(right))

    def _not(self, node: Op) -> Trace:
        part = self.read(node.parts[0])
        return Trace("not", ~part.answer, "the opposite", missing=part.missing, because=(part,))

    def _between(self, node: Op) -> Trace:
        number, low, high = (self.number(part) for part in node.parts)
        parts = (self._compared("at_least", number, low), self._compared("at_most", number, high))
        answer = ANSWERS["all_of"](part.answer for part in parts)
        return Trace(
            "between",
            answer,
            f"{number.shown}{' not' if answer is Tri.NO else ''} between {low.shown} and {high.shown}",
            missing=_missing(answer, parts),
            because=parts,
        )

    def _is(self, node: Op) -> Trace:
        (subject, *words) = node.parts
        id_ = subject.id if isinstance(subject, Ref) else ""
        fact, label = self.fact(id_), self._labels.get(id_, (id_, None))[0]
        wanted = [word.text for word in words if isinstance(word, Word)]
        if not isinstance(fact.value, str):
            return Trace("is", Tri.NOT_KNOWN, f"{label}: {fact.why or 'not known'}", missing=(id_,))
        evidence = (fact.evidence,) if fact.evidence else ()
        return Trace("is", Tri.of(fact.value in wanted), f"{label}: {fact.value}", evidence=evidence)

    def _known(self, node: Op) -> Trace:
        (part,) = node.parts
        if self._is_number(part):
            known = self.number(part).bounds != UNKNOWN
        elif isinstance(part, Ref) and part.id not in self.knowledge.rules:
            known = self.fact(part.id).value is not None
        else:
            known = self.read(part).answer is not Tri.NOT_KNOWN
        name = self._labels.get(part.id, (part.id, None))[0] if isinstance(part, Ref) else "this"
        missing = (part.id,) if isinstance(part, Ref) and not known else ()
        return Trace("known", Tri.of(known), f"{name} is {'' if known else 'not '}known", missing=missing)

    def _compared(self, name: str, left: Number, right: Number) -> Trace:
        answer = COMPARISONS[name](left.bounds, right.bounds)
        source = right.source
        if left.source:
            source = tuple(dict.fromkeys((*left.source, *source)))
        return Trace(
            name,
            answer,
            _sentence(name, answer, left, right),
            None,
            left.says if left.bounds.known is not None else None,
            source,
            weakest(left.confidence, right.confidence),
            None,
            (*left.missing, *right.missing) if answer is Tri.NOT_KNOWN else (),
            (*left.evidence, *right.evidence),
        )

    def number(self, node: Node) -> Number:
        """A number inside a rule, with its bounds."""
        if isinstance(node, Ref):
            found = self._numbers.get(node.id)
            if found is None:
                found = self._numbers[node.id] = self._named_number(node.id)
            return found
        if isinstance(node, WeightedSum):
            return self._score(node)
        if isinstance(node, Op):
            return self._worked_out(node)
        raise TypeError(f"{node!r} gives no number")

    def _named_number(self, id_: str) -> Number:
        label, unit = self._labels.get(id_, (id_, None))
        rule = self.knowledge.rules.get(id_)
        if rule is None:
            return from_fact(id_, self.fact(id_), unit, label)
        inner = self.number(rule.node)
        return Number(
            inner.bounds, label, unit, rule.cited.source, rule.cited.confidence, inner.missing, inner.evidence
        )

    def _score(self, node: WeightedSum) -> Number:
        parts = [(self.answer(item), weight) for item, weight in node.items]
        chosen = {id_: (self.fact(id_), points) for id_, points in node.choices}
        bounds = weighted(
            [(part.answer, weight) for part, weight in parts],
            (points_of(fact.value, points) for fact, points in chosen.values()),
        )
        missing = tuple(id_ for part, _ in parts for id_ in part.missing)
        missing += tuple(id_ for id_, (fact, _) in chosen.items() if fact.value is None)
        asked = any(part.answer is not Tri.NOT_KNOWN for part, _ in parts)
        asked = asked or any(fact.value is not None for fact, _ in chosen.values())
        evidence = tuple(path for part, _ in parts for path in part.evidence)
        evidence += tuple(fact.evidence for fact, _ in chosen.values() if fact.evidence)
        return Number(bounds if asked else UNKNOWN, "score not known", missing=missing, evidence=evidence)

    def _worked_out(self, node: Op) -> Number:
        if node.name == "lookup":
            (table,) = node.parts
            return self._looked_up(table.id if isinstance(table, Ref) else "")
        if node.name == "count_of":
            parts = [self.read(part) for part in node.parts]
            bounds = counted(part.answer for part in parts)
            return Number(bounds, "count", "count", missing=tuple(id_ for part in parts for id_ in part.missing))
        left, right = (self.number(part) for part in node.parts)
        return Number(
            left.bounds - right.bounds,
            "difference",
            left.unit,
            missing=(*left.missing, *right.missing),
            evidence=(*left.evidence, *right.evidence),
        )

    def _looked_up(self, id_: str) -> Number:
        table = self.view.tables.get(id_)
        if table is None:
            return Number(UNKNOWN, f"{id_}: not in force on this day")
        facts = {key: self.fact(key) for key in ("patient.age_years", "patient.sex")}
        return from_table(table, facts)

    def _is_number(self, node: Node) -> bool:
        if isinstance(node, Ref):
            rule = self.knowledge.rules.get(node.id)
            typed = self._labels.get(node.id, ("", None))[1] is not None
            return typed or node.id in self.knowledge.values or (rule is not None and rule.kind == "score")
        return isinstance(node, Op) and node.name in ("count_of", "difference", "lookup")


_READ = {
    **dict.fromkeys(ANSWERS, CaseReader._folded),
    **dict.fromkeys(COMPARISONS, CaseReader._comparison),
    "not": CaseReader._not,
    "is": CaseReader._is,
    "known": CaseReader._known,
    "between": CaseReader._between,
}


_IN_ANSWERS = "answers."


def _answered_as(id_: str, fact: Fact) -> str:
    """The item that was answered: this one, or the one that asks the same and lent its answer."""
    path = fact.evidence or ""
    if not path.startswith(_IN_ANSWERS) or path.count(".") <= 1:
        return id_
    lent = path[len(_IN_ANSWERS) :]
    return id_ if id_.startswith(f"{lent}.") else lent


def _sentence(name: str, answer: Tri, left: Number, right: Number) -> str:
    if answer is Tri.NOT_KNOWN:
        open_side = left if left.bounds.known is None else right
        other = right if open_side is left else left
        sign = SIGNS[name][0]
        return (
            f"{open_side.shown}: not known whether {sign} {other.shown}"
            if open_side is left
            else f"{left.shown}, {open_side.shown}"
        )
    sign = SIGNS[name][0 if answer is Tri.YES else 1]
    return f"{left.shown} {sign} {right.shown} {right.about}".strip()


def _missing(answer: Tri, parts: tuple[Trace, ...]) -> tuple[str, ...]:
    if answer is not Tri.NOT_KNOWN:
        return ()
    return tuple(dict.fromkeys([id_ for part in parts if part.answer is Tri.NOT_KNOWN for id_ in part.missing]))


_RANK = {"verified": 0, "secondary": 1, "unverified": 2}
_ONE_IS_ENOUGH = {"any_of": Tri.YES, "riskier_of": Tri.YES, "all_of": Tri.NO}


def _sureness(name: str, answer: Tri, parts: tuple[Trace, ...]) -> str | None:
    """How sure the knowledge behind an answer is: of parts that each suffice the surest, of parts all needed the least sure.

    A part that rests on no published number (an answer given) needs none, so it leaves the question to the rule itself.
    """
    deciding = [part.confidence for part in parts if part.answer is answer]
    if name == "first_known":
        deciding = deciding[:1]
    if _ONE_IS_ENOUGH.get(name) is answer:
        said = [level for level in deciding if level]
        return min(said, key=_RANK.__getitem__, default=None) if len(said) == len(deciding) else None
    return weakest(*deciding)


def weakest(*levels: str | None) -> str | None:
    """The least sure of several; None where nothing was said."""
    least = None
    for level in levels:
        if level and (least is None or _RANK[level] > _RANK[least]):
            least = level
    return least


def untouched(knowledge: Knowledge, view: View, facts: Facts) -> dict[str, Trace]:
    """The rules that rest on nothing this case was asked: they answer as for a case of which nothing is known.

    So the work of a case grows with what it tells, not with all that is known: most visits use few of the tests.
    """
    resting = rules_on(knowledge)
    touched: set[str] = set()
    for id_, fact in facts.items():
        if fact is not NOT_ASKED and id_ in resting:
            touched |= resting[id_]
    return {id_: trace for id_, trace in _of_nothing(knowledge, view).items() if id_ not in touched}


@once_per_state
def _of_nothing(knowledge: Knowledge, view: View) -> Mapping[str, Trace]:
    """What each rule answers while nothing is known; those that read a level are left out: a level is read first."""
    reader = CaseReader(knowledge, view, {})
    of_levels = {id_ for level in knowledge.algorithms for id_ in rules_on(knowledge).get(level, ())}
    answering = (rule.id for rule in knowledge.rules.values() if rule.kind != "score")
    return {id_: reader.answer(id_) for id_ in answering if id_ not in of_levels}
