"""The front door: one case and the knowledge in, everything Surefoot can say about it out, down to the page each word rests on."""

from surefoot.assessment.assess import assess
from surefoot.assessment.schema import assessment_schema

__all__ = ["assess", "assessment_schema"]
