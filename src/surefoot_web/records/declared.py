"""Each field of each model is declared identifying, clinical or technical.

- identifying: tells who the person is (a name, a birth date, free text that may hold one)
- clinical: tells something about health, care or the claim
- technical: neither; ids, versions, times of entry, states of the machinery

Exports, logs and research copies go by this; a field without a declaration fails the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from django.db import models

Kind = Literal["identifying", "clinical", "technical"]
M = TypeVar("M", bound=type[models.Model])

_DECLARED: dict[type[models.Model], dict[str, Kind]] = {}


def declared(*, identifying: str = "", clinical: str = "", technical: str = "") -> Callable[[M], M]:
    """Class decorator: names of the model's fields, separated by spaces, for each kind. Abstract bases count too."""
    kinds: dict[Kind, str] = {"identifying": identifying, "clinical": clinical, "technical": technical}

    def keep(model: M) -> M:
        _DECLARED[model] = {name: kind for kind, names in kinds.items() for name in names.split()}
        return model

    return keep


def kinds_of(model: type[models.Model]) -> dict[str, Kind]:
    """Return {field name: kind} for `model`, its abstract bases included."""
    kinds: dict[str, Kind] = {}
    for base in reversed(model.__mro__):
        kinds.update(_DECLARED.get(base, {}))
    return kinds
