"""People and their clinic."""
