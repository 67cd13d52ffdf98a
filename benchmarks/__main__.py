"""Run every measurement, or those named: `python -m benchmarks placement`."""

from __future__ import annotations

import sys

from benchmarks import placement, planning
from benchmarks.table import header, row

MEASUREMENTS = {"placement": placement.measure, "planning": planning.measure}


def main(names: list[str]) -> None:
    """Measure and print, one table; refuses an unknown name."""
    if unknown := set(names) - set(MEASUREMENTS):
        sys.exit(f"no such measurement: {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}")
    print(header())
    for name in names or MEASUREMENTS:
        for result in MEASUREMENTS[name]():
            print(row(result), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
