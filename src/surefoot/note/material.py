"""What a document is made from: the case, its assessment, names the case lacks, and the knowledge both rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surefoot.knowledge import Knowledge, load
from surefoot.note.signature import fault
from surefoot.note.wording import words

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Material:
    """`knowledge` is None when the one at hand is not the one the assessment used: then no protocol text is printed."""

    case: Data
    assessment: Data
    names: Data
    knowledge: Knowledge | None

    @property
    def visit(self) -> Data:
        found: Data = self.case["visit"]
        return found

    @property
    def patient_id(self) -> str:
        return patient_id(self.case)

    @property
    def report(self) -> Data:
        return self.case.get("report") or {}

    @property
    def signature(self) -> Data | None:
        """The signature on record, whether it counts or not."""
        return self.report.get("signed") or None

    @property
    def signature_fault(self) -> str | None:
        """Why the signature on record does not count; None where it counts or there is none."""
        return fault(self.case, self.assessment)

    @property
    def signed(self) -> Data | None:
        """Who signed the report and when; None where nobody did, or where the signature does not count."""
        return self.signature if self.signature_fault is None else None

    def provider(self, identifier: str | None) -> Data:
        """Name and credential of a provider: the case's own first, then the given names, then the id alone."""
        listed = {item["id"]: item for item in self.case.get("providers", ())}
        given = (self.names.get("providers") or {}).get(identifier, {})
        own = listed.get(identifier, {})
        return {
            "id": identifier or "",
            "name": own.get("name") or given.get("name") or identifier or "",
            "credential": own.get("credential") or given.get("credential") or "",
        }

    def signer(self, identifier: str | None) -> str:
        """A provider as a line of text."""
        found = self.provider(identifier)
        return ", ".join(part for part in (found["name"], found["credential"]) if part) or "not recorded"

    def test_label(self, test: str) -> str:
        """A test's name: the knowledge's, else the one its score carries, else its id in words."""
        if self.knowledge is not None and test in self.knowledge.tests:
            return str(self.knowledge.tests[test]["label"])
        scores = (score for score in self.assessment.get("scores", ()) if score.get("instrument") == test)
        return next((str(score["label"]) for score in scores), words(test))


def patient_id(case: Data) -> str:
    """The patient's id, or the words that say there is none."""
    return str(case["patient"].get("id") or "not recorded")


def gather(case: Data, assessment: Data, names: Data | None, knowledge: Knowledge | None) -> Material:
    """Put the parts together. Without `knowledge`, the installed one serves if it is the one the assessment used."""
    found = knowledge if knowledge is not None else load()
    same = found.digest == assessment.get("knowledge")
    return Material(case, assessment, names or {}, found if same else None)
