"""FHIR R4 (4.0.1)."""

from surefoot.interop.fhir.r4.claim import claim_resource

__all__ = ["claim_resource"]
