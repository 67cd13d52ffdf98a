"""The numbers of a week: adherence, load, baseline, effort drift, sleep, soreness, monotony (G-11)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, pstdev

from rules.checkin import CheckIn, Wellness
from rules.decisions import Decision
from rules.plan import PhaseName, Week
from rules.review import reading
from rules.review.reading import Logged
from rules.sessions import Session, SessionType
from rules.state import WeekRecord

BASELINE_WEEKS = 3
DAYS = 7
LOWERED = frozenset({Decision.STOP, Decision.ILLNESS, Decision.RETURN, Decision.DELOAD, Decision.REDUCE})
CALENDAR_PHASES = frozenset({PhaseName.TAPER, PhaseName.RECOVERY})


@dataclass(frozen=True, slots=True)
class Side:
    """Strength or endurance: sessions (finishers not counted), minutes, mean RPE and adherence."""

    planned: int
    done: int
    planned_minutes: int
    done_minutes: int
    mean_rpe: float | None
    adherence: float | None


@dataclass(frozen=True, slots=True)
class WeekMetrics:
    """What the review looks at. Loads in minutes x RPE; None: not enough data to say it (G-11)."""

    adherence: float  # A; 1 if every session was excused
    strength: Side
    cardio: Side
    logged_share: float
    planned_load: float
    executed_load: float
    baseline_load: float | None
    baseline_weeks: int
    drpe: float | None
    rpe_sessions: int
    mean_sleep_h: float | None
    sleep_reports: int
    mean_soreness: float | None
    soreness_reports: int
    monotony: float | None

    @property
    def done_minutes(self) -> int:
        """Minutes trained in all."""
        return self.strength.done_minutes + self.cardio.done_minutes

    @property
    def planned_minutes(self) -> int:
        """Minutes planned in all."""
        return self.strength.planned_minutes + self.cardio.planned_minutes


def measure(
    week: Week,
    checkins: tuple[CheckIn, ...],
    wellness: tuple[Wellness, ...],
    *,
    history: tuple[WeekRecord, ...] = (),
    today: date | None = None,
) -> WeekMetrics:
    """All metrics of a week; `history` gives the baseline, `today` None: the week is over (G-11)."""
    logged = reading.read_week(week, checkins, wellness, today)
    share, loads, drifts = adherence(logged), baseline_loads(history), _drifts(logged)
    days = [w for w in wellness if 0 <= (w.date - week.start).days < DAYS]
    sleep = [w.sleep_h for w in days if w.sleep_h is not None]
    sore = [worst for w in days if (worst := soreness(w)) is not None]
    return WeekMetrics(
        adherence=1.0 if share is None else share,
        strength=_side(logged, lambda s: s.is_strength),
        cardio=_side(logged, lambda s: s.is_cardio),
        logged_share=logged_share(logged),
        planned_load=sum(reading.planned_load(x.session) for x in logged),
        executed_load=week_load(week, logged, checkins),
        baseline_load=_mean(loads),
        baseline_weeks=len(loads),
        drpe=_mean(drifts),
        rpe_sessions=len(drifts),
        mean_sleep_h=_mean(sleep),
        sleep_reports=len(sleep),
        mean_soreness=_mean(sore),
        soreness_reports=len(sore),
        monotony=_monotony(week, logged, checkins),
    )


def adherence(logged: Iterable[Logged]) -> float | None:
    """A = sum of w x credit over sum of w; None if nothing counts (G-11)."""
    counted = [x for x in logged if x.counts]
    total = sum(reading.weight(x.session) for x in counted)
    if not total:
        return None
    return sum(reading.weight(x.session) * reading.credit(x) for x in counted) / total


def record_adherence(record: WeekRecord) -> float:
    """A of a closed week; 1 if every session was excused (G-11, Q)."""
    share = adherence(reading.read_record(record))
    return 1.0 if share is None else share


def logged_share(logged: Iterable[Logged]) -> float:
    """Logged over non-excused sessions; 1 if all were excused (G-17)."""
    asked = [x for x in logged if reading.weight(x.session) > 0 and not x.excused]
    return sum(x.logged for x in asked) / len(asked) if asked else 1.0


def week_load(week: Week, logged: Iterable[Logged], checkins: tuple[CheckIn, ...]) -> float:
    """Executed load of a week, unplanned training included (G-11, G-42)."""
    extra = sum(reading.unplanned_load(c) for c in reading.unplanned(week, checkins))
    return sum(reading.executed_load(x) for x in logged) + extra


def baseline_loads(history: tuple[WeekRecord, ...]) -> tuple[float, ...]:
    """Loads of the last three weeks that were neither lowered nor taper nor recovery, newest first (G-11)."""
    found: list[float] = []
    for index in range(len(history) - 1, -1, -1):
        record = history[index]
        lowered_by = history[index - 1].decision if index else Decision.PROGRESS
        if record.week.deload or record.week.phase in CALENDAR_PHASES or lowered_by in LOWERED:
            continue
        load = week_load(record.week, reading.read_record(record), record.checkins)
        if load > 0:
            found.append(load)
        if len(found) == BASELINE_WEEKS:
            break
    return tuple(found)


def soreness(wellness: Wellness) -> int | None:
    """The worse of legs and upper body on a day (G-20, F3)."""
    given = [s for s in (wellness.soreness_legs, wellness.soreness_upper) if s is not None]
    return max(given) if given else None


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None


def _drifts(logged: Iterable[Logged]) -> list[int]:
    return [
        x.checkin.rpe - reading.expected_rpe(x.session)
        for x in logged
        if x.done and x.checkin is not None and x.checkin.rpe is not None and not x.checkin.easier
    ]


def _side(logged: tuple[Logged, ...], belongs: Callable[[Session], bool]) -> Side:
    side = [x for x in logged if belongs(x.session) and reading.weight(x.session) > 0]
    named = [x for x in side if x.session.type is not SessionType.FINISH]
    rpes = [x.checkin.rpe for x in side if x.done and x.checkin is not None and x.checkin.rpe is not None]
    return Side(
        planned=len(named),
        done=sum(x.done for x in named),
        planned_minutes=sum(x.session.minutes for x in side),
        done_minutes=round(sum(reading.minutes_done(x) for x in side)),
        mean_rpe=_mean(rpes),
        adherence=adherence(side),
    )


def _monotony(week: Week, logged: tuple[Logged, ...], checkins: tuple[CheckIn, ...]) -> float | None:
    daily = [0.0] * DAYS
    for x in logged:
        daily[x.session.day] += reading.executed_load(x)
    for c in reading.unplanned(week, checkins):
        daily[(c.date - week.start).days] += reading.unplanned_load(c)
    spread = pstdev(daily)
    return fmean(daily) / spread if spread else None
