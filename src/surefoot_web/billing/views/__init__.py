"""Pages of the coding decision and of claims."""

from . import acknowledgements, batch, claim, data
from .coding import coding, coding_print, review, units

__all__ = ["acknowledgements", "batch", "claim", "coding", "coding_print", "data", "review", "units"]
