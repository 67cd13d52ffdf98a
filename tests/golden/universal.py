"""What must hold for every plan and every week that any test builds: U1 to U9, U11, U12, U13 (golden scenarios)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from rules.athlete import Level, Mode, Overall, Profile
from rules.interference import counts
from rules.levels import assess
from rules.plan import Plan, Week
from rules.screening import effective
from rules.sessions import Note, Session, SessionType
from rules.state import Screening

HARD = frozenset({SessionType.HIIT, SessionType.TEMPO})
LOWER = frozenset({SessionType.LOWER, SessionType.FULL})
LIGHT_FLAGS = frozenset({"onramp", "return", "reduced", "deload", "taper"})
ENDURANCE_PHASES = frozenset({"B3", "SHARPEN", "TAPER"})
SEPARATE_MIN = 180
CODE = re.compile(r"[a-z]+(\.[a-z0-9_]+)+")
DEFAULT_LONGEST = {Level.NOVICE: 30, Level.INTERMEDIATE: 45, Level.ADVANCED: 60}
Dated = tuple[date, int, Mode | None]


def check_plan(profile: Profile, plan: Plan, screening: Screening | None = None) -> None:
    """Every universal assert of a projected plan but U11, for which a test builds it twice."""
    assert effective(screening or Screening(), plan.start).hold is None, "U13"
    check_weeks(profile, plan.weeks)


def check_weeks(profile: Profile, weeks: Sequence[Week]) -> None:
    """Every universal assert of a run of weeks in order."""
    for week in weeks:
        check_week(profile, week)
    check_borders(weeks)
    check_long_growth(profile, weeks)


def check_week(profile: Profile, week: Week) -> None:
    """U1 to U8 and U12 of one week."""
    planned = trained(week.sessions)
    days = {s.day for s in planned}
    assert len(days) < 7 or _fixed_everywhere(profile), f"U1: no rest day in week {week.number}"
    check_days(planned)
    check_intervals(planned)
    check_windows(profile, planned)
    check_ceilings(profile, week)
    assert len([s for s in planned if is_long(s)]) <= 1, "U8"
    check_codes(week)
    assert [s.start_minute for s in week.sessions] == sorted(s.start_minute for s in week.sessions)
    assert len({s.id for s in week.sessions}) == len(week.sessions)


def trained(sessions: Iterable[Session]) -> list[Session]:
    """Strength and cardio of ours: neither fixed, nor events, nor active recovery."""
    return [s for s in sessions if (s.is_strength or s.is_cardio) and "fixed" not in s.flags]


def is_long(session: Session) -> bool:
    return session.type is SessionType.LONG or "long" in session.flags


def is_intense(session: Session) -> bool:
    """As the specification's reference code says it."""
    is_long_run = session.type is SessionType.LONG and session.mode is Mode.RUN and session.minutes > 75
    return session.type in HARD or is_long_run


def is_heavy(session: Session) -> bool:
    return session.heavy and session.type in LOWER


def check_days(planned: Sequence[Session]) -> None:
    """U2: strength first inside a session; a separate cardio session before it only with three hours between."""
    for s in planned:
        for c in planned:
            if s.is_strength and c.is_cardio and s.day == c.day and c.start_minute < s.start_minute:
                assert s.start_minute - c.end_minute >= SEPARATE_MIN, "U2"


def check_borders(weeks: Sequence[Week]) -> None:
    """U1, U3 and U4 over the borders of days and weeks."""
    timeline = [(w.start + timedelta(days=s.day), s) for w in weeks for s in trained(w.sessions)]
    by_day: dict[date, list[Session]] = {}
    for day, session in timeline:
        by_day.setdefault(day, []).append(session)
    days = sorted(by_day)
    streak = 1
    for yesterday, today in pairwise(days):
        streak = streak + 1 if today - yesterday == timedelta(days=1) else 1
        assert streak <= 6, f"U1: more than six days in a row up to {today}"
        if today - yesterday == timedelta(days=1):
            _check_neighbours(by_day[yesterday], by_day[today], today)
    for day, sessions in by_day.items():
        _check_same_day(sessions, day, few=_few_days(weeks, day))


def _check_neighbours(before: list[Session], after: list[Session], day: date) -> None:
    heavy_after = any(is_heavy(s) for s in after)
    assert not (heavy_after and any(is_intense(c) for c in before)), f"U3: the day before {day}"
    for s in (s for s in before if is_heavy(s)):
        for c in (c for c in after if is_intense(c)):
            assert c.start >= s.start, f"U3: under 24 h after heavy legs, {day}"
    fast = [any(s.type in HARD for s in sessions) for sessions in (before, after)]
    assert not all(fast), f"U4: {day}"
    assert not (heavy_after and any(is_heavy(s) for s in before)), f"D-45: {day}"


def _check_same_day(sessions: list[Session], day: date, *, few: bool) -> None:
    heavy = [s for s in sessions if is_heavy(s)]
    intense = [c for c in sessions if is_intense(c)]
    allowed = few and all(c.mode in (Mode.BIKE, Mode.ROW) and (c.intervals or 99) <= 8 for c in intense)
    assert not (heavy and intense) or allowed, f"U3: heavy legs and intense cardio on {day}"


