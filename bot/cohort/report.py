"""The cohort's report as Markdown: violations first, then what the year was like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.cohort.tally import Tally, counter_of
from rules.plan import PhaseName


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked for: the command that makes the same report again."""

    athletes: int
    weeks: int
    seed: int

    @property
    def command(self) -> str:
        """The command line."""
        return f"python -m bot cohort --athletes {self.athletes} --weeks {self.weeks} --seed {self.seed}"


def report(run: Run, tally: Tally, pictures: Mapping[str, str]) -> str:
    """The whole report; `pictures` are addresses by title."""
    return "\n".join(_lines(run, tally, pictures)) + "\n"


def _lines(run: Run, tally: Tally, pictures: Mapping[str, str]) -> Iterator[str]:
    broken = sum(tally.violations.values())
    planned, held = tally.weeks["planned"], tally.weeks["held"]
    yield f"# Cohort: {run.athletes} athletes, {run.weeks} weeks, seed {run.seed}"
    yield ""
    yield f"`{run.command}` makes this report again, byte for byte."
    yield ""
    yield f"**{broken} violations** in {planned} planned weeks with {tally.weeks['sessions']} sessions; "
    yield f"{held} more weeks stood under a health hold, without a plan."
    yield ""
    yield from _violations(tally)
    for title, address in pictures.items():
        yield f"![{title}]({address})"
        yield ""
    yield from _table("Decisions of the weekly review", ("decision", "reviews"), _shares(tally.decisions))
    yield from _table("Rules behind the changes", ("rule", "changes"), _shares(tally.changes, most=20))
    yield from _table("Weeks by phase", ("phase", "weeks"), _shares(tally.phases))
    yield from _table("Interference score by phase", ("phase", "median", "90 %", "highest"), _scores(tally))
    yield from _table("Cardio beside the week before, same phase", ("percent", "weeks"), _ramps(tally))
    yield from _table("Events", ("what", "athletes"), _events(tally))
    yield from _table(
        "Strength gained by reporter", ("reporter", "athletes", "median percent"), _gains(tally)
    )
    yield from _table("What happened", ("what", "times"), sorted(tally.happened.items()))
    yield from _table("Weeks", ("which", "weeks"), sorted(tally.weeks.items()))


def _violations(tally: Tally) -> Iterator[str]:
    if not tally.violations:
        return
    rows = ((rule, count, tally.examples[rule][0]) for rule, count in sorted(tally.violations.items()))
    yield from _table("Violations", ("rule", "times", "first"), rows)


def _table(title: str, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"
    yield ""


def _shares(counted: Counter[str], most: int | None = None) -> Iterator[tuple[str, str]]:
    total = sum(counted.values())
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    for name, count in ordered[:most]:
        yield name, f"{count} ({100 * count / total:.1f} %)"


def _scores(tally: Tally) -> Iterator[tuple[str, int, int, int]]:
    for phase in PhaseName:
        found = counter_of(tally.scores, phase.value)
        if found:
            yield phase.value, quantile(found, 0.5), quantile(found, 0.9), max(found)


def _ramps(tally: Tally) -> Iterator[tuple[str, str]]:
    total = sum(tally.ramps.values())
    bands = ((-1000, -20), (-20, -5), (-5, 6), (6, 16), (16, 31), (31, 1000))
    for low, high in bands:
        count = sum(n for percent, n in tally.ramps.items() if low <= percent < high)
        name = (
            f"under {high}" if low == -1000 else f"{low} and more" if high == 1000 else f"{low} to {high - 1}"
        )
        yield name, f"{count} ({100 * count / max(1, total):.1f} %)"


def _events(tally: Tally) -> Iterator[tuple[str, str]]:
    reached = tally.events["reached"]
    yield "reached an event", str(reached)
    for name in ("rested", "hurt or ill"):
        yield name, f"{tally.events[name]} ({100 * tally.events[name] / max(1, reached):.0f} %)"


def _gains(tally: Tally) -> Iterator[tuple[str, int, int]]:
    for reporter in sorted(tally.athletes):
        yield reporter, tally.athletes[reporter], quantile(counter_of(tally.gains, reporter), 0.5)


def quantile(counted: Counter[int], share: float) -> int:
    """The smallest value that this share of the counted lies at or below."""
    left = share * sum(counted.values())
    for value in sorted(counted):
        left -= counted[value]
        if left <= 0:
            return value
    raise ValueError("nothing was counted")
