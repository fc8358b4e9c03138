"""Why a copy was not made, or not put back: one clear error with a stable code."""

from __future__ import annotations

from surefoot.errors import Fault, Refused


class CopyRefused(Refused):
    """A copy cannot be made or put back."""


def refused(code: str, where: object, says: str, do: str) -> CopyRefused:
    return CopyRefused([Fault(code, str(where), says, do)])
