"""A long list in pages; each list of a page has its own number in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.paginator import Paginator
from django.http import HttpRequest

PER_PAGE = 12  # with the buttons of each item a page stays light
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """One page of a list: its rows, which they are of how many, and the addresses of the pages beside it, empty where there is none."""

    rows: list[Row]
    first: int
    last: int
    count: int
    before: str
    after: str


def part_of(request: HttpRequest, rows: Sequence[Row], name: str) -> Part[Row]:
    """The part that the address asks for by `name`; the nearest there is, where it asks for none."""
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get(name))

    def address(number: int) -> str:
        asked = request.GET.copy()
        asked[name] = str(number)
        return f"?{asked.urlencode()}"

    before = address(found.previous_page_number()) if found.has_previous() else ""
    after = address(found.next_page_number()) if found.has_next() else ""
    count = found.paginator.count
    return Part(list(found.object_list), found.start_index(), found.end_index(), count, before, after)
