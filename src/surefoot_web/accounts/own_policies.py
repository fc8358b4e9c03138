"""The clinic's own payer policies: what may be installed from a page, and what the knowledge holds now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from surefoot.cli.own_knowledge import checked, taken
from surefoot.errors import Fault, KnowledgeRefused
from surefoot.knowledge import Knowledge
from surefoot.knowledge.yaml_reader import read_yaml
from surefoot_web.config.knowledge import installed, load

KINDS = (
    "sources",
    "payer_policy",
    "clinic_readings",
)  # in the order in which they are written: what is rested on comes first


@dataclass(frozen=True, slots=True)
class Policy:
    """One payer policy of the knowledge as a page lists it. `until` is empty while it has no last day."""

    id: str
    title: str
    first_day: str
    until: str
    sources: list[dict[str, Any]]
    confidence: str
    own: bool


def policies_shown() -> list[Policy]:
    """Every payer policy with its source, in the order of the knowledge."""
    knowledge, own = load(), _own_ids()
    return [
        Policy(
            id=id_,
            title=str(entry["title"]),
            first_day=str(entry["from"]),
            until=str(entry.get("until") or ""),
            sources=[knowledge.sources[one].as_json() for one in entry["source"]],
            confidence=str(entry["confidence"]),
            own=id_ in own,
        )
        for id_, entry in knowledge.policies.items()
    ]


def install(home: Path, files: Mapping[str, str]) -> Knowledge:
    """Write the files once they were read without a fault together with all that is there. Raises KnowledgeRefused."""
    kinds = {name: _kind(name, text) for name, text in files.items()}
    strange = [_strange(name) for name, kind in kinds.items() if kind and kind not in KINDS]
    if strange:
        raise KnowledgeRefused(strange)
    ordered = sorted(files, key=lambda name: (KINDS.index(kinds[name]) if kinds[name] in KINDS else len(KINDS), name))
    _refuse_loss(checked(home, files))
    return taken(home, {name: files[name] for name in ordered})


def _kind(name: str, text: str) -> str:
    """The kind of a file; empty where it cannot be read, which the loader tells with its line."""
    data = read_yaml(text, name).data
    return str(data.get("kind") or "") if isinstance(data, dict) else ""


def _strange(name: str) -> Fault:
    says = "This page takes payer policies, clinic readings and their sources alone."
    return Fault("SF-W113", name, says, f"Begin the file with one of: {', '.join(f'kind: {kind}' for kind in KINDS)}.")


def _refuse_loss(knowledge: Knowledge) -> None:
    """A policy that is here may be a patient's coverage; it ends by its last day, never by being taken out."""
    lost = [id_ for id_ in load().policies if id_ not in knowledge.policies]
    says, do = "This policy would be gone, and patients may be covered by it.", "Keep it, and give it an `until` day."
    if lost:
        raise KnowledgeRefused([Fault("SF-W114", id_, says, do) for id_ in lost])


def _own_ids() -> set[str]:
    found = (read_yaml(text.text, text.name).data for text in installed().own)
    return {str(data.get("id")) for data in found if isinstance(data, dict) and data.get("kind") == "payer_policy"}
