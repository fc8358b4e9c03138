"""What matters to a patient, as people say it: choices in both languages. Own words stand as they were said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

GOALS: dict[str, dict[str, str]] = {
    "walk_outside": {"en": "Walk outside with ease", "es": "Caminar afuera con soltura"},
    "stairs": {"en": "Use the stairs safely", "es": "Usar la escalera sin peligro"},
    "bathe_alone": {"en": "Bathe and dress on my own", "es": "Bañarme y vestirme sin ayuda"},
    "family": {"en": "Play with or care for my family", "es": "Jugar con mi familia o cuidarla"},
    "shop": {"en": "Shop and run errands", "es": "Ir de compras y hacer mandados"},
    "worship_friends": {"en": "Go to worship, friends or clubs", "es": "Ir al culto, con amigos o al club"},
    "worry_less": {"en": "Worry less about falling", "es": "Tener menos miedo de caerme"},
    "stay_home": {"en": "Stay in my own home", "es": "Seguir viviendo en mi casa"},
}


def goals_said(goal: Mapping[str, Any] | None, language: str = "en") -> list[str]:
    """The goals of a case in words: those chosen, then the patient's own words. Empty where nobody asked or nothing was said."""
    if not goal:
        return []
    chosen = [GOALS[id_][language] for id_ in goal.get("choices", ()) if id_ in GOALS]
    own = str(goal.get("text") or "").strip()
    return [*chosen, *([own] if own else [])]
