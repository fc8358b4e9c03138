"""The closed shape of every kind of knowledge file, as JSON Schema. What is not named here is a fault."""

from surefoot.knowledge.schema.billing import (
    ACKNOWLEDGEMENTS,
    ACTIVITIES,
    CLINIC_READINGS,
    CREDENTIALS,
    DIAGNOSES,
    EDITS,
    PAYER_POLICY,
    PLACES,
    QUALITY,
    READINGS,
    REQUIREMENTS,
)
from surefoot.knowledge.schema.care import EXERCISES, FACTORS, INTERVENTIONS, RECIPIENTS
from surefoot.knowledge.schema.common import Schema
from surefoot.knowledge.schema.instruments import QUESTIONNAIRE, TEST
from surefoot.knowledge.schema.likelihood import LIKELIHOOD
from surefoot.knowledge.schema.medications import (
    LOOK_ALIKES,
    MEDICATION_CLASSES,
    MEDICATION_GROUPS,
    MEDICATION_NAMES,
    MEDICATION_QUESTIONS,
)
from surefoot.knowledge.schema.rules import ALGORITHM, FACTS, FINDINGS, SOURCES, VALUES
from surefoot.knowledge.schema.test_parts import DOMAINS

KINDS: dict[str, Schema] = {
    "sources": SOURCES,
    "values": VALUES,
    "facts": FACTS,
    "questionnaire": QUESTIONNAIRE,
    "test": TEST,
    "domains": DOMAINS,
    "medication_classes": MEDICATION_CLASSES,
    "medication_names": MEDICATION_NAMES,
    "medication_groups": MEDICATION_GROUPS,
    "medication_questions": MEDICATION_QUESTIONS,
    "look_alikes": LOOK_ALIKES,
    "findings": FINDINGS,
    "factors": FACTORS,
    "algorithm": ALGORITHM,
    "interventions": INTERVENTIONS,
    "exercises": EXERCISES,
    "recipients": RECIPIENTS,
    "likelihood": LIKELIHOOD,
    "activities": ACTIVITIES,
    "credentials": CREDENTIALS,
    "requirements": REQUIREMENTS,
    "payer_policy": PAYER_POLICY,
    "edits": EDITS,
    "places": PLACES,
    "acknowledgements": ACKNOWLEDGEMENTS,
    "quality": QUALITY,
    "diagnoses": DIAGNOSES,
    "readings": READINGS,
    "clinic_readings": CLINIC_READINGS,
}

__all__ = ["KINDS", "Schema"]
