"""The front door: a name to a scene, a scene to one SVG document and its description."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from surefoot.drawings import figure, figure_front, hold, home, marks, props, soles
from surefoot.drawings.course import length_of
from surefoot.drawings.figure import GROUND
from surefoot.drawings.pen import Pen, num
from surefoot.drawings.themes import THEMES
from surefoot.errors import Fault, Refused

_DATA = Path(__file__).parent / "data"
_WIDE, _HIGH = 240, 192
_PARTS: dict[str, Callable[..., object]] = {
    part.__name__: part
    for module in (props, marks, home, hold, soles)
    for part in vars(module).values()
    if callable(part) and getattr(part, "__module__", "") == module.__name__ and not part.__name__.startswith("_")
}


class UnknownDrawing(Refused):
    """Nothing is drawn under this name, or not in this theme or language."""


def names() -> tuple[str, ...]:
    """The name of every drawing, in the order of the alphabet: `exercises/…`, `tests/…`, `feet/…`, `home/…`, `after_fall/…`."""
    return tuple(sorted(_scenes()))


def has(name: str) -> bool:
    """Whether there is a drawing of this name."""
    return name in _scenes()


def describe(name: str, language: str) -> str:
    """What is seen, as one plain sentence or a few, in `en` or `es`. Raises `UnknownDrawing`."""
    words = {language: _scene(name).get(language) for language in ("en", "es")}
    text = words.get(language)
    if text is None:
        raise _unknown(f"{name} {language}", "A drawing is described in en and es.")
    return str(text)


def svg(name: str, *, theme: str = "light") -> str:
    """One SVG document, the same every time. `theme`: light, dark or print (greys carry it). Raises `UnknownDrawing`."""
    if theme not in THEMES:
        raise _unknown(f"{name} {theme}", "A drawing has the themes light, dark and print.")
    _scene(name)
    return _drawn(name, theme)


def size(name: str) -> tuple[float, float]:
    """Width and height of a drawing, in the units of its viewBox. Raises UnknownDrawing."""
    wide, high = _scene(name).get("size", [_WIDE, _HIGH])
    return wide, high


@lru_cache(maxsize=512)
def _drawn(name: str, theme: str) -> str:
    scene = _scene(name)
    wide, high = size(name)
    pen = Pen(THEMES[theme])
    if scene.get("floor", True):
        pen.out.append(
            f'<path d="M0 {num(GROUND)}h{num(wide)}v{num(high - GROUND)}h{num(-wide)}Z" fill="{pen.colour("floor")}"/>'
        )
    for part in scene["parts"]:
        ((kind, values),) = part.items()
        _paint(pen, kind, dict(values), wide)
    body = "".join(pen.out)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {num(wide)} {num(high)}" '
        f'stroke-linejoin="round" aria-hidden="true" focusable="false">{body}</svg>'
    )


def _paint(pen: Pen, kind: str, values: dict[str, Any], wide: float) -> None:
    if kind == "ground":
        pen.lines([(values.get("from", 2), GROUND), (values.get("to", wide - 2), GROUND)], 3)
    elif kind in ("person", "front"):
        pose = {**_poses().get(values.pop("pose", ""), {}), **values.pop("but", {})}
        values["accent"] = tuple(values.get("accent", ()))
        (figure.side if kind == "person" else figure_front.front)(pen, pose, **values)
    elif kind == "distance":
        marks.distance(pen, values["from"], values["to"], length_of(values["of"]), values.get("y", 181))
    else:
        if "from" in values:
            values["start"], values["end"] = values.pop("from"), values.pop("to")
        _PARTS[kind](pen, **values)


@cache
def _poses() -> dict[str, dict[str, Any]]:
    return dict(yaml.safe_load((_DATA / "poses.yaml").read_text("utf-8")))


@cache
def _scenes() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(_DATA.glob("*.yaml")):
        if path.stem == "poses":
            continue
        room = path.stem.split("-")[0]
        for name, scene in yaml.safe_load(path.read_text("utf-8")).items():
            found[f"{room}/{name}"] = scene
    return found


def _scene(name: str) -> dict[str, Any]:
    if name not in _scenes():
        raise _unknown(name, "surefoot.drawings.names() lists what is drawn.")
    return _scenes()[name]


def _unknown(name: str, do: str) -> UnknownDrawing:
    return UnknownDrawing([Fault("SF-D001", f"drawing {name}", "There is no drawing of this name.", do)])
