"""The drawing of a test's set-up, where the library has one."""

from __future__ import annotations

from surefoot.drawings import describe, has, svg

THEMES = ("light", "dark", "print")


def drawing(test: str, theme: str) -> str | None:
    """The SVG document of the set-up of `test`, or None."""
    return svg(f"tests/{test}", theme=theme) if has(f"tests/{test}") else None


def drawing_says(test: str, language: str = "en") -> str:
    """What the drawing shows, in words; empty where there is none."""
    return describe(f"tests/{test}", language) if has(f"tests/{test}") else ""
