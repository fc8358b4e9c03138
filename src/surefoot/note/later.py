"""What came after the signature: co-signatures, late entries, corrections, addenda. Each is signed by itself; nothing before it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from surefoot.billing.attested import skilled_provider
from surefoot.note.anchors import anchored
from surefoot.note.document import Block, Document, Heading, Paragraph, Sentence, Signature
from surefoot.note.material import Data, Material, gather
from surefoot.note.wording import closed, day, days_late, moment
from surefoot.values import Tri

KINDS = {"late_entry": "Late entry", "correction": "Correction", "addendum": "Addendum"}


def with_later(document: Document, case: Data, assessment: Data, *, names: Data | None = None) -> Document:
    """A signed report as it was, word for word, with what `case` holds of later signatures put behind its own."""
    blocks = list(document.blocks)
    place = next(index for index, block in enumerate(blocks) if isinstance(block, Signature)) + 1
    blocks[place:place] = later(gather(case, assessment, names, None))
    return replace(document, blocks=anchored(blocks))


def later(material: Material) -> list[Block]:
    """Co-signatures beside the signature, then one heading for all that was added, in the order it was added."""
    report = material.report
    cosigned = enumerate(report.get("cosigned") or ())
    blocks: list[Block] = [_cosigned(material, one, f"report.cosigned[{index}]") for index, one in cosigned]
    added = report.get("later") or ()
    if added:
        blocks.append(Heading("Added after the signature"))
    for index, one in enumerate(added):
        blocks += _added(material, one, f"report.later[{index}]")
    return blocks


def _added(material: Material, one: Data, path: str) -> Sequence[Block]:
    on = f", {day(one['at'])}" if one.get("at") else ""
    heading = Heading(f"{KINDS[one['kind']]}{on}", level=2)
    lines = [line for line in str(one["text"]).splitlines() if line.strip()]
    text = [Paragraph((Sentence(line.strip(), (path,)),)) for line in lines]
    return [heading, *text, _signature(material, one, "Signed", path)]


def _cosigned(material: Material, one: Data, path: str) -> Block:
    fault = _fault(material, one)
    if fault:
        says = closed(f"A co-signature is on record but does not count: {fault}")
        return Paragraph((Sentence(says, (path,)),), tone="caution")
    return _signature(material, one, "Co-signed", path)


def _signature(material: Material, one: Data, says: str, path: str) -> Signature:
    if not one.get("by") or not one.get("at"):
        return Signature(False, "NOT SIGNED: who added this, or when, is not recorded", evidence=(path,))
    provider = material.provider(one["by"])
    at = moment(one["at"]) + days_late(material.visit["date"], one["at"])
    credential = provider["credential"] or "credential not recorded"
    return Signature(True, says, provider["name"], credential, at, one.get("statement") or "", (path,))


def _fault(material: Material, one: Data) -> str:
    """Why a co-signature does not count; nothing where it does. It never stands in for the signature of the report."""
    signed = material.signed
    if signed is None:
        return "the report itself is not signed"
    if not one.get("at"):
        return "the time of the co-signature is not recorded"
    if signed.get("at") and datetime.fromisoformat(one["at"]) < datetime.fromisoformat(signed["at"]):
        return "it was given before the report was signed"
    if one["by"] not in {listed["id"] for listed in material.case.get("providers") or ()}:
        return "the co-signer is no provider on record"
    if material.knowledge is not None and skilled_provider(material.case, one["by"], material.knowledge) is not Tri.YES:
        return "the co-signer's credential does not stand for skilled service"
    return ""
