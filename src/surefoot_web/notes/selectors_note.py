"""The drafted sentences with what the signer did with each, and what the note still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surefoot_web.plans.selectors_assessment import labels_of
from surefoot_web.records.ids import new_id
from surefoot_web.visits.models import TrialKind, Visit
from surefoot_web.visits.tests import live_trials

from .models import Section, Sentence, SentenceState
from .selectors import sentences_of

UNTOUCHED = "untouched"


@dataclass(slots=True)
class Line:
    """One sentence on the page. `offered` is what the record offers now, None when it does not offer it any more."""

    draft: str
    section: str
    offered: str | None
    row: Sentence | None
    rests_on: list[str]
    operation: UUID = field(default_factory=new_id)
    typed: str | None = None
    problem: str = ""

    @property
    def state(self) -> str:
        return self.row.state if self.row else UNTOUCHED

    @property
    def own(self) -> bool:
        return self.draft.startswith("own-")

    @property
    def text(self) -> str:
        """What stands in the note, or would."""
        return (self.row.text if self.row else "") or self.offered or (self.row.draft_text if self.row else "")

    @property
    def in_note(self) -> bool:
        return self.row is not None and self.row.state != SentenceState.REMOVED

    @property
    def outdated(self) -> bool:
        """It was taken into the note, and the record says something else, or nothing, by now."""
        return self.in_note and not self.own and self.row.draft_text != self.offered

    @property
    def anchor(self) -> str:
        return "sentence-" + self.draft.replace(".", "-")


@dataclass(frozen=True, slots=True)
class SectionLines:
    """The sentences of one section of the note."""

    section: Section
    lines: list[Line]

    @property
    def written(self) -> bool:
        return any(line.in_note for line in self.lines)


def sections_shown(visit: Visit, assessment: Mapping[str, Any]) -> list[SectionLines]:
    """Every drafted sentence in the order of the report, then those that are the signer's own or no longer offered."""
    lines = [*_drafted(visit, assessment)]
    return [SectionLines(section, [one for one in lines if one.section == section]) for section in Section]


def _drafted(visit: Visit, assessment: Mapping[str, Any]) -> Iterator[Line]:
    rows, labels = sentences_of(visit), labels_of(assessment)
    for draft in assessment["drafts"]:
        rests_on = list(dict.fromkeys(labels[one] for one in draft["evidence"] if one in labels))
        yield Line(draft["id"], draft["section"], draft["text"], rows.pop(draft["id"], None), rests_on)
    for row in rows.values():
        if row.state != SentenceState.REMOVED:
            yield Line(row.draft, row.section, None, row, [])


def line_of(sections: list[SectionLines], draft: str) -> Line | None:
    return next((line for one in sections for line in one.lines if line.draft == draft), None)


def still_missing(visit: Visit, assessment: Mapping[str, Any], sections: list[SectionLines]) -> list[dict[str, str]]:
    """What the note lacks and may be signed without, in words, each with where it is repaired. Says nothing of time."""
    here = reverse("notes:note", args=[visit.pk])
    found = [
        *_missing_in_visit(visit, here),
        *_missing_decisions(visit, assessment),
        *_missing_sentences(sections, here),
    ]
    return [{"says": says, "url": url} for says, url in found]


def _missing_in_visit(visit: Visit, here: str) -> Iterator[tuple[str, str]]:
    workspace = reverse("visits:visit", args=[visit.pk])
    if not any(trial.kind == TrialKind.MEASURED for trial in live_trials(visit)):
        yield _("No test was measured."), workspace
    if not visit.reason.strip():
        yield _("The reason for testing is not recorded."), f"{here}#reason"
    if visit.plan_of_care_certified_on is None:
        yield _("No certified plan of care is recorded."), f"{here}#reason"


def _missing_decisions(visit: Visit, assessment: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    open_ = sum(one["decision"] is None for one in assessment["suggestions"])
    if open_:
        says = ngettext("One suggestion is not decided.", "%(count)d suggestions are not decided.", open_)
        yield says % {"count": open_}, reverse("plans:plan", args=[visit.pk])


def _missing_sentences(sections: list[SectionLines], here: str) -> Iterator[tuple[str, str]]:
    for one in sections:
        if not one.written:
            says = _("Nothing stands under “%(section)s”.") % {"section": one.section.label}
            yield says, f"{here}#{one.section.value}"
    for line in (line for one in sections for line in one.lines):
        if line.outdated and line.state == SentenceState.EDITED:
            says = _(
                "The record changed after this sentence was put in your words; check that it still holds: “%(text)s”"
            )
            yield says % {"text": line.text}, f"{here}#{line.anchor}"
