"""What the choice of a cardio mode depends on: the athlete's modes, less what is ruled out (F-03, F-10, C-60)."""

from __future__ import annotations

from dataclasses import dataclass

from rules.athlete import EventType, Level, Mode, Priority, Profile
from rules.injuries import InjuryLimits, injury_limits, lower_limb_pain
from rules.levels import Levels, is_inactive
from rules.plan import PhaseName
from rules.remembering import remembered_of
from rules.screening import Restrictions
from rules.state import Adjustments

RUN_EVENTS = frozenset({EventType.K5, EventType.K10, EventType.HALF, EventType.MARATHON, EventType.ULTRA})
OUTDOORS = frozenset({Mode.RUN, Mode.WALK, Mode.STAIRS})
MACHINES = {
    "bike": Mode.BIKE,
    "rower": Mode.ROW,
    "ski_erg": Mode.SKI,
    "elliptical": Mode.ELLIPTICAL,
    "pool": Mode.SWIM,
}
MODE_NAMES = frozenset(mode.value for mode in Mode)
NO_INJURIES, UNADJUSTED, UNRESTRICTED = InjuryLimits(), Adjustments(), Restrictions()


@dataclass(frozen=True, slots=True)
class ModeContext:
    """What the choice of a mode depends on."""

    main_mode: Mode
    usable: frozenset[Mode]
    e_level: Level
    age_years: int
    phase: PhaseName
    priority: Priority
    event: EventType | None = None
    injuries: InjuryLimits = NO_INJURIES
    sore_legs: bool = False  # lower-limb pain from 3
    likes: frozenset[str] = frozenset()
    swaps: tuple[tuple[Mode, Mode], ...] = ()
    run_walk_level: int | None = None  # F-03; None: running is continuous


@remembered_of(16)  # a phase of a plan has one, and it is asked for each piece of each week
def mode_context(
    profile: Profile,
    levels: Levels,
    phase: PhaseName,
    event: EventType | None = None,
    adjustments: Adjustments = UNADJUSTED,
    restrictions: Restrictions = UNRESTRICTED,
) -> ModeContext:
    """The context of one week; `event` is the event the phase leads to (F-10, C-60, C-31).

    Usable are the outdoor modes, the machines at hand, the main mode and liked ones, less what an injury, the
    health screen or a dislike rules out.
    """
    injuries = injury_limits(profile.injuries, adjustments.regions, restrictions.light)
    main = main_mode(profile)
    at_hand = OUTDOORS | {mode for thing, mode in MACHINES.items() if thing in profile.equipment}
    at_hand |= {main} | {Mode(name) for name in profile.likes & MODE_NAMES}
    ruled_out = injuries.modes | {Mode(name) for name in profile.dislikes & MODE_NAMES} | {Mode.MIXED}
    if restrictions.no_running:
        ruled_out |= {Mode.RUN}
    return ModeContext(
        main_mode=main,
        usable=frozenset(at_hand - ruled_out),
        e_level=levels.endurance,
        age_years=profile.age.years,
        phase=phase,
        priority=levels.priority,
        event=event,
        injuries=injuries,
        sore_legs=lower_limb_pain(profile.injuries, adjustments.regions),
        likes=profile.likes,
        swaps=adjustments.mode_swaps,
        run_walk_level=run_walk_level(profile, levels.endurance, adjustments.run_walk_level),
    )


def main_mode(profile: Profile) -> Mode:
    """The main mode; without one `run` if a running event is planned, else `mixed` (C-10)."""
    if profile.main_cardio_mode is not None:
        return profile.main_cardio_mode
    return Mode.RUN if any(event.type in RUN_EVENTS for event in profile.events) else Mode.MIXED


def run_walk_level(profile: Profile, e_level: Level, current: int | None = None) -> int | None:
    """The rung of the run-walk ladder: the one in force, else 0 if inactive, 2 for an e novice, None (F-03)."""
    if current is not None:
        return current
    if e_level is not Level.NOVICE:
        return None
    return 0 if is_inactive(profile) else 2
