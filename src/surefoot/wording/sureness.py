"""The words that stand beside whatever was not yet checked against a source."""

from __future__ import annotations


def unsure(confidence: str | None) -> str:
    """Behind a number: that it is unverified; nothing where it was checked.

    >>> unsure("unverified"), unsure("secondary"), unsure(None)
    (' (unverified)', '', '')
    """
    return " (unverified)" if confidence == "unverified" else ""


def rests_on_unsure(confidence: str | None) -> str:
    """Behind an answer that rules gave: that one of them, its question or its number is unverified.

    >>> rests_on_unsure("unverified"), rests_on_unsure("verified")
    (' (rests in part on something unverified)', '')
    """
    return " (rests in part on something unverified)" if confidence == "unverified" else ""
