"""Which model a plan follows and which phases it has: events first, else a rolling cycle (D-02, D-03, D-08)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rules.athlete import Goal, Overall, Priority, Profile
from rules.calendar import weeks_between, weeks_to_event
from rules.constants import P
from rules.levels import Levels
from rules.phases.counting import BEGINNER_WEEKS, count_back
from rules.phases.events import Fixture, ordered_events, upcoming
from rules.plan import Model, Phase, PhaseName

ROLLING_WEEKS = 12
CYCLES = {
    Priority.STRENGTH: (PhaseName.B1, PhaseName.B2),
    Priority.ENDURANCE: (PhaseName.B2, PhaseName.B3),
    Priority.BALANCED: (PhaseName.B1, PhaseName.B2, PhaseName.B3),
}
ROLLING_PHASES = {Model.BEGINNER: PhaseName.BEGINNER, Model.UNDULATING: PhaseName.UNDULATING}


@dataclass(frozen=True, slots=True)
class Layout:
    """A model and its phases. Without an event they roll on: more are laid out when the last one ends."""

    model: Model
    phases: tuple[Phase, ...]


def level_after(levels: Levels, weeks_done: int) -> Overall:
    """The overall level once so many weeks are completed: a beginner with 8 counts as intermediate (D-08)."""
    if levels.overall is Overall.BEGINNER and weeks_done >= BEGINNER_WEEKS:
        return Overall.INTERMEDIATE
    return levels.overall


def lay_out(
    profile: Profile,
    levels: Levels,
    monday: date,
    weeks_done: int = 0,
    model: Model | None = None,
) -> Layout:
    """Model and phases of a plan whose first week starts on this Monday (D-02, D-05, D-08).

    `model` is the athlete's own choice among those without an event.
    """
    peaks = [f for f in upcoming(profile, monday) if f.peak]
    if not peaks:
        return _rolling(profile, levels, level_after(levels, weeks_done), model)
    phases: tuple[Phase, ...] = ()
    start = monday
    for following, fixture in enumerate(peaks, start=1):
        done = weeks_done + weeks_between(monday, start)
        level = level_after(levels, done)
        weeks = weeks_to_event(start, fixture.date)
        phases += count_back(weeks, fixture.type, level, levels.priority, fixture.index)
        if following < len(peaks):
            phases += recovery_phase(fixture)
            start += timedelta(weeks=weeks + P.recovery_weeks[fixture.type])
    return Layout(Model.BLOCK, phases)


def recovery_phase(fixture: Fixture) -> tuple[Phase, ...]:
    """The recovery phase after an event; none after the shorter ones (D-08, D-09)."""
    weeks = P.recovery_weeks[fixture.type]
    return (Phase(PhaseName.RECOVERY, weeks, fixture.index),) if weeks else ()


def follow_on(
    profile: Profile, levels: Levels, layout: Layout, monday: date, weeks_done: int
) -> tuple[Layout, bool]:
    """What comes when the last phase has ended, and whether it simply lengthens that phase.

    After an event its recovery, after that a new layout; a rolling phase goes on, a cycle starts again.
    """
    last = layout.phases[-1]
    if last.name is PhaseName.TAPER and last.event_index is not None:
        recovery = recovery_phase(Fixture(ordered_events(profile)[last.event_index], last.event_index))
        if recovery:
            return Layout(layout.model, recovery), False
    has_event = last.event_index is not None
    chosen = None if has_event else layout.model
    following = lay_out(profile, levels, monday, weeks_done if has_event else 0, chosen)
    return following, following.phases[0].name is last.name and last.name in ROLLING_PHASES.values()


def block_weeks(profile: Profile, levels: Levels) -> int:
    """Weeks of a block without an event: 5, or 4 for advanced athletes and from 60 years (D-03)."""
    if profile.age.years >= P.age.senior:
        return P.block_length.age60
    return P.block_length.advanced if levels.overall is Overall.ADVANCED else P.block_length.default


def choose_model(goal: Goal, priority: Priority, level: Overall) -> Model:
    """The model without an event, rows 2 and 4 to 7 of D-02."""
    if level is Overall.BEGINNER:
        return Model.BEGINNER
    if priority is not Priority.BALANCED:
        return Model.BLOCK
    return Model.BLOCK if level is Overall.ADVANCED and goal is not Goal.HEALTH else Model.UNDULATING


def _rolling(profile: Profile, levels: Levels, level: Overall, chosen: Model | None) -> Layout:
    model = chosen or choose_model(profile.goal, levels.priority, level)
    if model is not Model.BLOCK:
        return Layout(model, (Phase(ROLLING_PHASES[model], ROLLING_WEEKS),))
    weeks = block_weeks(profile, levels)
    return Layout(model, tuple(Phase(name, weeks) for name in CYCLES[levels.priority]))
