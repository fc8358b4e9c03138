"""Vega-Lite pictures as SVG, with the bundled typeface. Needs the extra `documents`."""

from __future__ import annotations

from surefoot.note.document import Chart
from surefoot.note.fonts import FAMILY, FOLDER
from surefoot.pictures import svg_of


def svg(chart: Chart) -> str:
    """Draw a chart. The same chart gives the same SVG.

    Raises `MissingExtra` where vl-convert is not installed.
    """
    return svg_of(chart.spec, family=FAMILY, fonts=FOLDER)
