"""The fatigue score F, 0 to 10, from five things the athlete reports (G-20)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rules.checkin import LoggedSet
from rules.constants import P
from rules.review.metrics import WeekMetrics
from rules.review.reading import Logged
from rules.sessions import ExerciseSet, SetKind

MAIN_KINDS = frozenset({SetKind.MAIN, SetKind.TOP, SetKind.BACKOFF})
MIN_REPORTS = 3
MIN_MAIN_SETS = 4
MIN_BASELINE_WEEKS = 2
MIN_FALLING_LIFTS = 2


@dataclass(frozen=True, slots=True)
class MainSets:
    """Main-lift sets of the week: how many, how many under the rep floor, and lifts whose e1RM fell 5 % (F4)."""

    done: int = 0
    missed: int = 0
    falling_lifts: int = 0


@dataclass(frozen=True, slots=True)
class Fatigue:
    """Points 0 to 2 of each component F1 to F5 (G-20)."""

    effort: int
    sleep: int
    soreness: int
    strength: int
    load: int

    @property
    def total(self) -> int:
        """F."""
        return self.effort + self.sleep + self.soreness + self.strength + self.load


def assess_fatigue(metrics: WeekMetrics, sets: MainSets, *, after_deload: bool = False) -> Fatigue:
    """F1 to F5; missing data is 0 points; in and after a planned deload F3 and F4 are left out (G-20)."""
    return Fatigue(
        effort=_effort(metrics),
        sleep=_sleep(metrics),
        soreness=0 if after_deload else _soreness(metrics),
        strength=0 if after_deload else _strength(sets),
        load=_load(metrics),
    )


def count_main_sets(logged: Iterable[Logged], falling_lifts: int = 0) -> MainSets:
    """Logged sets of main lifts against the bottom of their rep range (G-20, F4)."""
    done = missed = 0
    for item in logged:
        if item.checkin is None:
            continue
        for exercise_id, entries in _main_entries(item.session.exercises).items():
            own = tuple(s for s in item.checkin.sets if s.exercise_id == exercise_id)
            done += len(own)
            missed += _under_floor(own, entries)
    return MainSets(done, missed, falling_lifts)


def _main_entries(exercises: tuple[ExerciseSet, ...]) -> dict[str, list[ExerciseSet]]:
    entries: dict[str, list[ExerciseSet]] = {}
    for entry in exercises:
        if entry.kind in MAIN_KINDS and not entry.seconds:
            entries.setdefault(entry.exercise_id, []).append(entry)
    return entries


def _under_floor(done: tuple[LoggedSet, ...], entries: list[ExerciseSet]) -> int:
    floors = [entry.reps_low for entry in entries for _ in range(entry.sets)]
    return sum(s.reps < floors[min(i, len(floors) - 1)] for i, s in enumerate(done))


def _points_up(value: float, borders: tuple[float, float]) -> int:
    return sum(value >= border for border in borders)


def _effort(metrics: WeekMetrics) -> int:
    if metrics.drpe is None or metrics.rpe_sessions < MIN_REPORTS:
        return 0
    return _points_up(metrics.drpe, P.fatigue.drpe)


def _sleep(metrics: WeekMetrics) -> int:
    if metrics.mean_sleep_h is None or metrics.sleep_reports < MIN_REPORTS:
        return 0
    return sum(metrics.mean_sleep_h < border for border in P.fatigue.sleep)


def _soreness(metrics: WeekMetrics) -> int:
    if metrics.mean_soreness is None or metrics.soreness_reports < MIN_REPORTS:
        return 0
    return _points_up(metrics.mean_soreness, P.fatigue.soreness)


def _strength(sets: MainSets) -> int:
    if sets.done < MIN_MAIN_SETS:
        return 0
    if sets.falling_lifts >= MIN_FALLING_LIFTS:
        return 2
    return _points_up(sets.missed / sets.done, P.fatigue.missed_sets)


def _load(metrics: WeekMetrics) -> int:
    if not metrics.baseline_load or metrics.baseline_weeks < MIN_BASELINE_WEEKS:
        return 0
    return _points_up(metrics.executed_load / metrics.baseline_load, P.fatigue.load)
