"""What the prescriptions of one week depend on: the athlete, the phase, the decision and what is known (D-01, 0.10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rules.athlete import Event, Injury, Level, Profile
from rules.constants import P
from rules.decisions import Decision
from rules.injuries import InjuryLimits, injury_limits, lower_limb_pain
from rules.levels import Levels
from rules.plan import PhaseName
from rules.remembering import remembered
from rules.screening import Restrictions
from rules.sessions import SessionType
from rules.state import Adjustments, Lift, RegionLimit

UNADJUSTED, UNRESTRICTED = Adjustments(), Restrictions()


@dataclass(frozen=True)  # without slots: it keeps what it has worked out
class PrescriptionContext:
    """Input of `prescribe_week`. `week_start` is a Monday; `week_in_phase` counts from 1.

    `phase_weeks` is the length of the phase, `event` the event it leads to. `return_share` and `return_load` are the
    shares of sets and loads after a break (G-30), `weeks_trained` the consistent weeks behind (E-50), `jump_weeks`
    those with jumps, `sets_most` the most sets of the week (G-40; None: no bound). `high_volume`: D-71.
    `first_hiit`: no HIIT so far (C-50).
    """

    profile: Profile
    levels: Levels
    phase: PhaseName
    week_start: date
    week_number: int = 1
    week_in_phase: int = 1
    phase_weeks: int = 0
    deload: bool = False
    decision: Decision = Decision.PROGRESS
    event: Event | None = None
    lifts: tuple[Lift, ...] = ()
    block_exercises: tuple[tuple[str, str], ...] = ()
    adjustments: Adjustments = UNADJUSTED
    restrictions: Restrictions = UNRESTRICTED
    onramp: bool = False
    return_share: float = 1.0
    return_load: float = 1.0
    high_volume: bool = False
    weeks_trained: int = 0
    jump_weeks: int = 0
    sets_most: int | None = None
    first_hiit: bool = False
    held_minutes: tuple[tuple[SessionType, int], ...] = ()  # of the week before a reduced one, by type (G-50)

    @property
    def s_level(self) -> Level:
        """Level of the strength prescriptions."""
        return self.levels.strength

    @property
    def e_level(self) -> Level:
        """Level of the cardio prescriptions."""
        return self.levels.endurance

    @cached_property
    def is_senior(self) -> bool:
        """60 years and older (E-06)."""
        return self.profile.age.years >= P.age.senior

    @cached_property
    def is_deload(self) -> bool:
        """A planned or a reactive deload week (E-40, F-40)."""
        return self.deload or self.decision is Decision.DELOAD

    @property
    def is_last_taper_week(self) -> bool:
        """The event's own week at the end of a taper (D-07)."""
        return self.phase is PhaseName.TAPER and self.week_in_phase >= self.phase_weeks

    @cached_property
    def injuries(self) -> InjuryLimits:
        """What sore regions rule out this week (C-60, G-33, C-32)."""
        return _limits(self.profile.injuries, self.adjustments.regions, self.restrictions.light)

    @cached_property
    def sore_legs(self) -> bool:
        """Lower-limb pain from 3 (E-50, F-10)."""
        return lower_limb_pain(self.profile.injuries, self.adjustments.regions)


@remembered(32)  # the same few limits are asked for with every exercise of a week
def _limits(injuries: tuple[Injury, ...], regions: tuple[RegionLimit, ...], light: bool) -> InjuryLimits:
    return injury_limits(injuries, regions, light)
