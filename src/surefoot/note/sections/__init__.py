"""The sections of the physical performance test report, one module each, in the order of the report.

Each takes the `Material` and gives blocks. A section states what the case or the assessment holds and says plainly what is
missing; none works out a result of its own.
"""
