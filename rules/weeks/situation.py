"""Everything that shapes one week, worked out once from the state (D-01, D-16, D-70, D-71)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from rules.athlete import Event, Level, Priority, Window
from rules.cardio import ModeContext, mode_context
from rules.constants import P
from rules.decisions import Decision
from rules.fixed import as_sessions
from rules.levels import Levels, assess, is_inactive
from rules.phases import Fixture, long_event_ahead, ordered_events
from rules.phases.events import race_within
from rules.plan import Model, Phase, PhaseName
from rules.screening import Restrictions, effective
from rules.sessions import Session
from rules.state import TrainingState
from rules.weeks.base import skeleton_minutes
from rules.weeks.event_days import EventDays, event_days
from rules.weeks.standing import is_lighter, is_still_beginner, open_windows, training_days, usual_days

HIGH_VOLUME_MIN = 240
STEPDOWN_PHASES = frozenset({PhaseName.B1, PhaseName.B2, PhaseName.UNDULATING, PhaseName.GENERAL})
DELAYED_HIIT_AGE = 45
ONRAMP_WEEKS = len(P.onramp.factors)


@dataclass(frozen=True)  # without slots: it keeps what it has worked out
class Situation:
    """What the next week is built from. `days` is D of D-30; `week` counts from 1 within the phase.

    `beginner`: the rules for beginners inside an event plan still hold (D-05). `race`: the event whose preparation
    needs a weekly long session (D-30), `event`: the one this phase leads to. `fixed` is done anyway (D-72).
    """

    state: TrainingState
    decision: Decision
    first_day: int
    monday: date
    phase: Phase
    week: int
    levels: Levels
    restrictions: Restrictions
    beginner: bool
    deload: bool
    windows: tuple[tuple[Window, ...], ...]
    days: int
    event: Event | None
    race: Fixture | None
    modes: ModeContext
    fixed: tuple[Session, ...]
    around: EventDays
    high_volume: bool = False
    stepdown: bool = False
    spared_min: int = 0  # cardio that short windows take off the units, so that D-75 needn't
    cardio_most: int | None = None  # of the units, so that the placed week stays within a held one (G-50)

    @property
    def name(self) -> PhaseName:
        """The phase's name."""
        return self.phase.name

    @property
    def age(self) -> int:
        """Age in years."""
        return self.state.profile.age.years

    @cached_property
    def counted_week(self) -> int:
        """The week's number where a repeated week doesn't count (G-15)."""
        repeated = sum(record.decision is Decision.REPEAT for record in self.state.history)
        return self.state.week_number - repeated

    @cached_property
    def onramp_week(self) -> int:
        """1 or 2 in the weeks of the on-ramp of an inactive starter, else 0 (D-16)."""
        if not is_inactive(self.state.profile) or self.counted_week > ONRAMP_WEEKS:
            return 0
        return self.counted_week

    @cached_property
    def onramp_schedule(self) -> bool:
        """The on-ramp and the week in which it reaches 100 % follow D-16 alone."""
        return is_inactive(self.state.profile) and self.counted_week <= ONRAMP_WEEKS + 1

    @property
    def micro(self) -> bool:
        """Every window is shorter than 35 min (D-30, MICRO mode)."""
        return self.longest_window < P.micro_mode_lt_min

    @cached_property
    def longest_window(self) -> int:
        """Minutes of the longest window of the week."""
        return max((w.max_minutes for day in self.windows for w in day), default=0)

    @property
    def returning(self) -> bool:
        """The week lies on the way back from a break (G-30)."""
        return self.state.recovery is not None and self.state.recovery.kind == "return"

    @property
    def ill(self) -> bool:
        """The week lies on the way back from an illness (G-32)."""
        return self.state.recovery is not None and self.state.recovery.kind == "illness"

    @cached_property
    def hiit_delayed(self) -> bool:
        """An inactive starter of 45 or more waits four weeks for intervals (D-16)."""
        if self.age < DELAYED_HIIT_AGE or not is_inactive(self.state.profile):
            return False
        return self.counted_week <= P.onramp.hiit_delay_weeks_age45

    def date_of(self, day: int) -> date:
        """The date of a day of this week."""
        return self.monday + timedelta(days=day)


def situation_of(state: TrainingState, decision: Decision, first_day: int = 0) -> Situation:
    """The situation of the week that comes next in this state."""
    monday = state.start + timedelta(weeks=state.week_number - 1)
    levels = assess(state.profile)
    beginner = is_still_beginner(state, levels)
    windows = open_windows(state, first_day)
    around = event_days(state.profile, monday)
    usable = tuple(() if day in around.blocked else w for day, w in enumerate(windows))
    restrictions = effective(state.screening, monday)
    high_volume, stepdown = _volume(state, levels)
    return Situation(
        state=state,
        decision=decision,
        first_day=first_day,
        monday=monday,
        phase=state.phases[state.phase_index],
        week=state.week_in_phase,
        levels=levels,
        restrictions=restrictions,
        beginner=beginner,
        deload=is_lighter(state, decision),
        windows=windows,
        days=training_days(state, levels, usable, first_day),
        event=event_of(state),
        race=long_event_ahead(state.profile, monday, beginner=beginner),
        modes=_modes(state, levels, restrictions),
        fixed=tuple(s for s in as_sessions(state.profile.fixed_sessions) if s.day >= first_day),
        around=around,
        high_volume=high_volume,
        stepdown=stepdown,
    )


def event_of(state: TrainingState) -> Event | None:
    """The event that the state's phase leads to."""
    index = state.phases[state.phase_index].event_index
    return None if index is None else ordered_events(state.profile)[index]


def _modes(state: TrainingState, levels: Levels, restrictions: Restrictions) -> ModeContext:
    event = event_of(state)
    kind = event.type if event else None
    phase = state.phases[state.phase_index].name
    return mode_context(state.profile, levels, phase, kind, state.adjustments, restrictions)


def _volume(state: TrainingState, levels: Levels) -> tuple[bool, bool]:
    """Whether it is a plan of high volume (D-71), and whether it steps down from too much (D-70).

    Both are decided by what the athlete did when the plan began.
    """
    current = state.profile.current_cardio_min_per_week
    full_week = skeleton_minutes(state.phases[0].name, usual_days(state, levels))
    if current <= P.stepdown.trigger_ratio * full_week:
        return False, False
    race_near = race_within(state.profile, state.start, P.stepdown.event_free_weeks)
    if levels.priority is Priority.ENDURANCE or race_near:
        return current >= HIGH_VOLUME_MIN and state.model is not Model.BEGINNER, False
    return False, state.phases[state.phase_index].name in STEPDOWN_PHASES


def default_longest(levels: Levels) -> int:
    """The longest easy session of the last 30 days where the athlete didn't say (C-10)."""
    return {Level.NOVICE: 30, Level.INTERMEDIATE: 45, Level.ADVANCED: 60}[levels.endurance]
