"""A length in a drawing is the one of the test's own protocol; no drawing holds one of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import surefoot.knowledge
from surefoot.drawings import svg
from surefoot.drawings.course import length_of
from surefoot.drawings.scene import _scenes

TESTS = Path(surefoot.knowledge.__file__).parent / "data" / "instruments" / "tests"
SHOWN = [
    (name, values["of"])
    for name, scene in _scenes().items()
    for part in scene["parts"]
    for kind, values in part.items()
    if kind == "distance"
]
WRITTEN = [
    (name, values["text"])
    for name, scene in _scenes().items()
    for part in scene["parts"]
    for kind, values in part.items()
    if kind == "digits"
]


@pytest.mark.parametrize(("name", "test"), SHOWN)
def test_a_drawing_shows_the_length_of_its_own_test(name: str, test: str) -> None:
    assert name == f"tests/{test}"
    data = yaml.safe_load((TESTS / f"{test}.yaml").read_text("utf-8"))
    told = [*data["protocol"]["setup"], *(entry["says"] for entry in data.get("conditions", []))]
    assert any(re.search(rf"(?<![\d.]){re.escape(length_of(test))}", text) for text in told)


def test_every_course_whose_length_is_set_shows_it() -> None:
    """Where the protocol sets `course_m`, the drawing shows it."""
    set_by_protocol = {
        path.stem
        for path in TESTS.glob("*.yaml")
        if any(entry["id"] == "course_m" for entry in yaml.safe_load(path.read_text("utf-8")).get("conditions", []))
    }
    assert set_by_protocol
    assert set_by_protocol <= {test for _, test in SHOWN}


@pytest.mark.parametrize(("name", "text"), WRITTEN)
def test_other_digits_are_numbers_of_parts_not_lengths(name: str, text: str) -> None:
    assert re.fullmatch(r"\d+( \d+)*", text), name


def test_a_length_comes_from_the_file_and_a_protocol_without_one_is_refused() -> None:
    assert length_of("tug") == "3 m (10 ft)"
    assert length_of("eight_foot_up_and_go") == "2.44 m (8 ft)"
    assert length_of("gait_speed") == "4 m"
    with pytest.raises(LookupError):
        length_of("grip_strength")


def test_a_changed_length_changes_the_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    from surefoot.drawings import scene

    before = svg("tests/tug")
    monkeypatch.setattr(scene, "length_of", lambda test: "7 m")
    scene._drawn.cache_clear()
    assert svg("tests/tug") != before
    scene._drawn.cache_clear()
