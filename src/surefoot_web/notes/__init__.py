"""Sentences of the note, signatures, addenda."""
