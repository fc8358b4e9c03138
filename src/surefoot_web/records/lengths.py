"""How long a text may be. All limits together stay below the longest text that a case holds (`surefoot/cases/parts.py`)."""

from __future__ import annotations

from .faults import InputRefused

LONGEST_REASON = 2_000
LONGEST_SENTENCE = 4_000
LONGEST_SECTION = 19_000  # all sentences of one section, as the report joins them


def reason_fits(reason: str, *, field: str = "reason") -> str:
    """Return `reason`; refuse one that is too long, beside the field named."""
    return _fits(reason, LONGEST_REASON, "The reason", field)


def sentence_fits(text: str) -> str:
    """Return `text`; refuse one that is too long, beside the field `text`."""
    return _fits(text, LONGEST_SENTENCE, "The text", "text")


def section_fits(texts: list[str]) -> None:
    """Refuse sentences of one section that are too long together, beside the field `text`."""
    total = len(" ".join(texts))
    if total > LONGEST_SECTION:
        raise InputRefused(
            f"The sentences of this section would have {total:,} characters together; {LONGEST_SECTION:,} fit.",
            do="Shorten this sentence, or remove another one of the section.",
            field="text",
        )


def _fits(text: str, most: int, name: str, field: str) -> str:
    if len(text) > most:
        raise InputRefused(
            f"{name} has {len(text):,} characters; {most:,} fit.", do="Say it in fewer words.", field=field
        )
    return text
