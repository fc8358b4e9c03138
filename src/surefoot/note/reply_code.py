"""The short code on a letter's reply slot, by which the clinic finds the letter again.

It is drawn from the visit's id and the suggestion's id alone, so that it is the same at each print and holds nothing of the patient. It leaves out
signs that are read for one another on paper. The last sign is a check: one sign misread, or two neighbours changed about, is found.
"""

from __future__ import annotations

import hashlib

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # a prime many, so that each misread sign changes the check
_SHAPE = "....-..."
_BODY = len(_SHAPE.replace("-", ""))
_BREAK = _SHAPE.index("-")


def reply_code(visit_id: object, suggestion: str) -> str:
    """Give the reply code of the letter that follows from `suggestion` (its id) at the visit, such as "7KQM-3XTP"."""
    drawn = hashlib.sha256(f"surefoot reply\n{str(visit_id).lower()}\n{suggestion}".encode()).digest()
    rest = int.from_bytes(drawn, "big")
    body = ""
    for _ in range(_BODY):
        rest, at = divmod(rest, len(_SIGNS))
        body += _SIGNS[at]
    whole = body + _SIGNS[-_weighed(body) % len(_SIGNS)]
    return f"{whole[:_BREAK]}-{whole[_BREAK:]}"


def reply_code_plain(text: str) -> str:
    """Give a typed code as it is printed: capitals, one dash, no spaces. What is no code comes back without its spaces."""
    signs = "".join(text.split()).replace("-", "").upper()
    return f"{signs[:_BREAK]}-{signs[_BREAK:]}" if len(signs) == _BODY + 1 else signs


def reply_code_valid(text: str) -> bool:
    """Say whether `text` can be a reply code: its length, its signs and its check. Spaces, dashes and small letters do not matter."""
    signs = reply_code_plain(text).replace("-", "")
    if len(signs) != _BODY + 1 or any(sign not in _SIGNS for sign in signs):
        return False
    return (_weighed(signs[:-1]) + _SIGNS.index(signs[-1])) % len(_SIGNS) == 0


def _weighed(body: str) -> int:
    return sum(weight * _SIGNS.index(sign) for weight, sign in enumerate(reversed(body), start=2))
