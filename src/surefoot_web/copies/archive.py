"""One file for everything: a tar stream under age. Its last member says what is in it, with digests.

Nothing is written in plain text on the way: the tar is made and read through a pipe.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import pyrage

from surefoot_web.config.home import settle

from .faults import refused

FORMAT = "surefoot-backup/1"
MANIFEST = "manifest.json"
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive: the name it has there, and where it lies now."""

    name: str
    path: Path


def archive_write(
    target: Path, members: Iterable[Member], about: dict[str, Any], recipients: list[pyrage.x25519.Recipient]
) -> dict[str, Any]:
    """Write `target` whole or not at all, and return the manifest: `about`, and the SHA-256 of every file. Raises OSError."""
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with unfinished.open("xb") as sealed:
            os.fchmod(sealed.fileno(), 0o600)
            manifest = _through_a_pipe(
                lambda plain: _tar_write(plain, members, about),
                lambda plain: _seal(plain, sealed, recipients),
            )
            sealed.flush()
            os.fsync(sealed.fileno())
        unfinished.replace(target)
        settle(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


class _Telling:
    """A file to write to that keeps its own error: age would tell of it in words alone."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.error: OSError | None = None

    def write(self, piece: bytes) -> int:
        try:
            return self.file.write(piece)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        self.file.flush()


def _seal(plain: BinaryIO, sealed: BinaryIO, recipients: list[pyrage.x25519.Recipient]) -> None:
    telling = _Telling(sealed)
    try:
        pyrage.encrypt_io(plain, telling, recipients)
    except pyrage.EncryptError as error:
        raise telling.error or error from error


def _through_a_pipe(write: Callable[[BinaryIO], Any], read: Callable[[BinaryIO], Any]) -> Any:
    """Run `read` on what `write` writes, and return what `write` returned. Of two errors the one that came first is raised."""
    out, into = os.pipe()
    with ThreadPoolExecutor(1) as beside:
        written = beside.submit(_closing, into, write)
        try:
            with os.fdopen(out, "rb") as plain:
                read(plain)
        except Exception as ended:
            wrong = written.exception()
            if wrong is None or isinstance(wrong, BrokenPipeError):
                raise
            raise wrong from ended
        return written.result()


def _closing(handle: int, write: Callable[[BinaryIO], Any]) -> Any:
    with os.fdopen(handle, "wb") as file:
        return write(file)


def _tar_write(plain: BinaryIO, members: Iterable[Member], about: dict[str, Any]) -> dict[str, Any]:
    files: dict[str, str] = {}
    with tarfile.open(fileobj=plain, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        for member in members:
            files[member.name] = _add(tar, member)
        manifest = {"format": FORMAT, **about, "files": files}
        text = json.dumps(manifest, sort_keys=True).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(text)
        tar.addfile(entry, io.BytesIO(text))
    return manifest


class _Hashed:
    """A file that keeps the digest of what was read of it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.hash.update(piece)
        return piece


def _add(tar: tarfile.TarFile, member: Member) -> str:
    with member.path.open("rb") as file:
        hashed = _Hashed(file)
        entry = tarfile.TarInfo(member.name)
        entry.size = os.fstat(file.fileno()).st_size
        tar.addfile(entry, hashed)  # type: ignore[arg-type]  # only read() is asked of it
    return hashed.hash.hexdigest()


def archive_read(source: Path, identity: pyrage.x25519.Identity, into: Path) -> dict[str, Any]:
    """Unpack `source` into the empty folder `into` and return its manifest, every digest compared. Raises CopyRefused, OSError."""
    try:
        with source.open("rb") as sealed:
            manifest = _unseal(sealed, identity, into)
    except (pyrage.DecryptError, OSError) as error:
        if getattr(error, "errno", None):  # the disk's own error; age's has no number
            raise
        says = "This file cannot be opened with this key, or it was changed or cut short."
        raise refused("SF-W915", source, says, "Try another key or an earlier copy.") from error
    except (tarfile.TarError, ValueError, KeyError) as error:
        raise refused(
            "SF-W916", source, "This file is not a copy of a clinic.", "Name a file that surefoot backup wrote."
        ) from error
    return manifest


def _unseal(sealed: BinaryIO, identity: pyrage.x25519.Identity, into: Path) -> dict[str, Any]:
    unpacked: dict[str, Any] = {}

    def unpack(plain: BinaryIO) -> None:
        unpacked.update(_tar_read(plain, into))

    _through_a_pipe(lambda plain: pyrage.decrypt_io(sealed, plain, [identity]), unpack)
    return unpacked


def _tar_read(plain: BinaryIO, into: Path) -> dict[str, Any]:
    found: dict[str, str] = {}
    manifest: dict[str, Any] = {"format": None}
    with tarfile.open(fileobj=plain, mode="r|") as tar:
        for entry in tar:
            content = tar.extractfile(entry)
            if content is None:
                raise ValueError(entry.name)
            if entry.name == MANIFEST:
                manifest = json.loads(content.read())
            else:
                found[entry.name] = _write(content, _inside(into, entry.name))
    while plain.read(
        PIECE
    ):  # the writer's end must be read to the last byte: that is where age tells a file that was cut
        pass
    if manifest["format"] != FORMAT or manifest["files"] != found:
        raise ValueError(FORMAT)
    return manifest


def _inside(folder: Path, name: str) -> Path:
    """The place of `name` in `folder`. Raises ValueError for a name that leads out of it, and for one that comes twice."""
    parts = PurePosixPath(name).parts
    if not parts or parts[0] == "/" or ".." in parts:
        raise ValueError(name)
    path = folder.joinpath(*parts)
    if path.exists():
        raise ValueError(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def _write(content: Any, path: Path) -> str:
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := content.read(PIECE):
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()
