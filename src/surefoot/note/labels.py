"""The words a page itself needs, in both languages."""

from __future__ import annotations

LABELS: dict[str, dict[str, str]] = {
    "en": {
        "draft": "Draft: not signed",
        "page": "Page",
        "of": "of",
        "sources": "Sources",
        "chart": "Picture in words",
        "substituted": "A sign that this typeface cannot print is shown by its Unicode number, as [U+…].",
    },
    "es": {
        "draft": "Borrador: sin firmar",
        "page": "Página",
        "of": "de",
        "sources": "Fuentes",
        "chart": "La imagen en palabras",
        "substituted": "Un signo que esta letra no puede imprimir se muestra con su número Unicode, como [U+…].",
    },
}
