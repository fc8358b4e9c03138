"""The examples in the docstrings hold."""

import doctest
from types import ModuleType

import pytest

from surefoot.note import signs, wording
from surefoot.note.sections import tests
from tests.note import readability


@pytest.mark.parametrize("module", [signs, wording, tests, readability], ids=lambda module: module.__name__)
def test_examples_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
