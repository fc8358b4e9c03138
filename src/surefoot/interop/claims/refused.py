"""A claim that may not be made: the answer is no, whatever else the input holds."""

from __future__ import annotations

from surefoot.errors import Refused


class ClaimRefused(Refused):
    """The decision is not yes, a review is open, or the claim is no professional one. The exit code is 1."""
