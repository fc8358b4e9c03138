"""The documents of a visit: report, audit sheet, what the patient takes home, letters; as data, text, HTML, tagged PDF."""

from surefoot.note.audit_sheet import build_audit_sheet, with_audit_sheet
from surefoot.note.content import build_note
from surefoot.note.document import Document
from surefoot.note.falls_calendar import build_falls_calendar
from surefoot.note.handout import build_handout
from surefoot.note.home_papers import build_exercise_log, build_home_checklist, why_no_checklist, why_no_log
from surefoot.note.html import render_fragment, render_html
from surefoot.note.later import with_later
from surefoot.note.letter import build_letter
from surefoot.note.letters import Letter, letters_of
from surefoot.note.pdf import render_pdf
from surefoot.note.text import render_text

__all__ = [
    "Document",
    "Letter",
    "build_audit_sheet",
    "build_exercise_log",
    "build_falls_calendar",
    "build_handout",
    "build_home_checklist",
    "build_letter",
    "build_note",
    "letters_of",
    "render_fragment",
    "render_html",
    "render_pdf",
    "render_text",
    "why_no_checklist",
    "why_no_log",
    "with_audit_sheet",
    "with_later",
]
