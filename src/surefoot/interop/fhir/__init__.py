"""HL7 FHIR, by version."""
