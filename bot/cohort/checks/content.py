"""U5, U7, U8 and the limits of health: intervals, ceilings, one long session, what screen and pain forbid."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cohort.checks.terms import FAST, cardio_count, is_heavy, is_long, ours, where
from bot.cohort.findings import Finding
from rules.athlete import Level, Mode, Overall
from rules.exercises import EXERCISES, load_kind
from rules.injuries import injury_limits
from rules.levels import assess
from rules.plan import PhaseName, Week
from rules.screening import effective
from rules.sessions import Session, SessionType
from rules.state import TrainingState

BELOW_EIGHT_FLAGS = frozenset({"onramp", "return", "reduced", "deload", "taper"})
ENDURANCE_PHASES = frozenset({PhaseName.B3, PhaseName.SHARPEN, PhaseName.TAPER})
DAY_MAX_MIN = {Level.NOVICE: 75, Level.INTERMEDIATE: 120, Level.ADVANCED: 120}
SENIOR = 60
STEADY_MOST, CARDIO_MOST, B3_MOST, HIGH_VOLUME_MOST = 3.0, 4.0, 5.0, 6.0


def content_findings(state: TrainingState, week: Week) -> Iterator[Finding]:
    """Everything that a week may not hold."""
    planned = ours(week.sessions)
    for s in planned:
        yield from _intervals(s, week)
    yield from _ceilings(state, week, planned)
    if sum(map(is_long, planned)) > 1:
        yield Finding("U8", f"week {week.number}: two long sessions")
    yield from _health(state, week, planned)
    yield from _day_minutes(state, week, planned)


def _intervals(s: Session, week: Week) -> Iterator[Finding]:
    if s.type is not SessionType.HIIT:
        return
    n = s.intervals or 0
    if not 8 <= n <= 12 and not s.flags & BELOW_EIGHT_FLAGS:
        yield Finding("U5", f"{where(week, s)}: n = {n} without a flag")
    if not 4 <= n <= 12 or s.minutes not in (2 * n + 8, 2 * n + 4):
        yield Finding("U5", f"{where(week, s)}: n = {n}")


def _ceilings(state: TrainingState, week: Week, planned: list[Session]) -> Iterator[Finding]:
    """D-20 by level, age and phase; D-71 and illness steps have their own numbers."""
    hiit = sum(s.type is SessionType.HIIT for s in planned)
    if hiit > _hiit_most(state, week):
        yield Finding("U7", f"week {week.number} {week.phase}: {hiit} HIIT")
    if sum(s.type is SessionType.TEMPO for s in planned) > 1:
        yield Finding("U7", f"week {week.number} {week.phase}: two tempo sessions")
    count = cardio_count(planned)
    if "high_volume" in week.flags:
        if count > HIGH_VOLUME_MOST:
            yield Finding("U7", f"week {week.number} {week.phase}: C = {count}")
        return
    endurance = week.phase in ENDURANCE_PHASES
    if count > (B3_MOST if endurance else CARDIO_MOST):
        yield Finding("U7", f"week {week.number} {week.phase}: C = {count}")
    free = endurance or week.phase is PhaseName.BEGINNER or "illness" in week.flags
    steady = cardio_count(s for s in planned if s.type not in FAST)
    if steady > STEADY_MOST and not free:
        yield Finding("U7", f"week {week.number} {week.phase}: steady {steady}")


def _hiit_most(state: TrainingState, week: Week) -> int:
    levels, profile = assess(state.profile), state.profile
    most = {Level.NOVICE: 1, Level.INTERMEDIATE: 2, Level.ADVANCED: 3 if profile.wants_three_hiit else 2}
    beginner = levels.overall is Overall.BEGINNER and week.phase is PhaseName.BEGINNER
    return 1 if beginner or profile.age.years >= SENIOR else most[levels.endurance]


def _health(state: TrainingState, week: Week, planned: list[Session]) -> Iterator[Finding]:
    """D-47: the screen's limits, C-60 and G-33 of sore regions, E-06."""
    limits = effective(state.screening, week.start)
    injuries = injury_limits(state.profile.injuries, state.adjustments.regions, limits.light)
    equipment = state.profile.equipment
    for s in planned:
        forbidden = (
            (limits.no_hiit and s.type is SessionType.HIIT)
            or (limits.no_tempo and s.type is SessionType.TEMPO)
            or (limits.no_heavy and is_heavy(s))
            or (limits.no_running and s.mode is Mode.RUN)
            or (
                limits.max_cardio_minutes is not None
                and s.is_cardio
                and s.minutes > limits.max_cardio_minutes
            )
        )
        if forbidden:
            yield Finding("D-47", where(week, s))
        if s.is_cardio and s.mode in injuries.modes:
            yield Finding("C-60", f"{where(week, s)} by {s.mode}")
        for e in s.exercises:
            exercise = EXERCISES[e.exercise_id]
            if injuries.blocks(exercise, load_kind(exercise, equipment)):
                yield Finding("C-60", f"{where(week, s)}: {e.exercise_id}")
            if limits.min_rir is not None and e.rir < limits.min_rir and not e.seconds:
                yield Finding("C-32", f"{where(week, s)}: {e.exercise_id} at {e.rir} in reserve")


def _day_minutes(state: TrainingState, week: Week, planned: list[Session]) -> Iterator[Finding]:
    """D-42: minutes a day, long sessions of race plans exempt."""
    most = DAY_MAX_MIN[assess(state.profile).strength]
    race = bool(state.profile.events) or "high_volume" in week.flags
    for day in {s.day for s in planned}:
        total = sum(s.minutes for s in planned if s.day == day and not (race and is_long(s)))
        if total > most:
            yield Finding("D-42", f"week {week.number} {week.phase} day {day}: {total} min")
