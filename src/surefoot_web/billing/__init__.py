"""The coding decision."""
