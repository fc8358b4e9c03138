"""The questionnaire: handed over, answered, submitted."""
