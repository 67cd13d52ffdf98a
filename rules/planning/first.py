"""Where a plan begins, and where it begins anew (D-02 to D-04, C-36)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from rules.athlete import Profile
from rules.calendar import start_week
from rules.cardio import hiit_start_n
from rules.constants import P
from rules.decisions import Decision
from rules.errors import OnHold
from rules.levels import assess
from rules.phases import lay_out
from rules.plan import Model
from rules.review.breaks import start_return
from rules.screening import check_age, effective
from rules.state import Recovery, Screening, TrainingState
from rules.weeks.context import block_exercises
from rules.weeks.situation import situation_of

AFTER_BIRTH_ROW = P.break_days[2]  # C-36: as after four weeks and more


def first_state(profile: Profile, screening: Screening, today: date) -> TrainingState:
    """The state before a plan's first week (D-02 to D-05).

    It starts this week from Monday to Wednesday, next Monday from Thursday on, and this week in any case if an event
    falls into it (D-04). Refuses with OnHold while a hold is active (U13), TooYoung and OutOfRange by age (C-35).
    """
    check_age(profile.age)
    monday = start_week(today, tuple(e.date for e in profile.events))
    restrictions = effective(screening, monday)
    if restrictions.hold is not None:
        raise OnHold(restrictions.hold)
    levels = assess(profile)
    layout = lay_out(profile, levels, monday)
    recovery: Recovery | None = None
    if restrictions.postpartum:
        recovery = start_return(AFTER_BIRTH_ROW, monday)
    state = TrainingState(
        profile=profile,
        screening=screening,
        model=layout.model,
        phases=layout.phases,
        start=monday,
        week_number=1,
        phase_index=0,
        week_in_phase=1,
        hiit_n=hiit_start_n(levels.endurance),
        recovery=recovery,
    )
    return with_exercises(state)


def replan(state: TrainingState, profile: Profile | None = None, model: Model | None = None) -> TrainingState:
    """The state with model and phases laid out anew from its next week on (D-02, D-05, D-12, G-30).

    For a new event, another goal, graduation, another model by the athlete's choice, or after a break of four weeks.
    The past stays.
    """
    changed = replace(state, profile=profile or state.profile)
    monday = state.start + timedelta(weeks=state.week_number - 1)
    layout = lay_out(changed.profile, assess(changed.profile), monday, state.week_number - 1, model)
    laid = replace(
        changed,
        model=layout.model,
        phases=layout.phases,
        phase_index=0,
        week_in_phase=1,
        easy_bonus_min=0,
    )
    return with_exercises(laid)


def with_exercises(state: TrainingState) -> TrainingState:
    """The state with the exercises of the block that begins (E-05)."""
    situation = situation_of(state, Decision.PROGRESS)
    return replace(state, block_exercises=block_exercises(situation, new_block=True))
