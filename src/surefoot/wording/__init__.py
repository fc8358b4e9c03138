"""Sentences from results: what a score means in words, and drafts the signer keeps, edits or removes. It never decides."""

from surefoot.wording.attestation import ATTESTATION, COSIGNATURE, STATEMENTS
from surefoot.wording.drafts import drafts
from surefoot.wording.scores import band_of, sentence_of
from surefoot.wording.sureness import named_limit, rests_on_unsure, unsure

__all__ = [
    "ATTESTATION",
    "COSIGNATURE",
    "STATEMENTS",
    "band_of",
    "drafts",
    "named_limit",
    "rests_on_unsure",
    "sentence_of",
    "unsure",
]
