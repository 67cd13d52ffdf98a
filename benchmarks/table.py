"""What a measurement is, how it is taken, and how it reads in a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import process_time_ns
from typing import TypeVar

from rules.remembering import forget

_T = TypeVar("_T")
COLUMNS = ("measurement", "cases", "median ms", "99 % ms", "worst ms", "median / ours", "worst / ours", "aim")


@dataclass(frozen=True, slots=True)
class Measurement:
    """CPU milliseconds of each case on one core, what ours took for the same cases, and the aim in words."""

    name: str
    cpu_ms: tuple[float, ...]
    ours_ms: tuple[float, ...] = ()
    aim: str = ""


def timed(
    name: str,
    act: Callable[[_T], object],
    cases: Sequence[_T],
    *,
    beside: Measurement | None = None,
    aim: str = "",
) -> Measurement:
    """Do `act` once for each case, nothing remembered from the one before, and note the CPU time of each."""
    spent = []
    for case in cases:
        forget()
        before = process_time_ns()
        act(case)
        spent.append((process_time_ns() - before) / 1e6)
    return Measurement(name, tuple(spent), beside.cpu_ms if beside else (), aim)


def header() -> str:
    """The head of a Markdown table."""
    return f"| {' | '.join(COLUMNS)} |\n|---{'|---:' * (len(COLUMNS) - 2)}|---|"


def row(result: Measurement) -> str:
    """One line of the table."""
    cpu, ours = result.cpu_ms, result.ours_ms
    high = quantiles(cpu, n=100, method="inclusive")[98]
    ratios = (f"{median(cpu) / median(ours):.1f}", f"{max(cpu) / max(ours):.1f}") if ours else ("", "")
    numbers = (str(len(cpu)), f"{median(cpu):.2f}", f"{high:.2f}", f"{max(cpu):.2f}", *ratios)
    return f"| {' | '.join((result.name, *numbers, result.aim))} |"
