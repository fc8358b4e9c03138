"""Vega-Lite to SVG. The same spec gives the same bytes; presentation attributes only, no style, script or link. Needs the extra `documents`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from surefoot.errors import MissingExtra

_KEPT = 256  # pictures remembered, by the content of their spec
_GENERIC = "sans-serif"
_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')  # the picture is one image; whoever shows it says what it shows


def svg_of(spec: Mapping[str, Any], *, family: str = _GENERIC, fonts: Path | None = None) -> str:
    """Draw a spec with a typeface: the reader's own sans, or one of the folder `fonts`.

    Raises `MissingExtra` where vl-convert is not installed.
    """
    return _drawn(json.dumps(spec, sort_keys=True), family, fonts)


@lru_cache(maxsize=_KEPT)
def _drawn(spec: str, family: str, fonts: Path | None) -> str:
    drawn: str = _converter(fonts).vegalite_to_svg(spec, config={"font": family})
    return _ROLES.sub("", drawn)


@cache
def _converter(fonts: Path | None) -> ModuleType:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtra("documents", "A document's picture") from error
    if fonts is not None:
        vl_convert.register_font_directory(str(fonts))
    found: ModuleType = vl_convert
    return found
