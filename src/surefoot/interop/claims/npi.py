"""The check digit of a National Provider Identifier: Luhn's, over the number with the prefix of United States health identifiers."""

from __future__ import annotations

PREFIX = "80840"


def is_npi(number: str) -> bool:
    """Whether ten digits carry their own check digit.

    >>> is_npi("1234567893"), is_npi("1234567890"), is_npi("123456789")
    (True, False, False)
    """
    if len(number) != len("1234567893") or not (number.isascii() and number.isdigit()):
        return False
    digits = [int(digit) for digit in reversed(PREFIX + number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[0::2]) + sum(doubled)) % 10 == 0
