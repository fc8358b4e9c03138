"""The documents of a visit: physical performance test report, its audit sheet, patient handout; as data, text, HTML, tagged PDF."""

from surefoot.note.audit_sheet import build_audit_sheet, with_audit_sheet
from surefoot.note.content import build_note
from surefoot.note.document import Document
from surefoot.note.falls_calendar import build_falls_calendar
from surefoot.note.handout import build_handout
from surefoot.note.html import render_fragment, render_html
from surefoot.note.later import with_later
from surefoot.note.pdf import render_pdf
from surefoot.note.text import render_text

__all__ = [
    "Document",
    "build_audit_sheet",
    "build_falls_calendar",
    "build_handout",
    "build_note",
    "render_fragment",
    "render_html",
    "render_pdf",
    "render_text",
    "with_audit_sheet",
    "with_later",
]
