"""Homes of earlier releases, kept to prove that a newer one still opens them."""