def _few_days(weeks: Sequence[Week], day: date) -> bool:
    week = next(w for w in weeks if 0 <= (day - w.start).days < 7)
    return len({s.day for s in trained(week.sessions)}) <= 2


def check_intervals(planned: Iterable[Session]) -> None:
    """U5."""
    for session in planned:
        if session.type is SessionType.HIIT:
            n = session.intervals or 0
            assert 8 <= n <= 12 or session.flags & LIGHT_FLAGS, f"U5: n = {n} without a flag"
            assert 4 <= n <= 12
            assert session.minutes in (2 * n + 8, 2 * n + 4), "U5: minutes"


def check_windows(profile: Profile, planned: Iterable[Session]) -> None:
    """U6."""
    for s in planned:
        begin = s.start.hour * 60 + s.start.minute
        spans = [(w.start.hour * 60 + w.start.minute, w.max_minutes) for w in profile.availability[s.day]]
        assert any(at <= begin and begin + s.minutes <= at + long for at, long in spans), f"U6: {s.id}"


def check_ceilings(profile: Profile, week: Week) -> None:
    """U7: HIIT by level and age, cardio by phase; what is optional or of D-71 excepted."""
    levels = assess(profile)
    most = {Level.NOVICE: 1, Level.INTERMEDIATE: 2, Level.ADVANCED: 3 if profile.wants_three_hiit else 2}
    hiit_most = most[levels.endurance]
    if profile.age.years >= 60 or (levels.overall is Overall.BEGINNER and week.phase.value == "BEGINNER"):
        hiit_most = 1
    planned = trained(week.sessions)
    assert len([s for s in planned if s.type is SessionType.HIIT]) <= hiit_most, "U7: HIIT"
    assert len([s for s in planned if s.type is SessionType.TEMPO]) <= 1, "U7: tempo"
    if "high_volume" in week.flags:
        assert week.counts.cardio <= 6
        return
    is_b3 = week.phase.value in ENDURANCE_PHASES
    fixed = sum(s.is_cardio and "fixed" in s.flags and s.minutes >= 20 for s in week.sessions)
    ours = counts(planned).cardio
    alone = 1.0 if any(is_long(s) for s in planned) else 0.0
    assert ours <= max(alone, (5.0 if is_b3 else 4.0) - fixed), "U7: cardio"
    steady = sum(0.5 if s.type is SessionType.FINISH else 1.0 for s in planned if _is_steady(s))
    is_free = is_b3 or week.phase.value == "BEGINNER" or "illness" in week.flags
    assert is_free or steady <= 3.0, "U7: steady"


def _is_steady(session: Session) -> bool:
    return session.is_cardio and session.type not in HARD


def check_long_growth(profile: Profile, weeks: Sequence[Week]) -> None:
    """U9: the long session within L + max(5, 10 %) of the last 30 days; runs count for runs, else any cardio."""
    longest = profile.longest_session_30d_min
    if longest is None:
        longest = DEFAULT_LONGEST[assess(profile).endurance]
    main = profile.main_cardio_mode
    known = Mode.RUN if main in (Mode.RUN, Mode.MIXED, None) else main
    past: list[Dated] = [(weeks[0].start - timedelta(days=1), longest, known)]
    for week in weeks:
        long = next((s for s in trained(week.sessions) if is_long(s)), None)
        if long is not None:
            most = _cap(past, week.date_of(long), long.mode)
            assert long.minutes <= most, f"U9: {long.minutes} > {most} in week {week.number}"
        past += [(week.date_of(s), s.minutes, s.mode) for s in week.sessions if s.is_cardio]


def _cap(past: list[Dated], day: date, mode: Mode | None) -> int:
    counted = [(on, minutes) for on, minutes, done in past if mode is not Mode.RUN or done is Mode.RUN]
    recent = [minutes for on, minutes in counted if 0 < (day - on).days <= 30]
    best = max([20, *recent])
    if not any(minutes >= 45 for minutes in recent):
        older = [minutes for on, minutes in counted if 0 < (day - on).days <= 56]
        best = max(best, min(45, max([0, *older])))
    return best + max(5, math.floor(best * 0.1 + 1e-9))


def check_codes(week: Week) -> None:
    """U12: the rules speak in codes, so that no sentence can promise anything; and every note has its code."""
    notes: list[Note | None] = [week.purpose, week.milestone, *week.notes]
    notes += [d.reason for d in week.degradations]
    notes += [n for s in week.sessions for n in (*s.notes, s.order_note, s.pace_note)]
    for told in notes:
        assert told is None or CODE.fullmatch(told.code), told
    assert week.purpose is not None
    assert all(d.rule_id for d in week.degradations)


def _fixed_everywhere(profile: Profile) -> bool:
    return len({f.day for f in profile.fixed_sessions if f.minutes >= 20}) == 7
