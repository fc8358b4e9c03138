"""How fast the two readers are, as ratios: `make bench`, or `python -m benchmarks`."""
