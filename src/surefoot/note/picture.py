"""Vega-Lite pictures as SVG, with the bundled typeface. Needs the extra `documents`."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from types import ModuleType

from surefoot.errors import MissingExtra
from surefoot.note.document import Chart
from surefoot.note.fonts import FAMILY, FOLDER


def svg(chart: Chart) -> str:
    """Draw a chart. The same chart gives the same SVG.

    Raises `MissingExtra` where vl-convert is not installed.
    """
    return _drawn(json.dumps(chart.spec, sort_keys=True))


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    drawn: str = _converter().vegalite_to_svg(spec, config={"font": FAMILY})
    return drawn


@cache
def _converter() -> ModuleType:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtra("documents", "A document's picture") from error
    vl_convert.register_font_directory(str(FOLDER))
    found: ModuleType = vl_convert
    return found
