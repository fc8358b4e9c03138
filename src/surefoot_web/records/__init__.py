"""What every record shares: ids, clinic, versions, append-only tables, faults, the clock, the frame of an action."""
