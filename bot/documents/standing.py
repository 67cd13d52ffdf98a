"""From a state document to where the athlete stands: the plan begun, its weeks lived, the week to review (0.10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.documents.athlete import Athlete, athlete_of
from bot.documents.diary import Diary, diary_of
from bot.documents.problems import BadInput, Problems, problem
from bot.documents.state import LivedDocument, PositionDocument, StateDocument
from bot.documents.week import week_of
from rules.adaptation import adapt
from rules.calendar import monday_of
from rules.decisions import Decision
from rules.errors import OnHold
from rules.levels import assess
from rules.plan import Week
from rules.planning import close_as_done, first_state
from rules.state import Lift, TrainingState
from rules.weeks import build_week

FARTHEST_WEEKS = 260
SUNDAY = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a review needs."""

    athlete: Athlete
    state: TrainingState
    week: Week
    diary: Diary
    today: date


@dataclass(frozen=True, slots=True)
class _Here:
    """A state and the week that the rules built from it."""

    state: TrainingState
    week: Week


def standing_of(document: StateDocument) -> Standing:
    """Begin the plan, live its weeks, go to the position. Refuses with BadInput."""
    athlete = athlete_of(document.profile, document.start)
    here = _at(document, _lived(document, _begun(athlete, document.start)))
    problems = Problems()
    read, today = problems.of(_read, here, document, ""), problems.of(_today, here, document)
    week, diary = problems.settled(read)
    return Standing(athlete, here.state, week, diary, problems.settled(today))


def _today(here: _Here, document: StateDocument) -> date:
    today = document.today or here.week.start + SUNDAY
    if today < here.week.start:
        raise BadInput([problem("today", today.isoformat(), f"{here.week.start} or later")])
    return today


def _begun(athlete: Athlete, start: date) -> _Here:
    try:
        state = first_state(athlete.profile, athlete.screening, start)
    except OnHold as refusal:
        raise BadInput(
            [problem("profile.screening", refusal.hold, "no hold: there is no plan yet")]
        ) from None
    first_day = start.weekday() if monday_of(start) == state.start else 0
    return _Here(state, build_week(state, first_day=first_day))


def _lived(document: StateDocument, here: _Here) -> _Here:
    for number, lived in enumerate(document.weeks):
        week, diary = _read(here, lived, f"weeks[{number}].")
        made = adapt(here.state, week, diary.checkins, diary.wellness, week.start + SUNDAY)
        if made.next_week is None:
            last = problem(
                "weeks", len(document.weeks), f"{number + 1}: the plan stops there ({made.decision})"
            )
            raise BadInput([last])
        here = _Here(made.state, made.next_week)
    return here


def _at(document: StateDocument, here: _Here) -> _Here:
    wanted = document.position
    if wanted is None:
        return here
    for _ in range(FARTHEST_WEEKS):
        phase = here.state.phases[here.state.phase_index]
        if (phase.name, here.state.week_in_phase) == (wanted.phase, wanted.week_in_phase):
            return _as_told(here, wanted)
        state, decision = close_as_done(here.state, here.week)
        here = _Here(state, build_week(state, decision))
    path = ", ".join(f"{p.name} {p.weeks}" for p in here.state.phases[:12])
    raise BadInput(
        [problem("position", f"{wanted.phase} {wanted.week_in_phase}", f"a week of the plan: {path}")]
    )


def _as_told(here: _Here, told: PositionDocument) -> _Here:
    """The state with the numbers that the document names."""
    named = {x.exercise_id: Lift(x.exercise_id, x.load, x.reps_target) for x in told.lifts}
    state = here.state
    kept = tuple(x for x in state.lifts if x.exercise_id not in named)
    state = replace(
        state,
        hiit_n=state.hiit_n if told.hiit_n is None else told.hiit_n,
        long_min=state.long_min if told.long_min is None else told.long_min,
        easy_bonus_min=state.easy_bonus_min if told.easy_bonus_min is None else told.easy_bonus_min,
        lifts=(*kept, *named.values()),
    )
    decision = Decision.DELOAD if here.week.deload else Decision.PROGRESS
    return _Here(state, build_week(state, decision))


def _read(here: _Here, lived: LivedDocument, prefix: str) -> tuple[Week, Diary]:
    week = here.week
    if lived.week is not None:
        week = week_of(lived.week, assess(here.state.profile).strength)
        if week.start != here.week.start:
            allowed = f"{here.week.start}, the week that comes here"
            raise BadInput([problem(f"{prefix}week.start", week.start.isoformat(), allowed)])
    return week, diary_of(week, lived.checkins, lived.wellness, as_planned=lived.as_planned, prefix=prefix)
