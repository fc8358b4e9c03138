"""Past claims for CPT 97750 against the record: what is supported, what is not, what cannot be told, and why. No money stands here."""

from surefoot.audit.claims import read_claims
from surefoot.audit.judge import Audit, audit_claims
from surefoot.audit.records import Records, read_records
from surefoot.audit.report import audit_document

__all__ = ["Audit", "Records", "audit_claims", "audit_document", "read_claims", "read_records"]
