"""Patients and where they are covered."""
