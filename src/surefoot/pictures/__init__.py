"""Pictures of results: pure functions from an assessment to a Vega-Lite spec with the words that say the same; one renderer for page and paper."""

from surefoot.pictures.norm import norm_drawn, norm_picture
from surefoot.pictures.picture import Picture, side_by_side
from surefoot.pictures.profile import columns, profile_in_words, profile_picture
from surefoot.pictures.render import svg_of
from surefoot.pictures.trend import Point, trend_picture

__all__ = [
    "Picture",
    "Point",
    "columns",
    "norm_drawn",
    "norm_picture",
    "profile_in_words",
    "profile_picture",
    "side_by_side",
    "svg_of",
    "trend_picture",
]
