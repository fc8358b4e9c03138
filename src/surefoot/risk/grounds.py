"""Why an answer is what it is, in plain words: the findings and comparisons that decided it, and the inputs they read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from surefoot.engine import CaseReader
from surefoot.engine.labels import labels
from surefoot.knowledge.expression import Node, Op, Ref, references
from surefoot.knowledge.model import Rule
from surefoot.values import Tri

_COMPARED = {  # how a comparison reads when it holds and when it does not
    "at_least": ("at or above", "below"),
    "above": ("above", "not above"),
    "at_most": ("at or below", "above"),
    "below": ("below", "not below"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that decided an answer.

    `id` is a finding or an input, `inputs` the facts of the case behind it, `holds` whether it was found. A score compared with a
    limit has `measured` ("Timed Up and Go 14 s") and `against` ("above the limit of 10 s (Hicks 2024)").
    """

    id: str
    holds: bool
    label: str
    inputs: tuple[str, ...]
    measured: str | None = None
    against: str | None = None

    @property
    def says(self) -> str:
        if self.measured:
            return f"{self.measured} is {self.against}"
        return f"“{self.label}” {'yes' if self.holds else 'no'}"


class Grounds:
    """Walks the rules of one case down to the parts that decided them, each named rule once."""

    def __init__(self, reader: CaseReader) -> None:
        self.reader = reader
        self._found: dict[str, list[Ground]] = {}

    def of(self, node: Node, answer: Tri) -> list[Ground]:
        """What made a rule answer yes or no, each ground once. The rule must have that answer."""
        return list(dict.fromkeys(self._of(node, answer, None)))

    def _of(self, node: Node, answer: Tri, named: str | None) -> Iterator[Ground]:
        """`named` is the innermost finding around a part: its label stands for it."""
        if isinstance(node, Ref):
            yield from self._of_name(node.id, answer, named)
        elif isinstance(node, Op):
            yield from self._of_operation(node, answer, named)

    def _of_name(self, id_: str, answer: Tri, named: str | None) -> Iterator[Ground]:
        rule = self.reader.knowledge.rules.get(id_)
        if rule is None:
            yield self._told(id_, answer, named or id_)
            return
        if id_ not in self._found:  # a rule has one answer in one case
            self._found[id_] = self._of_rule(rule, answer)
        yield from self._found[id_]

    def _of_rule(self, rule: Rule, answer: Tri) -> list[Ground]:
        """Where several parts were looked for and not found, one line stands for all."""
        below = list(dict.fromkeys(self._of(rule.node, answer, rule.id)))
        if answer is Tri.NO and len({one.id for one in below}) > 1:
            return [Ground(rule.id, False, rule.label, _inputs(below))]
        return below

    def _of_operation(self, node: Op, answer: Tri, named: str | None) -> Iterator[Ground]:
        if node.name in _COMPARED:
            yield self._compared(node, answer, named)
        elif node.name == "not":
            yield from self._of(node.parts[0], ~answer, named)
        elif node.name in ("any_of", "all_of", "riskier_of", "first_known"):
            for part in self._deciding(node, answer):
                yield from self._of(part, answer, named)
        elif node.name != "known":  # what the record shows decides nothing by itself
            yield self._told(next(references(node), named or node.name), answer, named)

    def _deciding(self, node: Op, answer: Tri) -> list[Node]:
        """The parts that agree with the answer; one where one is enough to settle a no."""
        agreeing = [part for part in node.parts if self.reader.read(part).answer is answer]
        one = node.name == "first_known" or (node.name, answer) == ("all_of", Tri.NO)
        return agreeing[:1] if one else agreeing

    def _told(self, id_: str, answer: Tri, named: str | None) -> Ground:
        return Ground(named or id_, answer is Tri.YES, self._label(named or id_), (id_,))

    def _compared(self, node: Op, answer: Tri, named: str | None) -> Ground:
        left, right = node.parts
        id_, holds = next(references(left), ""), answer is Tri.YES
        if not isinstance(left, Ref) or not self._is_score(id_):
            return self._told(id_, answer, named)
        number, limit = self.reader.number(left), self.reader.number(right)
        about = "" if not limit.about else f"{limit.about.strip('()')}, "
        against = f"{_COMPARED[node.name][0 if holds else 1]} the limit of {limit.shown} ({about}{self._limit_name(right, limit.confidence)})"
        return Ground(id_, holds, self._label(id_), (id_,), f"{self._label(id_)} {number.shown}", against)

    def _is_score(self, id_: str) -> bool:
        knowledge = self.reader.knowledge
        rule = knowledge.rules.get(id_)
        return id_.split(".")[0] in knowledge.tests or (rule is not None and rule.kind == "score")

    def _limit_name(self, node: Node, confidence: str | None) -> str:
        id_ = next(references(node), "")
        data = self.reader.knowledge.values.get(id_) or self.reader.knowledge.tables.get(id_) or {}
        name = str(data.get("name") or data.get("label") or id_)
        return f"{name}, unverified" if confidence == "unverified" else name

    def _label(self, id_: str) -> str:
        rule = self.reader.knowledge.rules.get(id_)
        return rule.label if rule else labels(self.reader.knowledge).get(id_, (id_, None))[0]


def _inputs(found: Iterable[Ground]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for one in found for id_ in one.inputs))
