"""Answers sealed on a device to a key of the server: the device cannot read them back, and nobody on the way can.

ECDH on P-256 with a key of the device made for this one answer and forgotten, HKDF with SHA-256, AES-256-GCM. What is sealed is
bound to the form and to the id of its envelope, so that neither can be exchanged. The private key is kept sealed itself, with a
key derived from the secret of the home, so that a copy of the database alone opens nothing; it is destroyed once the form is sent.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"surefoot-answers/1"
KEPT = b"surefoot-form-key/1"
KEY_BYTES = 32
NONCE_BYTES = 12


class Unreadable(Exception):
    """An envelope that this key does not open: damaged, altered, or sealed for another form."""


def new_key(form: str) -> tuple[str, str]:
    """A fresh pair for one form: (public point, private key sealed for the database), both as text."""
    private = ec.generate_private_key(ec.SECP256R1())
    raw = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    nonce = secrets.token_bytes(NONCE_BYTES)
    kept = nonce + AESGCM(_key_of_home()).encrypt(nonce, raw, form.encode())
    return _text(_point(private.public_key())), _text(kept)


def opened(*, form: str, envelope: str, kept_key: str, device_key: str, nonce: str, sealed: str) -> dict[str, Any]:
    """What a device sealed for `form` under the id `envelope`. Raises `Unreadable`."""
    try:
        private = _private(kept_key, form)
        point = _bytes(device_key)
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        shared = private.exchange(ec.ECDH(), public)
        key = HKDF(hashes.SHA256(), KEY_BYTES, salt=point, info=PURPOSE).derive(shared)
        told = json.loads(AESGCM(key).decrypt(_bytes(nonce), _bytes(sealed), f"{form}/{envelope}".encode()))
    except (InvalidTag, ValueError, TypeError) as fault:
        raise Unreadable("This envelope cannot be opened.") from fault
    if not isinstance(told, dict):
        raise Unreadable("This envelope holds no answer.")
    return told


def _private(kept: str, form: str) -> ec.EllipticCurvePrivateKey:
    data = _bytes(kept)
    raw = AESGCM(_key_of_home()).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], form.encode())
    key = serialization.load_der_private_key(raw, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Unreadable("The key of this form is of another kind.")
    return key


def _key_of_home() -> bytes:
    """The key that seals private keys in the database; it is made from the secret of the home, which is no part of the database."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=KEPT).derive(settings.SECRET_KEY.encode())


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as fault:
        raise ValueError("no base64") from fault
