"""Decisions on suggestions."""
