"""The balance profile: each component of balance with the tests that were done for it, and on which side of its limits each result lies."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from surefoot.pictures.picture import ACCENT, BAND, INK, LABEL_SIZE, SOFT, Data, Picture, Spec, layer, whole

_WIDTH, _HEAD, _LINE, _GAP, _INSET = 400, 26, 17, 8, 6
_LANES = ("outside", "within", "not_known", "not_done")
_LANE, _FIRST = 54, 210  # of the lanes: how wide each is, and the middle of the first
_IN_A_LINE, _IN_A_HEAD = 26, 7  # signs of a test's name before the lanes, and of a lane's head
_AREA = 150
_SIGNS = {  # shape, filled or not, dashed or not: told apart without colour
    "outside": ("triangle-up", ACCENT, False),
    "within": ("circle", INK, False),
    "not_known": ("circle", None, False),
    "not_done": ("circle", None, True),
}
_BANDS = {  # of a component that was tested, and of one that was not
    True: {"type": "rect", "color": BAND, "stroke": SOFT, "strokeWidth": 1, "opacity": 1},
    False: {"type": "rect", "filled": False, "stroke": SOFT, "strokeWidth": 1, "strokeDash": [4, 3], "opacity": 1},
}
_WORDS = {
    "outside": "beyond a limit",
    "within": "not beyond a limit",
    "not_known": "not known",
    "not_done": "not done",
}
_HEADS = {"outside": "beyond limit", "within": "not beyond", "not_known": "not known", "not_done": "not done"}
_UNTESTED = "not tested"
_SHARED = "*: one result for several components; it does not say which"
_SIGNED = (
    "Triangle: beyond a published limit",
    "Disc: a limit was read, and the result is not beyond it",
    "Ring: done, and not known on which side",
    "Dashed ring: not done",
    "Dashed frame: not tested, which is no sign that all is well",
    "No sum is made",
)


def profile_picture(profile: Sequence[Data]) -> Picture | None:
    """A row for each component, below it one for each test; None without a component."""
    if not profile:
        return None
    drawing = _Drawing()
    top = drawing.heads()
    for component in profile:
        top = drawing.component(component, top)
    shared = any(test["shared"] for component in profile for test in component["tests"])
    signs = (*_SIGNED, _SHARED) if shared else _SIGNED
    return Picture(whole(drawing.layers(), _WIDTH, top), profile_in_words(profile), signs)


def profile_in_words(profile: Sequence[Data]) -> str:
    """The same as text: every component, every test with its standing and why."""
    parts = []
    for component in profile:
        tests = [_told(test) for test in component["tests"]]
        said = tests if component["tested"] else [_UNTESTED, *tests]
        parts.append(f"{component['label']}: {', '.join(said)}")
    return f"{'; '.join(parts)}."


def _told(test: Data) -> str:
    """A standing, and the limits or the reason where they say more."""
    says, word = str(test["says"]), _WORDS[test["state"]]
    return f"{test['label']} {says}" if says.startswith(word) else f"{test['label']} {word} ({says})"


def columns(profile: Sequence[Data], count: int = 2) -> list[list[Data]]:
    """The components in their order, parted so that columns beside one another are about as high."""
    heights = [_height(component) for component in profile]
    parted: list[list[Data]] = [[]]
    filled, share = 0, sum(heights) / count
    for component, height in zip(profile, heights, strict=True):
        if filled + height / 2 > share * len(parted) and parted[-1] and len(parted) < count:
            parted.append([])
        parted[-1].append(component)
        filled += height
    return parted


def _height(component: Data) -> int:
    return _HEAD + _GAP + sum(_LINE * len(_lines(test)) + 4 for test in component["tests"])


def _lines(test: Data) -> list[str]:
    return wrap(f"{test['label']}{'*' if test['shared'] else ''}", _IN_A_LINE) or [""]


def _middle(state: str) -> int:
    return _FIRST + _LANE * _LANES.index(state)


class _Drawing:
    """Places of everything that is drawn, gathered so that what looks alike is one layer: each costs the renderer time."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, str], list[Data]] = {}
        self.signs: dict[str, list[Data]] = {}
        self.bands: dict[bool, list[Data]] = {True: [], False: []}

    def heads(self) -> int:
        """What each lane is, above all rows."""
        for state in _LANES:
            lines = wrap(_HEADS[state], _IN_A_HEAD)
            for number, line in enumerate(lines):
                self._text(line, _middle(state), _LINE * (number + 2.5 - len(lines)), "center")
        return 2 * _LINE + _GAP // 2

    def component(self, component: Data, top: int) -> int:
        middle, tested = top + _HEAD / 2, component["tested"]
        self.bands[tested].append({"left": 0, "right": _WIDTH, "top": top, "low": top + _HEAD})
        self._text(str(component["label"]), _INSET, middle, "left", "bold")
        if not tested:
            self._text(_UNTESTED, _WIDTH - _INSET, middle, "right")
        below = top + _HEAD + _GAP // 2
        for test in component["tests"]:
            below = self._test(test, below)
        return below + _GAP // 2

    def _test(self, test: Data, top: int) -> int:
        lines = _lines(test)
        for number, line in enumerate(lines):
            self._text(line, _INSET, top + _LINE * (number + 0.5), "left")
        self.signs.setdefault(test["state"], []).append(
            {"x": _middle(test["state"]), "y": top + _LINE * len(lines) / 2}
        )
        return top + _LINE * len(lines) + _GAP // 2

    def _text(self, says: str, x: float, y: float, align: str, weight: str = "normal") -> None:
        self.texts.setdefault((align, weight), []).append({"says": says, "x": x, "y": y})

    def layers(self) -> list[Spec]:
        """From the ground up: bands, then text, then signs."""
        x, y = _place("x"), _place("y")
        edges = {
            "x": x | {"field": "left"},
            "x2": {"field": "right"},
            "y": y | {"field": "top"},
            "y2": {"field": "low"},
        }
        found = [layer(rows, _BANDS[tested], edges) for tested, rows in self.bands.items() if rows]
        for (align, weight), rows in self.texts.items():
            mark = {"type": "text", "align": align, "baseline": "middle", "fontSize": LABEL_SIZE, "fontWeight": weight}
            found.append(layer(rows, mark | {"color": INK}, {"x": x, "y": y, "text": {"field": "says"}}))
        return [*found, *(layer(rows, _sign(state), {"x": x, "y": y}) for state, rows in self.signs.items())]


def _place(axis: str) -> Spec:
    """Places are given in the units of the picture itself."""
    return {"field": axis, "type": "quantitative", "axis": None, "scale": None}


def _sign(state: str) -> Spec:
    shape, fill, dashed = _SIGNS[state]
    mark = {"type": "point", "shape": shape, "size": _AREA, "stroke": fill or INK, "strokeWidth": 2, "opacity": 1}
    return mark | ({"fill": fill} if fill else {"filled": False}) | ({"strokeDash": [3, 3]} if dashed else {})
