"""Drawings of our own, from poses and scenes kept as data: exercises, the set-up of tests, feet and shoes, hazards, after a fall.

A drawing is one SVG document that needs nothing else: no typeface, no style sheet, no script, no id. It is marked as decoration; whoever
shows it sets `describe` beside it as its alternative text.
"""

from surefoot.drawings.scene import UnknownDrawing, describe, has, names, size, svg

__all__ = ["UnknownDrawing", "describe", "has", "names", "size", "svg"]
