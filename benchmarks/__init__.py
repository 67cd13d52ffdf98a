"""Side-by-side measurements: `make bench` prints a table of each."""
