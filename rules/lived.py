"""What the closed weeks held: minutes, loads, longest sessions that the next week is measured against (G-40)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import takewhile

from rules.athlete import Mode
from rules.cardio.long import PastSession
from rules.constants import P
from rules.remembering import remembered_of
from rules.review.metrics import adherence
from rules.review.reading import (
    Logged,
    executed_load,
    minutes_done,
    planned_load,
    read_record,
    unplanned,
    weight,
)
from rules.sessions import Session
from rules.state import WeekRecord

STEADY_ENOUGH = P.adherence.progress
Wanted = Callable[[Session], bool]


def is_cardio(session: Session) -> bool:
    """Any cardio."""
    return session.is_cardio


def is_run(session: Session) -> bool:
    """Running of any kind."""
    return session.is_cardio and session.mode is Mode.RUN


def recent(history: Sequence[WeekRecord], monday: date, weeks: int) -> tuple[WeekRecord, ...]:
    """The closed weeks among the last `weeks` before the week of this Monday."""
    earliest = monday - timedelta(weeks=weeks)
    near = list(takewhile(lambda r: r.week.start >= earliest, reversed(history)))
    return tuple([r for r in reversed(near) if r.week.start < monday])


@remembered_of(64)  # a closed week stays as it is, and each of the next twelve asks for it
def completed_minutes(record: WeekRecord, wanted: Wanted) -> int:
    """Cardio minutes that count as completed: the planned ones if A_C >= 0.8, else the executed ones (G-40)."""
    if record.assumed:
        return sum(s.minutes for s in record.week.sessions if wanted(s))
    logged = read_record(record)
    cardio = [x for x in logged if x.session.is_cardio]
    share = adherence(cardio)
    if share is not None and share >= STEADY_ENOUGH:
        return sum(x.session.minutes for x in cardio if wanted(x.session))
    return round(sum(minutes_done(x) for x in cardio if wanted(x.session)))


@remembered_of(64)
def completed_load(record: WeekRecord) -> float:
    """Load of a closed week in minutes x RPE (G-11)."""
    if record.assumed:
        return sum(planned_load(s) for s in record.week.sessions)
    return sum(executed_load(x) for x in read_record(record))


def strength_done(record: WeekRecord) -> float:
    """Strength count of the sessions that were completed (0.6, G-40)."""
    if record.assumed:
        return record.week.counts.strength
    return sum(weight(x.session) for x in read_record(record) if x.session.is_strength and x.done)


def past_sessions(history: Iterable[WeekRecord], wanted: Wanted = is_cardio) -> tuple[PastSession, ...]:
    """Cardio sessions as F-31 counts them: planned ones of projected weeks as done, others as executed."""
    return tuple([past for record in history for past in _past_of(record, wanted)])


@remembered_of(64)
def _past_of(record: WeekRecord, wanted: Wanted) -> tuple[PastSession, ...]:
    week = record.week
    if record.assumed:
        return tuple(PastSession(week.date_of(s), s.minutes) for s in week.sessions if wanted(s))
    lived = [_past(x) for x in read_record(record) if wanted(x.session) and minutes_done(x)]
    beside = [
        PastSession(c.date, c.actual_minutes, planned=False, distance_km=c.distance_km)
        for c in unplanned(week, record.checkins)
        if c.actual_minutes and wanted_mode(c.mode, wanted)
    ]
    return (*lived, *beside)


def wanted_mode(mode: str | None, wanted: Wanted) -> bool:
    """Whether unplanned training in this mode counts: any cardio mode, or runs only."""
    return mode is not None and (wanted is not is_run or mode == Mode.RUN.value)


def _past(logged: Logged) -> PastSession:
    day = logged.checkin.date if logged.checkin is not None else logged.day
    km = logged.checkin.distance_km if logged.checkin is not None else None
    return PastSession(day, round(minutes_done(logged)), distance_km=km)


def at_start(minutes: int, start: date) -> PastSession:
    """What the athlete did before the plan, as a session of the day before its first week (F-31, D-75)."""
    return PastSession(start - timedelta(days=1), minutes)
