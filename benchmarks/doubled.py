"""The packaged knowledge twice over, to see what its growth will cost: each form, test, class, rule, level and offer has a twin."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from surefoot.knowledge import Knowledge, load_texts
from surefoot.knowledge.loader import Text
from surefoot.knowledge.names import declared

_TWINNED = (
    "values",
    "questionnaire",
    "test",
    "medication_classes",
    "findings",
    "factors",
    "algorithm",
    "interventions",
)
_WORDS = ("source", "kind", "type")  # keys that hold words of a closed list, not ids of what is twinned
_MARK = "_twin"


def doubled(knowledge: Knowledge) -> Knowledge:
    """Every file of the knowledge, and of those that grow a second one under other ids. Read through the strict loader."""
    grown = {name: data for name, data in knowledge.files.items() if data["kind"] in _TWINNED}
    ids = {id_: twin for data in grown.values() for id_, twin in _twins(data)}
    twins = {f"twin/{name}": _twin(data, ids) for name, data in grown.items()}
    files: dict[str, Any] = {**knowledge.files, **twins}
    return load_texts(Text(name, json.dumps(data)) for name, data in files.items())


def _twins(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each id that a file declares, and its twin's. The items of a form and the rows of a level are called after it."""
    named = data["id"] if data["kind"] in ("questionnaire", "algorithm") else None
    for _, id_, _, _ in declared(data):
        local = named is not None and id_.startswith(f"{named}.") and id_ != data.get("score", {}).get("id")
        yield id_, id_.replace(f"{named}.", f"{named}{_MARK}.", 1) if local else f"{id_}{_MARK}"
    for entry in data.get("classes", ()):
        yield entry["id"], f"{entry['id']}{_MARK}"
        yield f"medication_class.{entry['id']}", f"medication_class.{entry['id']}{_MARK}"


def _twin(data: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    twin: dict[str, Any] = _renamed(data, ids)
    for item, own in zip(twin.get("items", ()), data.get("items", ()), strict=True):
        item["id"] = own["id"]  # it is called after its form, and may be called as a factor is
    return twin


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    """The same data, every text that is an id replaced by its twin's."""
    if isinstance(value, Mapping):
        parts = {key: part if key in _WORDS else _renamed(part, ids) for key, part in value.items()}
        if "is" in value:  # a choice, then some of its words
            parts["is"] = [parts["is"][0], *value["is"][1:]]
        return parts
    if isinstance(value, list | tuple):
        return [_renamed(part, ids) for part in value]
    return ids.get(value, value) if isinstance(value, str) else value
