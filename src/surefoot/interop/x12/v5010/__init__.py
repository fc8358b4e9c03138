"""ASC X12 version 005010: the professional claim 837P (005010X222A1) out and in, 999 and 277CA in."""

from surefoot.interop.x12.v5010.acknowledgements import read_acknowledgements
from surefoot.interop.x12.v5010.claim_837p import Exchange, write_837p
from surefoot.interop.x12.v5010.read_837p import read_837p

__all__ = ["Exchange", "read_837p", "read_acknowledgements", "write_837p"]
