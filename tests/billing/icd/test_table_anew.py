"""The packaged table is what the published list gives."""

from __future__ import annotations

import lzma

import pytest

pytest.importorskip("simple_icd_10_cm")

from revalidation.icd10cm import TABLE, table


def test_the_packaged_table_is_the_published_one() -> None:
    assert lzma.decompress(TABLE.read_bytes()).decode("ascii") == table()
