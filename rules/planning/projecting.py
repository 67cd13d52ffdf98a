"""The way ahead: weeks projected as if everything gets done (D-01, 0.10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rules.athlete import Profile
from rules.calendar import monday_of, weeks_to_event
from rules.constants import P
from rules.decisions import Decision
from rules.levels import assess
from rules.phases import preparation_warnings, upcoming
from rules.plan import Plan, Week
from rules.planning.advancing import moved, settled
from rules.planning.first import first_state
from rules.screening import effective
from rules.sessions import Note, note
from rules.state import Screening, TrainingState, WeekRecord
from rules.weeks import build_week, is_planned_deload
from rules.weeks.situation import default_longest

DEFAULT_WEEKS = 12


def build_plan(profile: Profile, screening: Screening, today: date, weeks: int | None = None) -> Plan:
    """The plan from today on: `weeks` weeks, else 12 or to the last event and its recovery (D-01).

    The first week holds sessions from today on only. Refuses what `first_state` refuses.
    """
    state = first_state(profile, screening, today)
    levels = assess(profile)
    first_day = today.weekday() if monday_of(today) == state.start else 0
    return Plan(
        model=state.model,
        level=levels.overall,
        s_level=levels.strength,
        e_level=levels.endurance,
        priority=levels.priority,
        start=state.start,
        phases=state.phases,
        weeks=project(state, horizon(state) if weeks is None else weeks, first_day),
        warnings=plan_warnings(state),
    )


def project(state: TrainingState, weeks: int, first_day: int = 0) -> tuple[Week, ...]:
    """The next weeks of a state, every session done and every deload taken."""
    found: list[Week] = []
    decision = Decision.PROGRESS
    for _ in range(weeks):
        week = build_week(state, decision, first_day)
        found.append(week)
        state, decision = close_as_done(state, week)
        first_day = 0
    return tuple(found)


def horizon(state: TrainingState) -> int:
    """Weeks to the end of the recovery from the last event; without one 12."""
    ahead = upcoming(state.profile, state.start)
    if not ahead:
        return DEFAULT_WEEKS
    last = ahead[-1]
    return weeks_to_event(state.start, last.date) + P.recovery_weeks[last.type]


def plan_warnings(state: TrainingState) -> tuple[Note, ...]:
    """What to say about the plan as a whole (D-05, D-08, C-10).

    Emits `because.phase_order` (first, then) and `warn.max_days` (asked, most) beside those of
    `rules.phases.preparation`.
    """
    profile = state.profile
    levels = assess(profile)
    light = effective(state.screening, state.start).light
    longest = profile.longest_session_30d_min
    found = list(
        preparation_warnings(
            profile,
            levels.endurance,
            state.start,
            light=light,
            longest_min=default_longest(levels) if longest is None else longest,
        )
    )
    peaks = [f for f in upcoming(profile, state.start) if f.peak]
    if len(peaks) > 1:
        found.append(note("because.phase_order", first=peaks[0].type.value, then=peaks[1].type.value))
    asked = profile.max_training_days or 0
    if asked > P.training_days_max:
        found.append(note("warn.max_days", asked=asked, most=P.training_days_max))
    return tuple(found)


def close_as_done(state: TrainingState, week: Week) -> tuple[TrainingState, Decision]:
    """The state after a week taken as done, and the decision the calendar then takes."""
    record = WeekRecord(week, (), (), Decision.PROGRESS, assumed=True)
    after = moved(state, record)
    if is_planned_deload(after):
        record = replace(record, decision=Decision.DELOAD)
        after = moved(state, record)
    return settled(state, after, record), record.decision
