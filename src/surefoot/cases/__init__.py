"""Cases: the published shape, and reading them with every fault at once."""

from surefoot.cases.check import case_faults
from surefoot.cases.known import known_parts
from surefoot.cases.read import Read, read_cases
from surefoot.cases.schema import case_schema

__all__ = ["Read", "case_faults", "case_schema", "known_parts", "read_cases"]
