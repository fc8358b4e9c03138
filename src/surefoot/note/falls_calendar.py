"""The falls calendar: a month in large print on which a patient marks each day, and what to do after a fall, in English and Spanish."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from surefoot.errors import Fault, Refused
from surefoot.note.document import (
    Block,
    Days,
    Document,
    Heading,
    Language,
    Listing,
    Paragraph,
    Sentence,
    Title,
)
from surefoot.note.handout_words import WORDS as HANDOUT
from surefoot.note.material import Data
from surefoot.note.wording import month

_BLANK = "_" * 24  # a line to write on
_RULE = "_" * 50
_LINES = 2  # to write on, on the page that comes back


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. `{…}` marks what is filled in."""

    title: str
    how: tuple[str, ...]
    heads: tuple[str, str, str]
    weekdays: tuple[str, ...]
    write: str
    bring: str
    bring_list: tuple[str, ...]
    footer: str


EN = Words(
    title="My falls: {month}",
    how=("Each night, tick one box for the day.", "A fall is when you land on the floor or lower down, hurt or not."),
    heads=("Day", "No fall", "Fall"),
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    write="Did you fall? Write the day, where you were, what you did, and if you got hurt.",
    bring="When the month is over",
    bring_list=(
        "Mail the page with your marks to us, or bring it to your next visit.",
        "Send it in even if you had no fall. That helps us too.",
        "If you lost track, leave the days open. Do not guess.",
    ),
    footer="Patient {patient} · falls calendar, {month}",
)

ES = Words(
    title="Mis caídas: {month}",
    how=("Cada noche, marque una casilla del día.", "Una caída es llegar al piso o más abajo, con daño o sin él."),
    heads=("Día", "No me caí", "Me caí"),
    weekdays=("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    write="¿Se cayó? Anote el día, dónde estaba, qué hacía y si se hizo daño.",
    bring="Al acabar el mes",
    bring_list=(
        "Mande la hoja con sus marcas por correo o tráigala a su próxima visita.",
        "Mándela aunque no se haya caído. Eso también ayuda.",
        "Si no se acuerda de un día, déjelo en blanco. No adivine.",
    ),
    footer="Paciente {patient} · calendario de caídas, {month}",
)

WORDS: dict[Language, Words] = {"en": EN, "es": ES}


def build_falls_calendar(
    first: date, *, patient: str, language: Language = "en", names: Data | None = None
) -> Document:
    """Build the sheet of the month in which `first` lies, for the patient with the number `patient`.

    `names` may hold `patient`, `clinic` and `phone`. Raises `Refused` (SF-N001) for a language without words.
    """
    if language not in WORDS:
        do = f"Choose one of: {', '.join(sorted(WORDS))}."
        raise Refused([Fault("SF-N001", "language", f'there is no falls calendar in "{language}"', do)])
    says, after, given = WORDS[language], HANDOUT[language], names or {}
    named = month(first, language)
    title = says.title.format(month=named)
    clinic = given.get("clinic")
    call = after.call_clinic.format(clinic=clinic) if clinic else after.call_us
    phone = after.phone.format(number=given.get("phone") or _BLANK)
    blocks: tuple[Block, ...] = (
        Title(title, clinic or "", given.get("patient") or ""),
        _paragraph(says.how),
        Days(title, says.heads, _days(first, says)),
        _paragraph((says.write,)),
        *(_paragraph((_RULE,)) for _line in range(_LINES)),
        Heading(after.after_fall, new_page=True),
        _list(after.after_fall_list),
        Heading(says.bring),
        _list(says.bring_list),
        Heading(after.call),
        _paragraph((call, after.call_emergency)),
        _paragraph((phone,)),
    )
    footer = says.footer.format(patient=patient, month=named)
    return Document("falls_calendar", title, language, first.replace(day=1).isoformat(), patient, "", footer, blocks)


def _days(first: date, says: Words) -> tuple[str, ...]:
    begins, count = monthrange(first.year, first.month)
    week = len(says.weekdays)
    return tuple(f"{says.weekdays[(begins + number) % week]} {number + 1}" for number in range(count))


def _paragraph(lines: Sequence[str]) -> Paragraph:
    return Paragraph(tuple(Sentence(line) for line in lines))


def _list(lines: Sequence[str]) -> Listing:
    return Listing(tuple(Sentence(line) for line in lines))
