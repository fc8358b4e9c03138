"""The sentences of the trend page that a patient reads, in English and Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surefoot.pictures.picture import day_says
from surefoot.units import written

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "How you are doing",
        "intro": "The same tests, from visit to visit. A small difference can be chance, because no test is exact.",
        "measures": "Your tests",
        "once": "Measured once so far",
        "once_says": "At the next visit there is something to compare with.",
        "falls": "Your falls",
        "falls_intro": "In the twelve months before each visit, as you told us.",
        "falls_none": "no fall",
        "falls_one": "1 fall",
        "falls_many": "{count} falls",
        "falls_not_known": "not known",
        "during": "During the visit",
        "near_fall": "a near fall",
        "fall": "a fall",
        "symptoms": "symptoms such as dizziness or pain",
        "not_described": "something happened; not described",
        "plan": "What we agreed",
        "done": "done",
        "not_done": "not done",
        "pending": "not known yet",
        "nothing": "Nothing was agreed yet.",
        "empty": "No signed visit yet",
        "empty_says": "After the first signed visit, its results stand here.",
        "values": "Every value",
        "unlike": "Not taken in the same way, so compare with care:",
        "yes": "more than measurement error",
        "no": "no change shown",
        "not_known": "not known",
        "same": "The same as on {day}.",
        "faster": "{size} faster than on {day}.",
        "slower": "{size} slower than on {day}.",
        "more": "{size} more than on {day}.",
        "less": "{size} less than on {day}.",
        "apart": "Not compared with {day}: the test was not done in the usual way at one of the visits.",
        "no_change": "Not compared with {day}.",
        "beyond_better": "That is more than measurement error: a change for the better.",
        "beyond_worse": "That is more than measurement error: we will talk about what helps.",
        "beyond": "That is more than measurement error.",
        "within": "Within measurement error: no change shown.",
        "open": "Whether this is more than measurement error is not known.",
    },
    "es": {
        "title": "Cómo va usted",
        "intro": "Las mismas pruebas, de visita en visita. Una diferencia pequeña puede ser casualidad: ninguna prueba es exacta.",
        "measures": "Sus pruebas",
        "once": "Medido una sola vez hasta ahora",
        "once_says": "En la próxima visita habrá con qué comparar.",
        "falls": "Sus caídas",
        "falls_intro": "En los doce meses antes de cada visita, según nos contó.",
        "falls_none": "ninguna caída",
        "falls_one": "1 caída",
        "falls_many": "{count} caídas",
        "falls_not_known": "no se sabe",
        "during": "Durante la visita",
        "near_fall": "casi una caída",
        "fall": "una caída",
        "symptoms": "síntomas como mareo o dolor",
        "not_described": "pasó algo; no se describió",
        "plan": "Lo que acordamos",
        "done": "hecho",
        "not_done": "no se hizo",
        "pending": "aún no se sabe",
        "nothing": "Todavía no se acordó nada.",
        "empty": "Todavía no hay una visita firmada",
        "empty_says": "Después de la primera visita firmada, sus resultados estarán aquí.",
        "values": "Todos los valores",
        "unlike": "No se midió de la misma manera; compare con cuidado:",
        "yes": "más que el error de medición",
        "no": "no se muestra un cambio",
        "not_known": "no se sabe",
        "same": "Igual que el {day}.",
        "faster": "{size} más rápido que el {day}.",
        "slower": "{size} más lento que el {day}.",
        "more": "{size} más que el {day}.",
        "less": "{size} menos que el {day}.",
        "apart": "No se compara con el {day}: en una de las visitas la prueba no se hizo de la manera habitual.",
        "no_change": "No se compara con el {day}.",
        "beyond_better": "Es más que el error de medición: un cambio para bien.",
        "beyond_worse": "Es más que el error de medición: hablaremos de lo que ayuda.",
        "beyond": "Es más que el error de medición.",
        "within": "Dentro del error de medición: no se muestra un cambio.",
        "open": "No se sabe si es más que el error de medición.",
    },
}
_SPEEDS = ("s", "m/s", "mps")


def change_says(change: Mapping[str, Any] | None, before: str, language: str) -> str:
    """How the latest value differs from that of the day `before`."""
    says, day = WORDS[language], day_says(before, "es" if language == "es" else "en")
    if change is None:
        return says["no_change"].format(day=day)
    if change["difference"] is None:
        return says["apart"].format(day=day)
    size = written(abs(change["difference"]), change["unit"])
    return says[_way(change)].format(size=size, day=day)


def _way(change: Mapping[str, Any]) -> str:
    """Faster or slower for a time in which less is better and for a speed; else more or less."""
    grew = change["difference"] > 0
    if not change["difference"]:
        return "same"
    better = change["direction"] == "better"
    if change["unit"] == "s" and change["direction"] in ("better", "worse") and better is not grew:
        return "slower" if grew else "faster"
    if change["unit"] in _SPEEDS[1:]:
        return "faster" if grew else "slower"
    return "more" if grew else "less"


def error_says(change: Mapping[str, Any] | None, language: str) -> str:
    """Whether the difference is more than measurement error, as the signed visit found it."""
    if change is None or not change["difference"]:
        return ""
    says = WORDS[language]
    if change["beyond_error"] == "yes":
        return says.get(f"beyond_{change['direction']}", says["beyond"])
    return says["within"] if change["beyond_error"] == "no" else says["open"]
