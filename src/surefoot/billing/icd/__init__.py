"""ICD-10-CM codes of a visit: whether each can be reported, which exclude each other, which leave the side open, and which the findings suggest."""

from surefoot.billing.icd.checks import checked_diagnoses, diagnosis_facts, diagnosis_names
from surefoot.billing.icd.suggested import suggested_diagnoses
from surefoot.billing.icd.table import CodeTable, code_table

__all__ = ["CodeTable", "checked_diagnoses", "code_table", "diagnosis_facts", "diagnosis_names", "suggested_diagnoses"]
