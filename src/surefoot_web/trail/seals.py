"""Seals of an audit chain: a signature over its last event, by a key that stands outside the database.

A seal holds everything before it too, since each event holds the hash of its predecessor. Two files for each clinic, in a folder
beside the database: `<clinic>.last`, written anew after every event, and `<clinic>.jsonl`, to which a seal is added at intervals.
A copy of the second elsewhere shows what somebody did who holds this whole folder. What is signed is the canonical JSON of the seal.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KIND = "surefoot-seal/1"
PRIVATE, PUBLIC = "seal.key", "seal.pub"
ID_LENGTH = 16  # characters of a digest that name a key
MINE = 0o600


class SealRefused(Exception):
    """A key or a seal that cannot be used. The text says why, and holds a code."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The chain of `clinic` had `hash` at event `number`, at the moment `at` (ISO 8601, UTC).

    `first` is the first event that was written since the seal of event `follows`; the two are neighbours unless something was
    written that nobody sealed. `vouched`: a person at the machine sealed what was there, by command. `key` names the public key.
    """

    clinic: str
    number: int
    hash: str
    at: str
    first: int
    follows: int
    vouched: bool
    key: str
    signature: str

    @property
    def gap(self) -> range:
        """The events between the seal before and this one that this one does not speak for."""
        return range(self.follows + 1, self.first)


def key_id(public: Ed25519PublicKey) -> str:
    """The name of a key: the beginning of the SHA-256 of its 32 bytes."""
    raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:ID_LENGTH]


def signed_text(facts: dict[str, object]) -> bytes:
    """What a signature covers: the facts as canonical JSON, without the signature."""
    told = {name: value for name, value in facts.items() if name != "signature"}
    return json.dumps({"kind": KIND, **told}, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def sign(private: Ed25519PrivateKey, facts: dict[str, object]) -> str:
    return base64.b64encode(private.sign(signed_text(facts))).decode("ascii")


def fits(facts: dict[str, object], publics: dict[str, Ed25519PublicKey]) -> bool:
    """Whether the facts carry a signature of one of the keys."""
    public = publics.get(str(facts.get("key")))
    if public is None:
        return False
    try:
        public.verify(base64.b64decode(str(facts.get("signature")), validate=True), signed_text(facts))
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def seal_of(text: str) -> Seal | None:
    """The seal that one line of a file holds, or None when it holds none."""
    try:
        told = json.loads(text)
        return Seal(
            **{**told, "number": int(told["number"]), "first": int(told["first"]), "follows": int(told["follows"])}
        )
    except (ValueError, TypeError, KeyError):
        return None


def line_of(seal: Seal) -> str:
    return json.dumps(asdict(seal), sort_keys=True) + "\n"


def private_key(folder: Path, *, new: bool) -> Ed25519PrivateKey:
    """The sealing key of the folder; made, mode 0600, with its public half beside it, when there is none and `new` allows it."""
    path = folder / PRIVATE
    if not path.exists():
        if not new:
            raise SealRefused("SF-W202  The key that sealed the audit trail is gone.")
        _make_key(folder)
    try:
        found = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as fault:
        raise SealRefused("SF-W202  The key that seals the audit trail cannot be read.") from fault
    if not isinstance(found, Ed25519PrivateKey):
        raise SealRefused("SF-W202  The key that seals the audit trail is of another kind.")
    return found


def replace_key(folder: Path) -> None:
    """Make a new key; the public half of the one before stays, under its name, so that its seals can still be checked."""
    public = folder / PUBLIC
    if public.exists():
        public.rename(folder / f"seal-{key_id(_public(public))}.pub")
    (folder / PRIVATE).unlink(missing_ok=True)
    _make_key(folder)


def public_keys(*places: Path) -> dict[str, Ed25519PublicKey]:
    """{id: key} of files, and of every `.pub` file in folders."""
    files = [path for place in places for path in (sorted(place.glob("*.pub")) if place.is_dir() else [place])]
    return {key_id(key): key for key in map(_public, files)}


def _public(path: Path) -> Ed25519PublicKey:
    try:
        found = serialization.load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as fault:
        raise SealRefused(f"SF-W202  The public key {path.name} cannot be read.") from fault
    if not isinstance(found, Ed25519PublicKey):
        raise SealRefused(f"SF-W202  The public key {path.name} is of another kind.")
    return found


def _make_key(folder: Path) -> None:
    made = Ed25519PrivateKey.generate()
    pem = serialization.Encoding.PEM
    secret = made.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    told = made.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo)
    beside = folder / f"{PRIVATE}.{secrets.token_hex(4)}"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MINE)
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
    try:
        os.link(beside, folder / PRIVATE)  # fails where another process was first, so that both use one key
    except FileExistsError:
        return
    finally:
        beside.unlink()
    (folder / PUBLIC).write_bytes(told)


def last_seal(folder: Path, clinic: str) -> Seal | None:
    """The seal that was written after the newest event."""
    path = folder / f"{clinic}.last"
    return seal_of(path.read_text("ascii")) if path.exists() else None


def write_last(folder: Path, seal: Seal) -> None:
    """Put `seal` in the place of the last one: whole or not at all."""
    beside = folder / f"{seal.clinic}.{secrets.token_hex(4)}"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MINE)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(line_of(seal))
    beside.replace(folder / f"{seal.clinic}.last")


def keep(folder: Path, seal: Seal) -> None:
    """Add `seal` to those that stay, and make sure that it is on the disk."""
    handle = os.open(kept_file(folder, seal.clinic), os.O_WRONLY | os.O_CREAT | os.O_APPEND, MINE)
    with os.fdopen(handle, "a", encoding="ascii") as file:
        file.write(line_of(seal))
        file.flush()
        os.fsync(file.fileno())


def kept_file(folder: Path, clinic: str) -> Path:
    return folder / f"{clinic}.jsonl"


def kept_seals(folder: Path, clinic: str) -> Iterator[Seal | None]:
    """The seals that stay, in the order of their writing; None for a line that holds none."""
    path = kept_file(folder, clinic)
    if path.exists():
        yield from map(seal_of, path.read_text("ascii", errors="replace").splitlines())


def clinics_in(folder: Path) -> set[str]:
    """The clinics that the folder holds seals of."""
    return {path.stem for suffix in ("last", "jsonl") for path in folder.glob(f"*.{suffix}")}
