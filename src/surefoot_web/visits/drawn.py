"""The drawing of a test's set-up, where the library has one."""

from __future__ import annotations

from surefoot.drawings import describe, has


def drawing_of(test: str, language: str = "en") -> dict[str, str]:
    """The name of the drawing of the set-up of `test`, and what it shows in words; both empty where there is none."""
    name = f"tests/{test}"
    return (
        {"drawing_name": name, "drawing_says": describe(name, language)}
        if has(name)
        else {"drawing_name": "", "drawing_says": ""}
    )
