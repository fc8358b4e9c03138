"""No clinical number in the web app either, and none hidden in a text: turned into a number, compared as one, or told with its unit."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "src"
WEB = [path for path in sorted((SOURCES / "surefoot_web").rglob("*.py")) if "migrations" not in path.parts]
ALL = [path for path in sorted(SOURCES.rglob("*.py")) if "migrations" not in path.parts]

STRUCTURAL = {-1, 0, 1, 2}
STATUSES = {200, 400, 403, 404, 409, 422, 500}  # answers of HTTP
SIZES = {
    "max_length",
    "max_digits",
    "decimal_places",
    "rows",
    "cols",
}  # keywords and keys that hold the size of a field
ALLOWED: dict[str, set[float]] = {
    # file: numbers that are not clinical, each for the reason said
    "accounts/doors/adapters.py": {300},  # seconds to wait after too many tries
    "accounts/doors/client.py": {64},  # bits of an address
    "accounts/doors/events.py": {300},  # seconds
    "accounts/doors/forms.py": {60},  # characters of a name
    "accounts/doors/limits.py": {60},  # seconds of a minute
    "accounts/doors/lock.py": {
        3,
        4,
        20,
        423,
        3600,
    },  # forms held, shares and seconds between writes, an answer of HTTP, an hour
    "accounts/forms_people.py": {64, 150},  # characters of a name
    "accounts/set_up.py": {0o600},  # rights of a file
    "billing/forms.py": {1_000_000},  # bytes of a file
    "billing/forms_data.py": {60},  # characters of a name
    "billing/selectors_claims.py": {50},  # visits on a page
    "billing/selectors_knowledge.py": {4},  # digits of a year
    "commands/demo_clinic.py": {3, 7, 8, 11, 19, 30, 1937, 1941, 1948, 1956},  # birthdays of made-up people
    "commands/demo_visits.py": {3, 45},  # a made-up visit: how many words, minutes ago
    "commands/serve.py": {8000},  # port
    "commands/server.py": {4, 65536},  # tries, ports
    "components/gallery.py": {12, 120},  # examples
    "components/templatetags/surefoot.py": {3},  # words shown
    "components/views.py": {24, 60, 365},  # how long a browser keeps a picture
    "copies/archive.py": {20, 0o600, 0o700},  # bytes at a time, rights of a file
    "copies/keys.py": {0o600, 0o700},  # rights of a file
    "copies/making.py": {0o600, 0o700},
    "copies/postgresql.py": {0o700},
    "copies/restoring.py": {0o600, 0o700},
    "config/cache.py": {100_000},  # entries
    "config/database.py": {5},  # seconds to wait for a lock
    "config/env.py": {5, 10, 60},  # most proxies, idle minutes
    "config/error_pages.py": {429},  # an answer of HTTP
    "config/home.py": {0o600, 0o700, 64},  # rights of a file, length of a key
    "config/settings/sign_in.py": {5, 10, 60},  # minutes that a confirmation holds, seconds of one
    "config/settings/security.py": {12, 365, 1000, 1_000_000},  # length of a password, hours, days, sizes of a form
    "followup/figures.py": {100},  # percent
    "followup/paging.py": {12},  # rows on a page
    "intake/choosing.py": {40},  # names shown
    "intake/still.py": {5, 15},  # minutes until a screen asks whether somebody is there
    "intake/questions.py": {100},  # percent
    "patients/views.py": {50},  # people on a page
    "plans/selectors_findings.py": {6},  # parts shown
    "plans/selectors_plan.py": {3},  # ideas shown first
    "records/ids.py": {7, 12, 62, 64, 76, 80, 4095, 1_000_000},  # bits of an id
    "records/lengths.py": {2000, 4000, 19000},  # longest texts
    "records/pages.py": {9},  # digits of a page number
    "trail/chain.py": {64},  # characters of a digest
    "trail/exported.py": {3},  # columns that tell the form of a file
    "trail/sealing.py": {4, 5, 0o700},  # keys kept in memory; minutes between two seals that stay; rights of a folder
    "trail/seals.py": {0o600, 4, 16},  # rights of a file, bytes of a name, characters of a key's name
    "trail/selectors.py": {50},  # events on a page
    "trail/views.py": {15},  # digits of an event's number
    "links/models.py": {3, 5},  # days a link holds, tries at the second check
    "offline/receiving.py": {500},  # envelopes of a request
    "offline/sealing.py": {12, 32},  # bytes of a nonce and of a key
    "offline/views.py": {2_000_000},  # bytes of a request
    "visits/clock_state.py": {1000},  # milliseconds of a second
    "visits/models/device.py": {3, 4},  # minutes a code holds, hours a device stays
    "visits/models/stopwatch.py": {1000},  # milliseconds of a second
    "visits/pressing.py": {9, 24, 60, 1000},  # digits of a row version; hours, minutes and milliseconds
}
UNITS = r"(?:s|sec|seconds?|min|minutes?|hours?|m|cm|mm|feet|inches|mmHg|m/s|mph|kg|years?|points?|stands|falls|medicines|%|percent)"
FIGURE = re.compile(rf"(?<![\w\\#.-])\d+(?:[.,]\d+)?[ -]?{UNITS}(?![\w-])")
WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|sixty"
SPELT = re.compile(rf"\b(?:{WORDS}) {UNITS}(?![\w-])", re.IGNORECASE)
TOLD = {  # texts that hold a number with a unit and state no limit of the knowledge, each for the reason said
    "surefoot_web/commands/demo_clinic.py": "what made-up people tell",
    "surefoot_web/config/settings/sign_in.py": "how often a password may be tried, as allauth writes it",
    "surefoot_web/components/gallery.py": "an example of a fault, on the page that shows every component",
}
CENTS = "surefoot/interop/fhir/r4/claim.py"  # rounds money to 0.01
NUMERAL = re.compile(r"-?\d+(?:\.\d+)?")
TURNED = {"Decimal", "float", "int", "Fraction"}


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCES))


@pytest.mark.parametrize("path", WEB, ids=_name)
def test_no_clinical_number_stands_in_the_web_app(path: Path) -> None:
    name = str(path.relative_to(SOURCES / "surefoot_web"))
    allowed = STRUCTURAL | STATUSES | ALLOWED.get(name, set())
    strays = [f"line {line}: {value}" for line, value in _numbers(_tree(path)) if value not in allowed]
    assert not strays, f"{name} holds numbers that belong in a knowledge file: {strays}"


def test_every_allowance_is_used() -> None:
    for name, numbers in ALLOWED.items():
        assert numbers <= {value for _, value in _numbers(_tree(SOURCES / "surefoot_web" / name))}, name


@pytest.mark.parametrize("path", [path for path in ALL if _name(path) != CENTS], ids=_name)
def test_no_text_is_turned_into_a_number_or_compared_as_one(path: Path) -> None:
    assert not list(_turned(_tree(path)))


@pytest.mark.parametrize("path", [path for path in ALL if _name(path) not in TOLD], ids=_name)
def test_no_text_tells_a_number_with_its_unit(path: Path) -> None:
    """What a page, note or letter tells of a limit comes from the knowledge, with its source."""
    assert not [
        f"line {line}: {text}" for line, text in _texts(_tree(path)) if FIGURE.search(text) or SPELT.search(text)
    ]


@pytest.mark.parametrize(
    "code",
    [
        'x >= Decimal("8")',
        'x = float("12")',
        'x < "12"',
        'f"below {x} of 12 s"',
        'y = "at least five falls"',
        'int("65")',
    ],
)
def test_a_hidden_number_is_found(code: str) -> None:
    tree = ast.parse(code)
    found = [*_turned(tree), *(text for _, text in _texts(tree) if FIGURE.search(text) or SPELT.search(text))]
    assert found


@pytest.mark.parametrize(
    "code", ['x == "97750"', 'y = "step 2 of 3"', 'Decimal("0")', 'y = "P-12 s"', 'x in ("1", "0")']
)
def test_a_code_or_a_place_is_no_hidden_number(code: str) -> None:
    tree = ast.parse(code)
    assert not [*_turned(tree), *(text for _, text in _texts(tree) if FIGURE.search(text) or SPELT.search(text))]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _numbers(tree: ast.AST) -> Iterator[tuple[int, float]]:
    """Every number but the sizes of fields, which keywords name."""
    sizes = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in SIZES
        for part in ast.walk(node.value)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            named = (part for key, part in zip(node.keys, node.values, strict=True) if _word(key) in SIZES)
            sizes |= {id(part) for part in named}
    for node in ast.walk(tree):
        number = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
        if number and not isinstance(node.value, bool) and id(node) not in sizes:
            yield node.lineno, node.value


def _word(node: ast.AST | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _turned(tree: ast.AST) -> Iterator[str]:
    """Numerals that become numbers, and numerals by which something is ordered. Equal or not is how codes are compared."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TURNED:
            yield from (f"line {node.lineno}" for part in node.args[:1] if _numeral(part))
        if isinstance(node, ast.Compare) and any(
            isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops
        ):
            yield from (f"line {node.lineno}" for part in (node.left, *node.comparators) if _numeral(part))


def _numeral(node: ast.AST) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    return NUMERAL.fullmatch(node.value.strip()) is not None and float(node.value) not in STRUCTURAL


def _texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text but those that say what a module, class or function is for."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value
