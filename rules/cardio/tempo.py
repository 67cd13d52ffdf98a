"""Tempo sessions and race efforts inside long ones (F-50, F-60).

Emits `do.race_effort` (event, minutes, pace in s/km where known).
"""

from __future__ import annotations

from rules.athlete import EventType, Level, Priority
from rules.cardio.pace import event_pace
from rules.levels import Levels
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.sessions import Band, Intervals, Note, note

STEPS = ((2, 8), (2, 10), (3, 8), (3, 10))
BETWEEN_MIN, WARMUP_MIN, COOLDOWN_MIN = 2, 10, 5
WARMUP_LEAST, COOLDOWN_LEAST = 5, 2
EFFORT = Band(6, 7)
TEMPO_PHASES = frozenset({PhaseName.B3, PhaseName.SHARPEN})
MARATHON_FROM_MIN, MARATHON_FIRST, MARATHON_STEP, MARATHON_MAX = 90, 20, 10, 50
HALF_EVERY, HALF_FIRST, HALF_STEP, HALF_MAX = 3, 15, 5, 25


def tempo_allowed(levels: Levels, phase: PhaseName) -> bool:
    """Tempo is for race and endurance priority, from intermediate endurance on, in B3 and SHARPEN (F-50)."""
    experienced = levels.endurance is not Level.NOVICE
    return experienced and levels.priority is Priority.ENDURANCE and phase in TEMPO_PHASES


def is_tempo_week(week_in_phase: int) -> bool:
    """Even weeks tempo, odd weeks HIIT (F-50)."""
    return week_in_phase % 2 == 0


def tempo_work(tempo_number: int, minutes: int | None = None) -> Intervals:
    """The `tempo_number`-th tempo of a phase, from 1: 2 x 8, 2 x 10, 3 x 8, 3 x 10 min with 2 min easy between (F-50).

    Around it 10 + 5 min. Where `minutes` are fewer, warm-up and cool-down shrink to 5 + 2 min, then the step before.
    """
    step = min(max(tempo_number, 1), len(STEPS)) - 1
    while step > 0 and minutes is not None and _main_min(step) + WARMUP_LEAST + COOLDOWN_LEAST > minutes:
        step -= 1
    n, work_min = STEPS[step]
    around = WARMUP_MIN + COOLDOWN_MIN if minutes is None else minutes - _main_min(step)
    cooldown = max(COOLDOWN_LEAST, min(COOLDOWN_MIN, around // 3))
    warmup = max(WARMUP_LEAST, min(WARMUP_MIN, around - cooldown))
    return Intervals(n, work_min * 60, BETWEEN_MIN * 60, warmup, cooldown)


def tempo_minutes(tempo_number: int) -> int:
    """Minutes of that session in full (F-50)."""
    work = tempo_work(tempo_number)
    return _main_min(STEPS.index((work.n, work.work_s // 60))) + work.warmup_min + work.cooldown_min


def race_effort(minutes: int, ctx: PrescriptionContext) -> Note | None:
    """The last part of a long run at race effort in B3 (F-60); None in other weeks and under limits.

    Marathon: every second week from 90 min on, 20 min and 10 more each time, at most 50. Half: every third week, 15
    to 25 min.
    """
    if ctx.phase is not PhaseName.B3 or ctx.event is None or ctx.is_deload or ctx.restrictions.light:
        return None
    week, kind = ctx.week_in_phase, ctx.event.type
    if kind is EventType.MARATHON and week % 2 == 0 and minutes >= MARATHON_FROM_MIN:
        part = min(MARATHON_MAX, MARATHON_FIRST + MARATHON_STEP * (week // 2 - 1))
    elif kind is EventType.HALF and week % HALF_EVERY == 0:
        part = min(HALF_MAX, HALF_FIRST + HALF_STEP * (week // HALF_EVERY - 1))
    else:
        return None
    pace = event_pace(kind, ctx.profile.recent_race, ctx.week_start)
    known = {} if pace is None else {"pace": pace}
    return note("do.race_effort", event=kind.value, minutes=part, **known)


def _main_min(step: int) -> int:
    n, work_min = STEPS[step]
    return n * work_min + (n - 1) * BETWEEN_MIN
