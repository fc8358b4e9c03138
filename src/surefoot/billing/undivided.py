"""Was a provider's contact with the patient undivided, or does another span of the ledger lie over it?"""

from __future__ import annotations

from collections.abc import Sequence

from surefoot.billing.found import Case, text
from surefoot.billing.moments import Stretch, may_overlap, stretch
from surefoot.values import Tri


def undivided(case: Case) -> tuple[Tri, ...]:
    """For each span, yes where no other shares its time; else not known, for one person cannot be in two places.

    Sharing counts with the same provider, and with another provider who claims this patient one on one. Two spans that
    both claim it are a fault before this is asked (ledger.py).
    """
    spans: Sequence[Case] = case["ledger"]
    times = [stretch(span) for span in spans]
    return tuple(_answer(case, spans, times, index) for index in range(len(spans)))


def _answer(case: Case, spans: Sequence[Case], times: Sequence[Stretch], index: int) -> Tri:
    own, when = spans[index], times[index]
    over = (spans[number] for number, other in enumerate(times) if number != index and may_overlap(when, other))
    return Tri.NOT_KNOWN if any(_divides(case, own, other) for other in over) else Tri.YES


def _divides(case: Case, own: Case, other: Case) -> bool:
    provider = text(other.get("provider"))
    same_provider = provider is None or provider == text(own.get("provider"))
    return same_provider or (other.get("one_on_one") is True and _may_be_of_patient(case, other))


def _may_be_of_patient(case: Case, span: Case) -> bool:
    named, patient = span.get("patient"), case["patient"].get("id")
    return named is None or patient is None or named == patient
