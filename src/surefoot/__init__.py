"""Surefoot: balance assessment and fall prevention, every number with its source.

>>> import surefoot
>>> result = surefoot.assess({"schema": "surefoot-case/1", "patient": {}, "visit": {"date": "2026-01-05"}})
>>> result["levels"]["steadi_2019"]["level"]
'not_known'
"""

from surefoot.assessment import assess, assessment_schema
from surefoot.cases import case_schema, read_cases
from surefoot.errors import CaseRefused, Fault, KnowledgeRefused, MissingExtra, Refused, SurefootError
from surefoot.knowledge import Knowledge, load

__all__ = [
    "CaseRefused",
    "Fault",
    "Knowledge",
    "KnowledgeRefused",
    "MissingExtra",
    "Refused",
    "SurefootError",
    "assess",
    "assessment_schema",
    "case_schema",
    "load",
    "read_cases",
]
