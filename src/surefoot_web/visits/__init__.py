"""Visits, tests, stopwatch, ledger; the case that is built from them."""
