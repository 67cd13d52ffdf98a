"""The page docs/benchmarks.md: how to reproduce it, the machine, the table."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from time import process_time_ns

PAGE = """# Benchmarks of the planner

Written by `make bench` (`python -m benchmarks --write docs/benchmarks.md`); don't edit.

CPU milliseconds on one core, each case once, with all that the rules remember forgotten before it. A plan may use
again what it has worked out for its own earlier weeks. Peers solve the same random instances; the run stops where
CP-SAT's cost differs from ours (brute force is compared in `tests/rules/placement`).
Ratios say how many times as long a peer takes as our search.

- Brute force: `tests/rules/placement/brute_force.py`, every assignment of units to days.
- CP-SAT: OR-tools {ortools}, one worker, model building included (`benchmarks/cp_sat.py`).
- Aims: issue 3, point 13, and P8 of the performance notes.

Machine: {machine}. A loop of a million additions takes {calibration:.0f} ms of CPU here; load average {load:.1f} on
{cores} cores at the end of the run. Where cores are shared, CPU time is inflated too: trust the ratios first.

{table}
"""


def write(path: Path, table: Sequence[str]) -> None:
    """Write the page with this table."""
    path.write_text(page(table), encoding="utf-8")


def page(table: Sequence[str]) -> str:
    """The whole page."""
    return PAGE.format(
        ortools=version("ortools"),  # a peer of the benchmark, not a dependency
        machine=f"{_processor()}, {platform.system()}, CPython {platform.python_version()}",
        calibration=_calibration_ms(),
        load=os.getloadavg()[0],
        cores=os.cpu_count(),
        table="\n".join(table),
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _calibration_ms() -> float:
    before, total = process_time_ns(), 0
    for number in range(1_000_000):
        total += number
    return (process_time_ns() - before) / 1e6
