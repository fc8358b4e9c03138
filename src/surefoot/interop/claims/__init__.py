"""A professional claim for CPT 97750 as data, before any format; refused unless the decision is yes and every review is settled."""

from surefoot.interop.claims.content import Address, Claim, Insured, Line, Patient, Payer, Person, Practice, Statements
from surefoot.interop.claims.draw import claim_of
from surefoot.interop.claims.given import unseen
from surefoot.interop.claims.npi import is_npi
from surefoot.interop.claims.refused import ClaimRefused

__all__ = [
    "Address",
    "Claim",
    "ClaimRefused",
    "Insured",
    "Line",
    "Patient",
    "Payer",
    "Person",
    "Practice",
    "Statements",
    "claim_of",
    "is_npi",
    "unseen",
]
