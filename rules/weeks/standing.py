"""Where a state stands: beginner or not, deload or not, which windows and how many training days (D-06, D-30)."""

from __future__ import annotations

from datetime import timedelta

from rules.athlete import Goal, Overall, Window
from rules.calendar import minute_of
from rules.constants import P
from rules.decisions import Decision
from rules.levels import Levels
from rules.phases import is_deload_week
from rules.phases.calendar import Kind
from rules.phases.layout import level_after
from rules.plan import PhaseName
from rules.state import TrainingState, WeekRecord

FEW_DAYS_GOALS = frozenset({Goal.HEALTH})
FEW_DAYS = 5
LOOK_BACK_WEEKS = P.loading_weeks_max.default  # the deload calendar asks no further
BY_HEALTH = frozenset({Decision.STOP, Decision.ILLNESS, Decision.RETURN})
RESTLESS_FLAGS = frozenset(
    {"taper", "recovery", "illness", "return"}
)  # weeks that end a run of loading weeks


def is_still_beginner(state: TrainingState, levels: Levels) -> bool:
    """Whether the beginner's limits hold: until graduation, or until the second part of an event plan (D-05, D-08)."""
    if levels.overall is not Overall.BEGINNER:
        return False
    before = state.phases[: state.phase_index]
    if state.phases[state.phase_index].event_index is None:
        return state.phases[state.phase_index].name is PhaseName.BEGINNER
    ended = [i for i, p in enumerate(before) if p.name is PhaseName.TAPER]
    done = sum(p.weeks for p in before[: ended[-1] + 1]) if ended else 0
    lived_before = state.week_number - state.week_in_phase - sum(p.weeks for p in before)
    return level_after(levels, done + max(0, lived_before)) is Overall.BEGINNER


def is_lighter(state: TrainingState, decision: Decision) -> bool:
    """Whether the next week is a deload or cut-back week.

    The calendar's deload comes with DELOAD; a review that answers it with HOLD has cancelled it (G-16). A week that
    the athlete asked to have lighter stays so, unless health decides otherwise.
    """
    monday = state.start + timedelta(weeks=state.week_number - 1)
    if decision is Decision.DELOAD or (state.lighter_week == monday and decision not in BY_HEALTH):
        return True
    return decision is Decision.PROGRESS and is_planned_deload(state)


def is_planned_deload(state: TrainingState) -> bool:
    """Whether the calendar makes the next week a deload or cut-back week, after the weeks really lived (D-06)."""
    kinds = tuple(kind_of(record) for record in state.history[-LOOK_BACK_WEEKS:])
    return is_deload_week(
        state.phases, state.phase_index, state.week_in_phase, state.profile.age.years, kinds
    )


def kind_of(record: WeekRecord) -> Kind:
    """What a closed week was to the calendar."""
    if record.week.deload:
        return Kind.DELOAD
    rested = not record.week.sessions or record.week.flags & RESTLESS_FLAGS
    return Kind.REST if rested else Kind.LOADING


def open_windows(state: TrainingState, first_day: int) -> tuple[tuple[Window, ...], ...]:
    """The week's windows from `first_day` on, without those the reviews removed (G-15)."""
    removed = state.adjustments.removed_windows
    if not removed and first_day <= 0:
        return state.profile.availability
    return tuple(
        tuple(w for w in windows if (day, minute_of(w.start)) not in removed) if day >= first_day else ()
        for day, windows in enumerate(state.profile.availability)
    )


def usual_days(state: TrainingState, levels: Levels) -> int:
    """D of a whole week of this plan, however few days the week of today has (D-30)."""
    return training_days(state, levels, open_windows(state, 0), 0)


def training_days(
    state: TrainingState, levels: Levels, windows: tuple[tuple[Window, ...], ...], first_day: int
) -> int:
    """D = min(days with a window, `max_training_days`, 6); a week begun late holds its share (D-04, D-30)."""
    profile = state.profile
    is_low = levels.overall is Overall.BEGINNER or profile.goal in FEW_DAYS_GOALS
    wished = profile.max_training_days or (FEW_DAYS if is_low else P.training_days_max)
    most = min(wished, P.training_days_max, state.adjustments.max_days or P.training_days_max)
    share = -(-most * (7 - first_day) // 7)
    return min(sum(bool(day) for day in windows), most, share)
