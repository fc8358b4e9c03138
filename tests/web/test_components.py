"""The stylesheet's contrast, the strict content policy, and what each template part says."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from surefoot.errors import MissingExtra
from surefoot_web import components
from surefoot_web.components import gallery
from surefoot_web.components.pictures import profile_shown, result_shown
from surefoot_web.components.templatetags.surefoot import in_part, trial_words

ROOM = Path(components.__file__).parent
CSS = (ROOM / "static/components/surefoot.css").read_text(encoding="utf-8")
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOM / "static/components").glob("*.js"))
PAGES = ["", *(f"{page}/" for page in gallery.PAGES), "patient/?language=es"]

GROUNDS = ["ground", "surface", "sunken", "accent-tint", "look-tint", "stop-tint"]
TEXT_PAIRS = [
    *itertools.product(["text"], GROUNDS),
    *itertools.product(["text-soft"], ["ground", "surface", "sunken", "accent-tint"]),
    *itertools.product(["accent"], ["ground", "surface", "sunken", "accent-tint"]),
    *itertools.product(["look-text"], ["ground", "surface", "look-tint"]),
    *itertools.product(["stop"], ["ground", "surface", "stop-tint"]),
    ("accent-strong", "ground"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-stop", "stop"),
    ("on-stop", "stop-strong"),
]
LINE_PAIRS = [
    *itertools.product(["line-control"], ["ground", "surface", "sunken"]),
    *itertools.product(["look"], ["ground", "surface", "look-tint"]),
    *itertools.product(["accent"], ["ground", "surface", "line"]),
]


def palette(theme: str) -> dict[str, str]:
    """Return name to "#rrggbb" of the light or the dark theme, as the stylesheet states them."""
    light, dark = CSS.split("@media (prefers-color-scheme: dark)", 1)
    block = light if theme == "light" else dark[: dark.index("}")]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_stands_out(theme: str, text: str, ground: str) -> None:
    colours = palette(theme)
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), LINE_PAIRS)
def test_controls_stand_out(theme: str, line: str, ground: str) -> None:
    colours = palette(theme)
    assert contrast(colours[line], colours[ground]) >= 3


def test_both_themes_name_the_same_colours() -> None:
    assert palette("light").keys() == palette("dark").keys()


def test_colours_are_stated_once_by_role() -> None:
    rules = re.sub(r":root \{.*?\}", "", CSS, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s])", rules) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize(
    "path", [*TEMPLATES, *SCRIPTS, ROOM / "static/components/surefoot.css"], ids=lambda path: path.name
)
def test_no_third_party_address(path: Path) -> None:
    assert not re.search(r"(https?:)?//[a-z0-9-]+\.[a-z]", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize("page", PAGES)
def test_every_gallery_page_answers(page: str) -> None:
    assert Client().get(f"/gallery/{page}").status_code == 200


def test_an_unknown_gallery_page_is_not_found() -> None:
    assert Client().get("/gallery/elsewhere/").status_code == 404


def test_patient_screens_lead_nowhere_into_the_clinic() -> None:
    page = Client().get("/gallery/patient/").content.decode()
    assert "masthead" not in page
    assert "Sign out" not in page
    assert "Part 1 of 9: Staying steady · question 8 of 12" in page


def test_patient_screens_speak_spanish() -> None:
    page = Client().get("/gallery/patient/?language=es").content.decode()
    assert '<html lang="es"' in page
    assert "Parte 1 de 9: Mantenerse firme · pregunta 8 de 12" in page
    assert "Letra más grande" in page


def test_larger_text_is_kept_and_never_leads_away() -> None:
    reply = Client().post("/text-size/", {"text": "larger", "next": "https://elsewhere.example/"})
    assert reply.url == "/"
    assert reply.cookies["surefoot_text"].value == "larger"


def part(name: str, **context: object) -> str:
    return render_to_string(f"components/parts/{name}.html", context)


LIMIT = {"id": "l", "kind": "limit", "name": "Some limit", "value": 12, "answer": "yes", "says": "14.2 s ≥ 12 s"}
NORM = {"id": "n", "label": "Some norm", "mean": 9.2, "low": 8.2, "high": 10.2, "n": 113, "source": ["some-source"]}


def score(**changes: object) -> dict[str, object]:
    base = {"label": "Timed Up and Go", "value": 14.2, "unit": "s", "status": "measured", "norms": []}
    return {
        **base,
        "comparisons": [LIMIT],
        **changes,
    }


def test_a_test_not_done_shows_its_reason_and_no_number() -> None:
    page = part("result", score=score(value=None, status="not_done", reason="unsafe"))
    assert "not done: unsafe" in page
    assert "result__value" not in page
    assert "figure" not in page


def test_a_zero_is_a_result() -> None:
    assert "Timed Up and Go: 0 s; limit 12 s (Some limit)" in part("result", score=score(value=0))


def test_the_picture_says_its_numbers_the_norm_its_n_and_what_each_sign_means() -> None:
    norm = {**NORM, "statistic": "25th to 75th percentile", "n_says": "in this group"}
    page = part("result", score=score(norms=[norm]))
    says = "14.2 s; limit 12 s (Some limit); norm mean 9.2 s, 8.2 s to 10.2 s, n = 113 in this group, Some norm."
    assert f'role="img" aria-label="Timed Up and Go: {says}"' in page
    assert "Bar: 25th to 75th percentile" in page
    assert page.count("<svg") > part("result", score=score(comparisons=[])).count("<svg")


def test_the_picture_says_which_of_its_numbers_are_unverified() -> None:
    norm = {**NORM, "statistic": "range", "confidence": "unverified"}
    unsure, checked = ({**LIMIT, "confidence": sure} for sure in ("unverified", "secondary"))
    shown = result_shown(score(norms=[norm], comparisons=[unsure]))
    assert shown is not None
    assert "limit 12 s (Some limit (unverified))" in shown.alternative
    assert "Some norm (unverified)" in shown.alternative
    assert "Some limit (unverified)" in shown.svg
    other = result_shown(score(comparisons=[checked]))
    assert other is not None
    assert "unverified" not in other.svg + other.alternative


def test_a_norm_that_the_picture_draws_in_place_of_the_first_is_named_with_its_source() -> None:
    of_the_mean = {**NORM, "statistic": "95 % confidence interval of the mean"}
    bell = {**NORM, "id": "b", "label": "The bell", "sd": 2, "n": 77, "source": ["other-source"]}
    page = part("result", score=score(norms=[of_the_mean, bell]))
    assert "Drawn in the picture: The bell, n = 77:" in page
    assert "Drawn in the picture" not in part("result", score=score(norms=[of_the_mean]))


def test_no_norm_is_said_in_the_picture_too() -> None:
    page = part("result", score=score(no_norm="no norm for age 45"))
    assert "No norm for age 45, so no curve is drawn" in page


def test_without_a_renderer_the_words_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_spec: object) -> str:
        raise MissingExtra("documents", "A document's picture")

    monkeypatch.setattr("surefoot_web.components.pictures.svg_of", missing)
    page = part("result", score=score())
    assert "<figcaption>Timed Up and Go: 14.2 s; limit 12 s (Some limit)" in page
    assert 'role="img"' not in page


def test_no_profile_is_no_picture() -> None:
    assert profile_shown([]) is None


@pytest.mark.parametrize("sure", ["unverified", "verified", None])
def test_a_factor_says_that_it_rests_on_something_unverified(sure: str | None) -> None:
    trace = {"op": "x", "answer": "yes", "says": "", "source": [], "because": [], "missing": [], "id": None}
    factor = {
        "id": "alone",
        "label": "Lives alone",
        "answer": "yes",
        "modifiable": "no",
        "plain": {"en": "You live alone."},
    }
    page = part("factor", factor={**factor, "grounds": [], "effects": [], "confidence": sure, "trace": trace})
    assert ("rests in part on something" in page) == (sure == "unverified")


def test_a_level_says_that_it_rests_in_part_on_something_unverified() -> None:
    step = {
        "op": "at_least",
        "answer": "yes",
        "label": "Timed Up and Go",
        "says": "14.2 s ≥ 12 s",
        "confidence": "unverified",
    }
    level = {"confidence": "unverified", "rests_on_unverified": False, "trace": {"because": [step]}}
    assert in_part(level) == "Rests in part on something unverified: Timed Up and Go, 14.2 s ≥ 12 s."
    assert in_part({**level, "level": "not_known"}) == ""
    assert in_part({**level, "confidence": "secondary"}) == ""
    assert in_part({**level, "rests_on_unverified": True}) == ""  # then it says more


def test_no_picture_where_nothing_stands_against_the_value() -> None:
    assert result_shown(score(comparisons=[])) is None
    assert result_shown(score(value=None, range=None)) is None


def test_coordinates_are_numbers_in_every_language() -> None:
    with translation.override("es"):
        assert ">14.25 s</text>" in part("result", score=score(value=14.25))


def test_an_answer_we_do_not_know_is_not_known() -> None:
    from surefoot_web.components.templatetags.surefoot import answer_mark, confidence_mark

    assert answer_mark(None)["kind"] == "not_known"
    assert confidence_mark(None)["bars"] == 1


def test_no_choice_is_made_for_the_provider() -> None:
    page = Client().get("/gallery/staff/").content.decode()
    undecided = page[page.index('id="suggestion-sample-exercise"') : page.index('id="suggestion-sample-decided"')]
    assert re.findall(r'name="decision" value="(accepted|changed.less|declined.not_wanted)"(.*?)>', undecided) == [
        ("accepted", ""),
        ("changed.less", ""),
        ("declined.not_wanted", ""),
    ]
    assert "checked" not in Client().get("/gallery/").content.decode().split("Patient present")[1].split("Drawing")[0]


def test_a_requirement_that_does_not_apply_has_no_mark_of_an_answer() -> None:
    page = part("requirement", requirement={"id": "R20", "says": "Asked.", "state": "not_applicable"})
    assert "does not apply" in page
    assert "mark--" not in page


def test_a_refused_field_keeps_what_was_typed() -> None:
    page = Client().get("/gallery/").content.decode()
    assert 'value="142"' in page
    assert "enter 14.2" in page


def test_a_trial_reads_as_words() -> None:
    page = part("result", score=score(trials=[{"time_s": 14.2, "aid": "none", "side": None}, {"stands_count": 8}]))
    assert "time 14.2 s; stands 8" in page


@pytest.mark.parametrize(
    ("trial", "words"),
    [
        ({"aid": "none", "outcome": "unable"}, "attempted and unable"),
        (
            {"time_s": 20, "aid": "cane", "assistance": True, "event": "near_fall", "interrupted_timing": True},
            "time 20 s, aid cane, with hands-on help, near fall, timing was interrupted",
        ),
        ({"time_s": 9, "assistance": False, "interrupted_timing": False}, "time 9 s"),
        ({"stands_count": 0, "used_arms": False}, "stands 0, used arms: no"),
        (
            {"time_s": 9, "practice": True, "deviation": "wore socks"},
            "time 9 s, practice trial, not scored, done differently: wore socks",
        ),
        ({"time_s": 9, "assistance": "standby"}, "time 9 s, assistance standby"),
    ],
)  # fmt: skip
def test_a_trial_has_no_data_words(trial, words) -> None:
    assert trial_words(trial) == words


def test_text_from_people_is_escaped() -> None:
    assert "<b>" not in part("notice", text="<b>bold</b>")


def test_the_compiled_spanish_is_the_written_spanish() -> None:
    from babel.messages.mofile import read_mo
    from babel.messages.pofile import read_po

    def texts(catalog):
        return {one.id: one.string for one in catalog if one.id}

    folder = ROOM / "locale/es/LC_MESSAGES"
    with (folder / "django.po").open("rb") as written, (folder / "django.mo").open("rb") as compiled:
        assert texts(read_po(written)) == texts(read_mo(compiled))
