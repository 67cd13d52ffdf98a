"""What a measurement is, how it is taken, and how it reads in a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import process_time_ns
from typing import TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Measurement:
    """CPU milliseconds of each case on one core."""

    name: str
    cpu_ms: tuple[float, ...]


def timed(name: str, act: Callable[[_T], object], cases: Sequence[_T]) -> Measurement:
    """Do `act` once for each case and note the CPU time of each."""
    spent = []
    for case in cases:
        before = process_time_ns()
        act(case)
        spent.append((process_time_ns() - before) / 1e6)
    return Measurement(name, tuple(spent))


def header() -> str:
    """The head of a Markdown table."""
    return "| measurement | cases | median ms | 99 % ms | worst ms |\n|---|---:|---:|---:|---:|"


def row(result: Measurement) -> str:
    """One line of the table."""
    cpu = result.cpu_ms
    high = quantiles(cpu, n=100, method="inclusive")[98]
    return f"| {result.name} | {len(cpu)} | {median(cpu):.2f} | {high:.2f} | {max(cpu):.2f} |"
