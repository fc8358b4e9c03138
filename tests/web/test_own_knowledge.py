"""The clinic's own knowledge files stand on top of what is packaged, in every page and in what a signature keeps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from surefoot.cli import main
from surefoot.knowledge import load as packaged
from surefoot.knowledge import load_texts
from surefoot.knowledge.loader import Text
from surefoot_web.config.knowledge import load
from surefoot_web.notes.packs import pack_keep
from tests.interop import ncci_files


@pytest.fixture
def home(settings, tmp_path: Path) -> Path:
    settings.SUREFOOT_HOME = tmp_path
    (tmp_path / "packs").mkdir()
    return tmp_path


def test_without_own_files_it_is_what_is_packaged(home: Path) -> None:
    assert load().digest == packaged().digest


def test_an_import_is_read_and_kept_with_a_signature(home: Path) -> None:
    files = ncci_files.parts(home)
    assert main(["ncci", "import", "--home", str(home), *map(str, files)]) == 0
    knowledge = load()
    assert "ncci_practitioner_2026q4_import" in knowledge.edits
    assert knowledge.digest != packaged().digest
    kept = json.loads((home / pack_keep(knowledge.digest)).read_text("utf-8"))
    again = load_texts([Text(name, text) for name, text in kept.items()])
    assert again.digest == knowledge.digest
