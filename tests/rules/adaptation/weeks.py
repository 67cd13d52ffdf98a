"""Weeks, logs and answers written as a coach would jot them down."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from rules.athlete import Mode
from rules.checkin import CheckIn, SkipReason, Status, TalkTest, Wellness
from rules.decisions import Decision
from rules.plan import Counts, PhaseName, Score, Week
from rules.sessions import ExerciseSet, Session, SessionType, SetKind
from rules.state import WeekRecord

MONDAY = date(2026, 11, 23)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

UNDULATING = """
Mon 18:00 S_LOWER* 60
Mon 19:00 C_FINISH 15 bike
Tue 18:00 S_UPPER 50
Tue 18:50 C_FINISH 20 row
Wed 18:00 C_HIIT 24 bike n=8
Thu 18:00 S_UPPER 50
Fri 18:00 S_LOWER 60
Sat 18:00 C_LONG 50 run
"""


def week(
    text: str = UNDULATING,
    *,
    start: date = MONDAY,
    phase: PhaseName = PhaseName.UNDULATING,
    number: int = 3,
    week_in_phase: int = 3,
    deload: bool = False,
) -> Week:
    """One session a line: day, start, type (* heavy), minutes, then mode and n= where it has them."""
    lines = [line.split() for line in text.strip().splitlines()]
    sessions = tuple(_session(words, f"{start:%Y%m%d}-{k}") for k, words in enumerate(lines, start=1))
    cardio = sum(s.minutes for s in sessions if s.is_cardio)
    counts = Counts(strength=4.0, cardio=3.0, hiit=sum(s.type is SessionType.HIIT for s in sessions))
    return Week(
        start, number, phase, week_in_phase, deload, sessions, counts, cardio, Score(20, 8, 2, 8, 0, 2)
    )


def _session(words: list[str], session_id: str) -> Session:
    day, clock, kind, minutes, *rest = words
    modes = [Mode(word) for word in rest if word in set(Mode)]
    n = next((int(word[2:]) for word in rest if word.startswith("n=")), None)
    hours, minute = clock.split(":")
    return Session(
        id=session_id,
        day=DAYS.index(day),
        start=time(int(hours), int(minute)),
        minutes=int(minutes),
        type=SessionType(kind.rstrip("*")),
        mode=modes[0] if modes else None,
        heavy=kind.endswith("*"),
        intervals=n,
        flags=frozenset(word for word in rest if word in {"fixed", "optional", "long"}),
    )


def done(session: Session, in_week: Week, rpe: int | None = None, **more: Any) -> CheckIn:
    """The session logged as done."""
    return CheckIn(in_week.date_of(session), Status.DONE, session.id, rpe=rpe, **more)


def skipped(session: Session, in_week: Week, reason: SkipReason = SkipReason.TIME) -> CheckIn:
    """The session logged as skipped."""
    return CheckIn(in_week.date_of(session), Status.SKIPPED, session.id, reason=reason)


def partial(session: Session, in_week: Week, minutes: int | None = None, **more: Any) -> CheckIn:
    """The session logged as cut short."""
    day = in_week.date_of(session)
    return CheckIn(day, Status.PARTIAL, session.id, actual_minutes=minutes, **more)


def all_done(in_week: Week) -> tuple[CheckIn, ...]:
    """Every session done at the effort expected."""
    return tuple(done(s, in_week) for s in in_week.sessions)


def first_done(in_week: Week, count: int) -> tuple[CheckIn, ...]:
    """The first sessions done, the others skipped for time."""
    pairs = enumerate(in_week.sessions)
    return tuple(done(s, in_week) if k < count else skipped(s, in_week) for k, s in pairs)


def record(
    in_week: Week,
    checkins: tuple[CheckIn, ...] | None = None,
    decision: Decision = Decision.PROGRESS,
    wellness: tuple[Wellness, ...] = (),
    fatigue: int | None = None,
) -> WeekRecord:
    """A closed week, all done unless told otherwise."""
    logs = all_done(in_week) if checkins is None else checkins
    return WeekRecord(in_week, logs, wellness, decision, fatigue=fatigue)


def nights(start: date, hours: float, count: int = 7) -> tuple[Wellness, ...]:
    """The same sleep every night of a week."""
    return tuple(Wellness(start + timedelta(days=k), sleep_h=hours) for k in range(count))


def talked(in_week: Week, *answers: TalkTest) -> tuple[CheckIn, ...]:
    """All done, with these talk tests on the easy and long sessions in order."""
    easy = [s for s in in_week.sessions if s.type in (SessionType.EASY, SessionType.LONG, SessionType.FINISH)]
    said = {s.id: answer for s, answer in zip(easy, answers, strict=False)}
    return tuple(done(s, in_week, talk_test=said.get(s.id)) for s in in_week.sessions)


def main_lift(exercise_id: str = "back_squat", sets: int = 4, low: int = 4, high: int = 6) -> ExerciseSet:
    """A main lift at 2 in reserve, 80 kg."""
    return ExerciseSet(exercise_id, SetKind.MAIN, sets, low, high, 2, 150, 80.0)
