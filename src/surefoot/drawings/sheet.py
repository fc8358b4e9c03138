"""A contact sheet of all drawings at the sizes they are used at: `python -m surefoot.drawings.sheet OUT.html [theme] [part of a name]`."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from surefoot.drawings.scene import describe, names, svg
from surefoot.drawings.themes import THEMES


def sheet(theme: str = "light", part: str = "", width: int = 320) -> str:
    """One HTML page with every drawing whose name holds `part`."""
    colours = THEMES[theme]
    cells = "".join(
        f'<figure style="margin:6px;width:{width}px">{svg(name, theme=theme)}<figcaption>{escape(name)}</figcaption>'
        f"<small>{escape(describe(name, 'en'))}</small></figure>"
        for name in names()
        if part in name
    )
    look = f"margin:0;display:flex;flex-wrap:wrap;background:{colours.ground};color:{colours.ink};font:13px sans-serif"
    return f'<!doctype html><meta charset="utf-8"><title>Drawings</title><body style="{look}">{cells}'


def main(out: str, theme: str = "light", part: str = "") -> None:
    """Write the sheet to a file."""
    Path(out).write_text(sheet(theme, part), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
