"""ASC X12 files, by version."""
