"""Pages of the note: sentences, signing, the signed note with its files and addenda; the papers of the visit."""

from .files import download, download_layer
from .note import addendum, describe, note, preview
from .papers import document, document_pdf, documents
from .sentences import own_sentence, sentence
from .signing import cosign, sign

__all__ = [
    "addendum",
    "cosign",
    "describe",
    "document",
    "document_pdf",
    "documents",
    "download",
    "download_layer",
    "note",
    "own_sentence",
    "preview",
    "sentence",
    "sign",
]
