"""Surefoot: balance assessment and fall prevention, every number with its source."""
