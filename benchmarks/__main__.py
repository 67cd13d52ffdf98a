"""Run every measurement, or those named: `python -m benchmarks [--write FILE] [placement] [planning]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import page, placement, planning
from benchmarks.table import header, row

MEASUREMENTS = {"placement": placement.measure, "planning": planning.measure}


def main() -> None:
    """Measure, print one table, and write the page where asked to; refuses an unknown name."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(MEASUREMENTS)}")
    parser.add_argument("--write", type=Path, metavar="FILE")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(MEASUREMENTS):
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    table = [header()]
    print(table[0])
    for name in asked.names or MEASUREMENTS:
        for result in MEASUREMENTS[name]():
            table.append(row(result))
            print(table[-1], flush=True)
    if asked.write:
        page.write(asked.write, table)


if __name__ == "__main__":
    main()
