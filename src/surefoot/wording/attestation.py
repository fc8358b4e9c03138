"""What a signer states with a signature. A statement once used is never changed: a new one gets a version of its own."""

from __future__ import annotations

STATEMENTS = {
    "attestation-1": (
        "I answer for this visit. I performed the tests in this report myself, or supervised the person named with them; "
        "times and results stand as they happened; I have read every sentence, and interpretation, analysis and plan are "
        "my own judgement."
    ),
    "cosignature-1": "I have read this report and agree with it. The responsible provider's signature stands as it is.",
}
ATTESTATION = "attestation-1"
COSIGNATURE = "cosignature-1"
