"""Signature, limits of use, and the knowledge the report rests on."""

from __future__ import annotations

from surefoot.note.document import Block, Heading, Sentence, Signature, SmallPrint
from surefoot.note.later import later
from surefoot.note.material import Material
from surefoot.note.wording import day, days_late, moment

LIMITS = (
    "This report supports a licensed provider's judgement and shows what it rests on.",
    "It predicts no person's fall beyond what the studies named here support, and promises no fewer falls.",
    "Limits and norms describe the groups in which they were found.",
)


def close(material: Material) -> list[Block]:
    """The signature, or NOT SIGNED; co-signatures and what was added later; the small print."""
    return [
        Heading("Signature"),
        _signature(material),
        *later(material),
        Heading("Limits of use"),
        SmallPrint(tuple(_small_print(material))),
    ]


def _signature(material: Material) -> Signature:
    signed = material.signed
    if signed is None:
        return Signature(False, f"NOT SIGNED: {material.signature_fault}" if material.signature_fault else "NOT SIGNED")
    provider = material.provider(signed.get("by"))
    at = (
        moment(signed["at"]) + days_late(material.visit["date"], signed["at"])
        if signed.get("at")
        else "time not recorded"
    )
    credential = provider["credential"] or "credential not recorded"
    return Signature(
        True, "Signed", provider["name"] or "signer not recorded", credential, at, signed.get("statement") or ""
    )


def _small_print(material: Material) -> list[Sentence]:
    answer = material.assessment
    limits = [Sentence(limit) for limit in LIMITS]
    resting = f"Knowledge as of {day(answer['as_of'])}, content hash {answer['knowledge']}."
    return [*limits, Sentence(resting, ("knowledge", "as_of"))]
