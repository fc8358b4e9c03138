"""Was a provider's contact with the patient undivided, or does another span of the ledger lie over it?"""

from __future__ import annotations

from surefoot.billing.found import Case, text
from surefoot.billing.moments import may_overlap
from surefoot.values import Tri


def undivided(case: Case, index: int) -> Tri:
    """Yes where no other span shares the time of this one; else not known, for one person cannot be in two places.

    Sharing counts with the same provider, and with another provider who claims this patient one on one. Two spans that
    both claim it are a fault before this is asked (ledger.py).
    """
    own = case["ledger"][index]
    others = (span for number, span in enumerate(case["ledger"]) if number != index)
    return Tri.NOT_KNOWN if any(_divides(case, own, other) for other in others) else Tri.YES


def _divides(case: Case, own: Case, other: Case) -> bool:
    if not may_overlap(own, other):
        return False
    provider = text(other.get("provider"))
    same_provider = provider is None or provider == text(own.get("provider"))
    return same_provider or (other.get("one_on_one") is True and _may_be_of_patient(case, other))


def _may_be_of_patient(case: Case, span: Case) -> bool:
    named, patient = span.get("patient"), case["patient"].get("id")
    return named is None or patient is None or named == patient
