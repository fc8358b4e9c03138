"""The fixed words of the home-safety checklist and of the exercise log, in English and Spanish, at about sixth-grade level."""

from __future__ import annotations

from dataclasses import dataclass

from surefoot.note.document import Language


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. `{…}` marks what is filled in."""

    checklist: str
    walk: tuple[str, ...]
    look: str
    other: str
    other_how: str
    helper: str
    helper_how: tuple[str, ...]
    log: str
    how: tuple[str, ...]
    moves: str
    move: str
    weeks: tuple[str, ...]
    day: str
    went: str
    went_how: tuple[str, ...]
    bring: str


EN = Words(
    checklist="My home-safety checklist",
    walk=(
        "Walk through your home with someone you trust.",
        "Tick a box when that part of your home is safe.",
    ),
    look="Look for these things",
    other="Other things I saw",
    other_how="Write down what else could make you trip or slip.",
    helper="Who can help me",
    helper_how=(
        "Do not climb on a chair. Do not lift heavy things alone.",
        "Write the name and the phone of someone who can help.",
    ),
    log="My exercise log",
    how=(
        "These moves fit what you could hold safely at your visit.",
        "Each day, tick the box of each move you did.",
        "If you miss a day, just go on the next day.",
    ),
    moves="My moves",
    move="Move {number}",
    weeks=("Weeks 1 and 2", "Weeks 3 and 4"),
    day="Day",
    went="How it went",
    went_how=("Write the day if you felt dizzy, had pain or fell.", "Write what you want to ask us."),
    bring="Bring these pages to your next visit.",
)

ES = Words(
    checklist="Mi lista para una casa segura",
    walk=(
        "Recorra su casa con alguien de confianza.",
        "Marque la casilla cuando esa parte de su casa esté segura.",
    ),
    look="Busque estas cosas",
    other="Otras cosas que vi",
    other_how="Anote qué más le puede hacer tropezar o resbalar.",
    helper="Quién me puede ayudar",
    helper_how=(
        "No se suba a una silla. No cargue cosas pesadas sin ayuda.",
        "Anote el nombre y el teléfono de alguien que le ayude.",
    ),
    log="Mi registro de ejercicios",
    how=(
        "Estos ejercicios son para lo que hizo sin peligro en su visita.",
        "Cada día, marque la casilla de los que hizo.",
        "Si un día no los hace, siga al día siguiente.",
    ),
    moves="Mis ejercicios",
    move="Ejercicio {number}",
    weeks=("Semanas 1 y 2", "Semanas 3 y 4"),
    day="Día",
    went="Cómo me fue",
    went_how=("Anote el día si tuvo mareo o dolor, o si se cayó.", "Anote lo que nos quiere preguntar."),
    bring="Traiga estas hojas a su próxima visita.",
)

WORDS: dict[Language, Words] = {"en": EN, "es": ES}
