"""An imported table as knowledge files, which are read like every other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import yaml

from surefoot.interop.ncci.edition import PRACTITIONER, Edition
from surefoot.interop.ncci.pairs import Pair, in_order

_FIRST_DAY = "1996-01-01"  # a published table keeps its history from the first edition on
_LABELS = {PRACTITIONER: "practitioner"}


def source_id(edition: Edition) -> str:
    """What the imported table is cited as."""
    return f"ncci-{_label(edition)}-{edition.name}-import"


def sources_file(edition: Edition, files: Iterable[str], day: date) -> str:
    """The source of an imported table: which files, when."""
    names = ", ".join(sorted(files))
    cite = f"CMS. NCCI edits, {_label(edition)} table of {edition.name}, imported on {day.isoformat()} from {names}."
    return _yaml({"kind": "sources", "sources": [{"id": source_id(edition), "cite": cite, "publisher": "CMS"}]})


def edits_file(code: str, edition: Edition, pairs: Iterable[Pair], units_limit: int) -> str:
    """The pairs of one code as a file of kind `edits`. It is complete: a code that is not in it has no edit."""
    whole = {
        "kind": "edits",
        "id": f"ncci_{_label(edition)}_{edition.name}_import",
        "title": f"NCCI {_label(edition)} edits of {code}, {edition.name}, imported",
        "setting": edition.setting,
        "from": _FIRST_DAY,
        "until": edition.last.isoformat(),
        "code": code,
        "complete": True,
        "pairs": [_pair(pair) for pair in in_order(pairs)],
        "checked_no_edit": [],
        "units_limit": units_limit,
        "source": [source_id(edition)],
        "confidence": "verified",
    }
    return _yaml(whole)


def _label(edition: Edition) -> str:
    return _LABELS.get(edition.setting, "hospital")


def _pair(pair: Pair) -> dict[str, Any]:
    entry = {
        "other": pair.other,
        "column_of_code": pair.column_of_code,
        "modifier_indicator": pair.modifier_indicator,
        "from": pair.first.isoformat(),
    }
    return entry | ({"until": pair.last.isoformat()} if pair.last else {})


class _Quoted(str):
    """Text that stays text: a code of digits, a day."""


yaml.SafeDumper.add_representer(
    _Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')
)


def _yaml(data: Any) -> str:
    head = "# Imported from the published tables; import them again rather than change this file.\n"
    return head + yaml.safe_dump(_quoted(data), sort_keys=False, allow_unicode=True, width=10_000)


def _quoted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _quoted(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_quoted(part) for part in value]
    return _Quoted(value) if isinstance(value, str) else value
