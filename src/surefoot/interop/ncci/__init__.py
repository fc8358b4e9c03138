"""The quarterly files of CMS's National Correct Coding Initiative, as published: pairs of codes and medically unlikely edits."""

from surefoot.interop.ncci.edition import Edition, edition_of
from surefoot.interop.ncci.pairs import Pair, pairs_of
from surefoot.interop.ncci.table import edits_file, sources_file
from surefoot.interop.ncci.units import units_limit_of

__all__ = ["Edition", "Pair", "edition_of", "edits_file", "pairs_of", "sources_file", "units_limit_of"]
