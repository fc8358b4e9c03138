"""The balance profile in the report: which components of balance were tested and where each result lies, in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from surefoot.note.document import Chart
from surefoot.note.material import Data
from surefoot.pictures import columns, profile_in_words, profile_picture, side_by_side


def build_profile(profile: Sequence[Data]) -> Chart | None:
    """None where no component was tested: then the table of results says so already."""
    if not any(one["tests"] for one in profile):
        return None
    drawn = [picture for part in columns(profile) if (picture := profile_picture(part)) is not None]
    whole = profile_picture(profile)
    caption = whole.caption if whole else ""
    spec = side_by_side([("", picture) for picture in drawn])
    return Chart(spec, profile_in_words(profile), f"Balance profile. {caption}")
