"""The knowledge that a signature rested on: the installed one where its digest fits, else the pack kept beside the database."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings

from surefoot.knowledge import Knowledge, load_texts
from surefoot.knowledge.loader import Text
from surefoot_web.config.knowledge import load
from surefoot_web.notes.models import SignedLayer

RULES = {"ama": "billing.ama.first_unit_minutes", "cms": "billing.cms.first_unit_minutes"}


def knowledge_of(layer: SignedLayer) -> Knowledge | None:
    """The knowledge with the digest that was sealed, or None where it is not at hand."""
    installed = load()
    if installed.digest == layer.knowledge_digest:
        return installed
    return _kept(layer.knowledge_pack, layer.knowledge_digest)


@lru_cache(maxsize=4)
def _kept(pack: str, digest: str) -> Knowledge | None:
    path = settings.SUREFOOT_HOME / pack
    if not path.is_file():
        return None
    texts = json.loads(path.read_text(encoding="utf-8"))
    knowledge = load_texts([Text(name, text) for name, text in texts.items()])
    return knowledge if knowledge.digest == digest else None


def rule_sources(layer: SignedLayer) -> dict[str, list[dict[str, Any]]]:
    """{rule: its sources with citation and link} of the two time rules, as of the day of the visit."""
    knowledge = knowledge_of(layer)
    if knowledge is None:
        return {}
    values = knowledge.as_of(date.fromisoformat(layer.assessment["as_of"])).values
    found = {rule: values[id_].cited for rule, id_ in RULES.items() if id_ in values}
    return {
        rule: [
            {"id": id_, "known": {id_: knowledge.sources[id_].as_json()}, "confidence": cited.confidence}
            for id_ in cited.source
        ]
        for rule, cited in found.items()
    }
