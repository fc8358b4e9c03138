"""Uploaded files as files of a folder that goes again, under the names they came with."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_OTHER = re.compile(r"[^A-Za-z0-9._-]+")


@contextmanager
def kept_for_now(files: Sequence[Any]) -> Iterator[list[Path]]:
    """The paths of the files, in their order; removed at the end."""
    with tempfile.TemporaryDirectory(prefix="surefoot-") as folder:
        yield [_written(Path(folder) / str(number), one) for number, one in enumerate(files)]


def _written(folder: Path, one: Any) -> Path:
    folder.mkdir()
    path = folder / (_OTHER.sub("_", Path(str(one.name)).name).lstrip(".") or "file")
    with path.open("wb") as file:
        for chunk in one.chunks():
            file.write(chunk)
    return path
