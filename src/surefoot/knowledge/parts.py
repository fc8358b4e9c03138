"""Every entry of the knowledge by kind and id. Together the `own` data of all parts is the whole of all files, each line once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from surefoot.knowledge.model import Data
from surefoot.knowledge.pack import Files

# The lists of a file whose elements are entries of their own, and what one element is called.
LISTED: Mapping[str, str] = MappingProxyType(
    {
        "sources": "source",
        "values": "value",
        "limits": "value",
        "errors": "value",
        "tables": "table",
        "norms": "norm",
        "scores": "score",
        "items": "item",
        "facts": "fact",
        "classes": "medication_class",
        "groups": "medication_group",
        "questions": "medication_question",
        "findings": "finding",
        "factors": "factor",
        "interventions": "intervention",
        "reference_only": "reference",
        "exercises": "exercise",
        "recipients": "recipient",
        "domains": "domain",
        "activities": "activity",
        "credentials": "credential",
        "requirements": "requirement",
        "likelihoods": "likelihood",
        "readings": "reading",
    }
)
_HEADS = {"payer_policy": "policy", "requirements": "reviews", "likelihood": "likelihoods"}


@dataclass(frozen=True, slots=True)
class Part:
    """One entry. `data` is the whole of it, `own` leaves out what is an entry of its own; `file` is where it stands."""

    kind: str
    id: str
    label: str
    data: Data
    own: Data
    file: str

    @property
    def names(self) -> tuple[str, ...]:
        """The ids under which rules read this entry."""
        if self.kind == "medication_class":
            return (f"medication_class.{self.id}",)
        if self.kind == "medication_group":
            group = f"medication_group.{self.id}"
            return (group, f"{group}.count", f"{group}.least")
        if self.kind == "questionnaire":
            return (self.data["score"]["id"],) if "score" in self.data else ()
        return (self.id,)


def parts(files: Files) -> Iterator[Part]:
    """Every entry of the files, in the order of their names and lines."""
    for name in sorted(files):
        yield from _of_file(name, files[name])


def _of_file(file: str, data: Data) -> Iterator[Part]:
    listed = {key: kind for key, kind in LISTED.items() if key in data and _have_ids(data[key])}
    own = {key: value for key, value in data.items() if key not in listed}
    id_ = str(data.get("id", file))
    if set(own) != {"kind"}:
        yield Part(str(_HEADS.get(data["kind"], data["kind"])), id_, _label(data, file), data, own, file)
    for key, kind in listed.items():
        for item in data[key]:
            name = f"{id_}.{item['id']}" if key == "items" else item["id"]
            yield Part(kind, name, _label(item, name), item, item, file)


def _have_ids(listed: Any) -> bool:
    return isinstance(listed, list) and all(
        isinstance(item, Mapping) and isinstance(item.get("id"), str) for item in listed
    )


def _label(data: Data, otherwise: str) -> str:
    if isinstance(data.get("title"), str) and "version" in data:
        return f"{data['title']} {data['version']}"
    text = data.get("text")
    found = [data.get(key) for key in ("label", "says", "cite", "title")]
    found.append(text.get("en") if isinstance(text, Mapping) else None)
    return next((label for label in found if isinstance(label, str)), otherwise)
