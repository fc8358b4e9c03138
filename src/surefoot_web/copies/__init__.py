"""Encrypted copies of everything a clinic keeps, and their way back: `surefoot backup` and `surefoot restore`.

A copy is one file, sealed by age (https://age-encryption.org) to public keys. The machine that writes it cannot read it.
"""
