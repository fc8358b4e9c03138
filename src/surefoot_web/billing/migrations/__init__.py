"""Database migrations of the billing app."""
