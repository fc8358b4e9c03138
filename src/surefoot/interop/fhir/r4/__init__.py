"""FHIR R4 (4.0.1)."""

from surefoot.interop.fhir.r4.claim import claim_resource, write_claims

__all__ = ["claim_resource", "write_claims"]
