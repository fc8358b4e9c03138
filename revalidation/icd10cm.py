"""Make the packaged ICD-10-CM table from the tabular list in the package `simple_icd_10_cm`: `python -m revalidation.icd10cm`.

Kept, without any description: the codes that can be reported; those among them that leave the side of the body open while a
neighbour names it; and for each category or block the codes that its Excludes1 notes name.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[1] / "src" / "surefoot" / "billing" / "icd" / "icd10cm-2026-04.txt.xz"
NOT_READ = "!"  # stands for a note that names no code, or names it in a way that is not read
_INSIDE = re.compile(r"\(([^()]*)\)\s*$")
_CODE = r"[A-Z]\d[\dA-Z](?:\.[\dA-Z]*)?\.?-?"
_REF = re.compile(rf"{_CODE}(?:-{_CODE})?")
_FINAL = re.compile(r"([A-Z]\d[\dA-Z]\.) ?with final characters -(\w+)")


def table() -> str:
    """Three parts, each begun by a line `# name`: `reported`, `side_open`, `excludes1`."""
    import simple_icd_10_cm as icd

    listed = [code for code in icd.get_all_codes(with_dots=True) if not code.isdigit()]
    codes = [code for code in listed if "-" not in code]
    reported = [code for code in codes if icd.is_leaf(code)]
    side_open = [code for code in reported if _side_open(code, icd)]
    excludes = [f"{code} {' '.join(refs)}" for code in listed if (refs := list(_excluded(icd.get_excludes1(code))))]
    parts = {"reported": [" ".join(reported)], "side_open": [" ".join(side_open)], "excludes1": excludes}
    return "".join(f"# {name}\n{''.join(line + chr(10) for line in lines)}" for name, lines in parts.items())


def _side_open(code: str, icd: Any) -> bool:
    """Whether the code's own words leave a side open that a neighbour's name."""
    said = icd.get_description(code).lower()
    if "unspecified" not in said:
        return False
    beside = (icd.get_description(one).lower() for one in icd.get_children(icd.get_parent(code)) if one != code)
    return any(re.search(r"\b(right|left)\b", words) for words in beside) and not re.search(r"\b(right|left)\b", said)


def _excluded(notes: list[str]) -> Iterator[str]:
    """The references of notes: `R27.0`, `H81.-`, `F03-G04`; `I69.93` with a place left open is written `I69.?93`."""
    for note in notes:
        inside = _INSIDE.search(note)
        text = inside[1].strip() if inside else ""
        final = _FINAL.fullmatch(text)
        words = [word.strip() for word in text.split(",")]
        if final:
            yield f"{final[1]}?{final[2]}"
        elif text and all(_REF.fullmatch(word) for word in words):
            yield from (word.replace(".-", ".") if word.count(".") == 2 else word for word in words)
        else:
            yield NOT_READ


def packed(text: str) -> bytes:
    """The same text gives the same bytes."""
    return lzma.compress(text.encode("ascii"), preset=9 | lzma.PRESET_EXTREME)


if __name__ == "__main__":
    TABLE.write_bytes(packed(table()))
