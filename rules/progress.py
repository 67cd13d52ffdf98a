"""What the weeks so far show: minutes beside the plan, sessions kept, lifts, easy pace (G-11, E-21, ux M11).

Only what was logged counts. A session logged as done without its sets counts as lifted as planned, in weeks of full
loads; an easy run counts with a distance, real minutes and an effort within the easy band.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.athlete import Mode
from rules.checkin import CheckIn, LoggedSet, TalkTest
from rules.constants import P
from rules.review.metrics import week_load
from rules.review.reading import Logged, minutes_done, read_week, unplanned
from rules.review.worked import is_full, sets_done
from rules.sessions import Session, SessionType
from rules.state import WeekRecord
from rules.strength.e1rm import session_best
from rules.strength.timing import is_main

EASY_TYPES = frozenset({SessionType.EASY, SessionType.LONG, SessionType.FINISH})
FEWEST_SESSIONS = 2  # logged, before there is anything to draw
SHORTEST_RUN_KM = 1.0
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class WeekTally:
    """A week in numbers; of a week under way only the days that are over or logged. Load in minutes x RPE (G-11).

    `silent`: it is over, and nothing at all was logged: unknown, not missed.
    """

    start: date
    strength_min: int
    cardio_min: int
    planned_min: int
    done: int
    planned: int
    load: int
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a local date."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Values of one thing in order of time, two at least: `name` is an exercise id, or empty."""

    points: tuple[Point, ...]
    name: str = ""

    @property
    def first(self) -> float:
        """Where it began: the mean of the first two values where there are four or more (E-21)."""
        return self._mean(self.points[: self._each])

    @property
    def last(self) -> float:
        """Where it stands: the mean of the last two values where there are four or more (E-21)."""
        return self._mean(self.points[-self._each :])

    @property
    def change(self) -> float:
        """From first to last."""
        return self.last - self.first

    @property
    def _each(self) -> int:
        return 2 if len(self.points) >= 4 else 1

    @staticmethod
    def _mean(points: Sequence[Point]) -> float:
        return sum(p.value for p in points) / len(points)


@dataclass(frozen=True, slots=True)
class Progress:
    """All of it. `lifts`: estimated maxima in kg, the most trained first; `pace`: easy running in s per km."""

    weeks: tuple[WeekTally, ...]
    lifts: tuple[Trend, ...]
    pace: Trend | None
    logged: int
    longest_min: int

    @property
    def enough(self) -> bool:
        """Whether there is anything to draw."""
        return self.logged >= FEWEST_SESSIONS

    @property
    def lift(self) -> Trend | None:
        """The lift that was trained most."""
        return self.lifts[0] if self.lifts else None

    @property
    def done(self) -> int:
        """Sessions done."""
        return sum(w.done for w in self.weeks)

    @property
    def planned(self) -> int:
        """Sessions planned, those excused and the weeks of silence left out."""
        return sum(w.planned for w in self.weeks if not w.silent)

    @property
    def silent(self) -> int:
        """Weeks of silence: they say nothing about what was done (G-10: "not logged")."""
        return sum(w.silent for w in self.weeks)

    @property
    def kept_percent(self) -> int:
        """Sessions done of those planned, in percent."""
        return round(100 * self.done / self.planned) if self.planned else 0


def progress(records: Sequence[WeekRecord], today: date) -> Progress:
    """The progress of these weeks, oldest first, the one under way last."""
    read = [(r, read_week(r.week, r.checkins, r.wellness, today)) for r in records]
    cardio = [m for record, logged in read for m in _minutes(record, logged, strength=False)]
    return Progress(
        weeks=tuple(_tally(record, logged, today) for record, logged in read),
        lifts=_lifts(read),
        pace=_trend(_easy_runs(read)),
        logged=sum(x.done for _, logged in read for x in logged) + sum(len(_extra(r)) for r in records),
        longest_min=max(cardio, default=0),
    )


def _tally(record: WeekRecord, logged: tuple[Logged, ...], today: date) -> WeekTally:
    ours = [x for x in logged if x.counts]
    counted = [x for x in ours if x.session.type is not SessionType.FINISH]
    return WeekTally(
        start=record.week.start,
        strength_min=sum(_minutes(record, logged, strength=True)),
        cardio_min=sum(_minutes(record, logged, strength=False)),
        planned_min=sum(x.session.minutes for x in ours),
        done=sum(x.done for x in counted),
        planned=len(counted),
        load=round(week_load(record.week, logged, record.checkins)),
        silent=bool(counted) and not record.checkins and today >= record.week.start + WEEK,
    )


def _minutes(record: WeekRecord, logged: Iterable[Logged], *, strength: bool) -> list[int]:
    """Minutes of each session of one side; training outside the plan counts as endurance unless it was lifting."""
    wanted = (x for x in logged if (x.session.is_strength if strength else x.session.is_cardio))
    extra = (c for c in _extra(record) if (c.session_type or "").startswith("S_") is strength)
    return [*(round(minutes_done(x)) for x in wanted), *(c.actual_minutes or 0 for c in extra)]


def _extra(record: WeekRecord) -> tuple[CheckIn, ...]:
    return unplanned(record.week, record.checkins)


def _lifts(read: Iterable[tuple[WeekRecord, tuple[Logged, ...]]]) -> tuple[Trend, ...]:
    found: dict[str, list[Point]] = {}
    for record, logged in read:
        for item in logged if is_full(record.week) else ():
            for exercise_id, day, best in _bests(item):
                found.setdefault(exercise_id, []).append(Point(day, best))
    made = [Trend(tuple(points), name) for name, points in found.items() if len(points) > 1]
    return tuple(sorted(made, key=lambda t: -len(t.points)))


def _bests(item: Logged) -> Iterator[tuple[str, date, float]]:
    """The best estimated maximum of each main lift of a session (E-21)."""
    if item.checkin is None or not item.done or item.checkin.easier:
        return
    for planned in item.session.exercises:
        sets, told = sets_done(planned, item.checkin) if is_main(planned) else ((), False)
        best = session_best(sets if told else [_as_planned(s, planned.rir) for s in sets])
        if best is not None:
            yield planned.exercise_id, item.checkin.date, best


def _as_planned(one: LoggedSet, rir: int) -> LoggedSet:
    return replace(one, rir=rir)


def _easy_runs(read: Iterable[tuple[WeekRecord, tuple[Logged, ...]]]) -> Iterator[Point]:
    for record, logged in read:
        planned = [x.checkin for x in logged if x.checkin is not None and x.done and _is_easy_run(x.session)]
        extra = [c for c in _extra(record) if c.mode == Mode.RUN and c.session_type in EASY_TYPES]
        for checkin in (*planned, *extra):
            pace = _easy_pace(checkin)
            if pace is not None:
                yield Point(checkin.date, pace)


def _is_easy_run(session: Session) -> bool:
    return session.type in EASY_TYPES and session.mode is Mode.RUN


def _easy_pace(checkin: CheckIn) -> float | None:
    """Seconds per km of a run that was easy; None where that isn't known."""
    km, minutes, effort = checkin.distance_km, checkin.actual_minutes, checkin.rpe
    if not km or km < SHORTEST_RUN_KM or not minutes or effort is None or effort > P.steady.rpe[1]:
        return None
    return None if checkin.talk_test is TalkTest.NOT_COMFORTABLE else minutes * 60 / km


def _trend(points: Iterable[Point]) -> Trend | None:
    found = tuple(sorted(points, key=lambda p: p.day))
    return Trend(found) if len(found) > 1 else None
