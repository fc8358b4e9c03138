"""Pages of the note: sentences, signing, the signed note with its files and addenda."""

from .files import download
from .note import addendum, describe, note, preview
from .sentences import own_sentence, sentence
from .signing import sign

__all__ = ["addendum", "describe", "download", "note", "own_sentence", "preview", "sentence", "sign"]
