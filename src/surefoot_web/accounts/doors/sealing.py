"""Seals the secrets of second factors, so that a copy of the database alone opens nothing: the key is in the home folder."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet
from django.conf import settings


def seal(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    return _cipher().decrypt(sealed.encode("ascii")).decode()


def _cipher() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"surefoot second factor " + settings.SECRET_KEY.encode()).digest()))
