"""The documents of a visit: physical performance test report and patient handout, as data, text, HTML and tagged PDF."""

from surefoot.note.content import build_note
from surefoot.note.document import Document
from surefoot.note.handout import build_handout
from surefoot.note.html import render_html
from surefoot.note.pdf import render_pdf
from surefoot.note.text import render_text

__all__ = ["Document", "build_handout", "build_note", "render_html", "render_pdf", "render_text"]
