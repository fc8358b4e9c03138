"""Labels of a print-out: `Medication: … Sig: … Disp: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from surefoot.instruments.medicines.lexicon import Lexicon
from surefoot.instruments.medicines.text import Words, words


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands after one label. `kind` is name, directions, left_out, or empty where there is no label."""

    kind: str
    text: str
    label: str = ""


def labelled(line: str, lex: Lexicon) -> Iterator[Labelled]:
    """The parts of a line by their labels."""
    found = list(_pattern(tuple(lex.labels)).finditer(line)) if lex.labels else []
    before = line[: found[0].start()] if found else line
    if before.strip(" ,;-"):
        yield Labelled("", before.strip(" ,;-"))
    ends = [*(later.start() for later in found), len(line)][1:]
    for one, end in zip(found, ends, strict=True):
        yield Labelled(lex.labels[words(one["label"])], line[one.end() : end].strip(" ,;-"), one["label"])


@cache
def _pattern(labels: tuple[Words, ...]) -> re.Pattern[str]:
    longest_first = sorted((r"\s+".join(map(re.escape, label)) for label in labels), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?P<label>{'|'.join(longest_first)})\s*:\s*", re.IGNORECASE)
