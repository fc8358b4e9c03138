"""The handout as it will print with the decisions so far, to stand beside the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

from surefoot_web.visits.case import names_of
from surefoot_web.visits.models import Visit

LANGUAGES = {"en": "English", "es": "Español"}
BELOW = 2  # headings of the page that stand above the handout's own


@dataclass(frozen=True, slots=True)
class Handout:
    """What is shown and how: the language, large print or not, the handout itself."""

    language: str
    large: bool
    html: SafeString

    @property
    def languages(self) -> list[dict[str, Any]]:
        """Each language with the way to it."""
        return [
            {"id": id_, "says": says, "here": id_ == self.language, "query": _query(id_, self.large)}
            for id_, says in LANGUAGES.items()
        ]

    @property
    def query(self) -> str:
        """The way to what is shown now."""
        return _query(self.language, self.large)

    @property
    def other_print(self) -> str:
        """The way to the other size of print."""
        return _query(self.language, not self.large)


def handout_shown(visit: Visit, asked: QueryDict, case: Mapping[str, Any], assessment: Mapping[str, Any]) -> Handout:
    """The handout of a visit as `asked` for (`handout` = language, `large`), else in the patient's own language."""
    from surefoot.note import build_handout, render_fragment

    wanted = (asked.get("handout"), visit.patient.language)
    language = next((one for one in wanted if one in LANGUAGES), "en")
    large = asked.get("large") == "1"
    built = build_handout(case, assessment, language=language, names=names_of(visit), large_print=large)  # type: ignore[arg-type]
    return Handout(language, large, mark_safe(render_fragment(built, below=BELOW)))  # noqa: S308 - it escapes what it is given


def _query(language: str, large: bool) -> str:
    return f"?handout={language}{'&large=1' if large else ''}"
