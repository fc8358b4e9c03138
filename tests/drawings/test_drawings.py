"""Every drawing stands alone, says nothing it should not, and can be told from its ground."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import typst
import yaml

import surefoot.knowledge
from surefoot.drawings import UnknownDrawing, describe, has, names, svg
from surefoot.drawings.scene import _DATA, _drawn
from surefoot.drawings.themes import THEMES

LARGEST_BYTES = 12_000
LEAST_CONTRAST = 3.0
SVG = "{http://www.w3.org/2000/svg}"
PAINTS = {"path", "circle"}
ATTRIBUTES = {"d", "cx", "cy", "r", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-dasharray", "paint-order"}  # fmt: skip
AGREED = [
    *(f"feet/{name}" for name in ("soles", "tops", "shoe_good", "shoe_poor")),
    *(f"home/{name}" for name in ("loose_rug", "dark_stairs", "no_grab_bar", "clutter", "cords", "no_handrail", "high_shelf", "wet_floor")),
    *(f"after_fall/step_{number}" for number in range(1, 7)),
]  # fmt: skip


@pytest.mark.parametrize("name", AGREED)
def test_the_agreed_names_are_drawn(name: str) -> None:
    assert has(name)


def test_every_exercise_and_every_physical_test_is_drawn_and_nothing_else() -> None:
    data = Path(surefoot.knowledge.__file__).parent / "data"
    listed = yaml.safe_load((data / "exercises" / "home.yaml").read_text("utf-8"))["exercises"]
    exercises = {f"exercises/{entry['id']}" for entry in listed}
    tests = {f"tests/{path.stem}" for path in (data / "instruments" / "tests").glob("*.yaml")}
    assert {*exercises, *tests, *AGREED} == set(names())


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("theme", THEMES)
def test_a_drawing_is_shapes_alone(name: str, theme: str) -> None:
    drawn = svg(name, theme=theme)
    root = ET.fromstring(drawn)  # noqa: S314 - drawn by us
    assert root.tag == f"{SVG}svg"
    assert re.fullmatch(r"0 0 \d+ \d+", root.attrib["viewBox"])
    assert root.attrib["aria-hidden"] == "true"
    assert {child.tag for child in root.iter() if child is not root} <= {SVG + kind for kind in PAINTS}
    assert {key for child in root for key in child.attrib} <= ATTRIBUTES
    assert not re.search(r"href|url\(|style|script|\bid=|nan|inf", drawn)
    assert len(drawn.encode()) < LARGEST_BYTES


@pytest.mark.parametrize("name", names())
def test_the_same_drawing_every_time(name: str) -> None:
    first = svg(name)
    _drawn.cache_clear()
    assert svg(name) == first


@pytest.mark.parametrize("name", names())
def test_nothing_is_cut_off_far_outside(name: str) -> None:
    """Every point of a shape lies on the drawing, or a hand's breadth beyond its edge."""
    root = ET.fromstring(svg(name))  # noqa: S314 - drawn by us
    wide, high = (float(word) for word in root.attrib["viewBox"].split()[2:])
    for path in root.iter(f"{SVG}path"):
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path.attrib["d"]):
            assert -8 <= float(x) <= wide + 8
            assert -8 <= float(y) <= high + 8


@pytest.mark.parametrize("name", names())
def test_typst_takes_it(name: str) -> None:
    source = '#set document(title: "t")\n#image(bytes(sys.inputs.svg), format: "svg", width: 5cm, alt: "a")'
    pdf = typst.compile(source.encode(), sys_inputs={"svg": svg(name, theme="print")}, ignore_system_fonts=True)
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize("name", names())
def test_what_is_seen_is_told_in_both_languages(name: str) -> None:
    english, spanish = describe(name, "en"), describe(name, "es")
    assert english != spanish
    for text in (english, spanish):
        assert text[0].isupper()
        assert text.endswith(".")
        assert len(text.split()) >= 8
        assert not re.search(r"\d", text), "a number is told by the protocol, not by the picture"


@pytest.mark.parametrize("theme", THEMES)
def test_lines_stand_out_from_what_is_behind_them(theme: str) -> None:
    colours = THEMES[theme]
    for line in (colours.ink, colours.accent, colours.stop):
        for behind in (colours.ground, colours.floor):
            assert contrast(line, behind) >= LEAST_CONTRAST
    for fill in (
        colours.skin,
        colours.top,
        colours.trousers,
        colours.staff_top,
        colours.thing,
        colours.thing_dark,
        colours.night,
    ):
        assert contrast(colours.ink, fill) >= LEAST_CONTRAST, fill


@pytest.mark.parametrize("theme", THEMES)
def test_the_moving_part_is_told_by_lightness_not_by_hue(theme: str) -> None:
    colours = THEMES[theme]
    for other in (colours.top, colours.trousers, colours.skin):
        assert contrast(colours.accent, other) >= LEAST_CONTRAST


def contrast(one: str, other: str) -> float:
    light, dark = sorted((lightness(one), lightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("call", "where"),
    [
        (lambda: svg("tests/none"), "drawing tests/none"),
        (lambda: svg("tests/tug", theme="pink"), "drawing tests/tug pink"),
        (lambda: describe("tests/tug", "fr"), "drawing tests/tug fr"),
        (lambda: describe("../poses", "en"), "drawing ../poses"),
    ],
)
def test_an_unknown_name_is_refused(call, where: str) -> None:
    with pytest.raises(UnknownDrawing) as refused:
        call()
    (fault,) = refused.value.faults
    assert (fault.code, fault.where) == ("SF-D001", where)


def test_no_pose_is_left_unused() -> None:
    poses = yaml.safe_load((_DATA / "poses.yaml").read_text("utf-8"))
    texts = "".join(path.read_text("utf-8") for path in _DATA.glob("*.yaml"))
    assert not [pose for pose in poses if not re.search(rf"pose: {pose}\b", texts)]
