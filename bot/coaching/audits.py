"""The check of a week: ours as planned, or the one that someone told; and its smallest edit in the plan (D-65)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.coaching import days, moves, weeks
from bot.coaching.days import Standing
from bot.coaching.people import Person
from bot.coaching.ports import UnitOfWork
from bot.coaching.telling import from_json, to_json
from rules.athlete import Mode, Window
from rules.audit import Audit, Edit, audit, smallest_edit
from rules.audit.checklist import Check, Grade, checklist
from rules.audit.fitting import fitted, training_times
from rules.audit.told import ToldWeek, as_told, failed_easy_minutes, sessions_of
from rules.calendar import minute_of
from rules.days import clock, clock_end
from rules.decisions import Decision
from rules.fixed import is_fixed
from rules.hard import HardContext
from rules.interference import counts, score_week
from rules.levels import assess
from rules.plan import Score, Week
from rules.sessions import Session, note
from rules.soft import Athlete
from rules.state import TrainingState
from rules.weeks.intervals import ceiling, is_allowed
from rules.weeks.situation import situation_of

NOTE = "audit"
Availability = tuple[tuple[Window, ...], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A judged week: what was found, worst first, and the running plan with the smallest edit in it where that fits.

    `times` are the training times of a told week after its edit, where the plan can take no more than these.
    """

    week: tuple[Session, ...]
    audit: Audit
    checks: tuple[Check, ...]
    ours: bool
    after: Score | None = None  # after the smallest edit
    plan_after: Week | None = None
    times: Availability | None = None

    @property
    def biggest(self) -> str:
        """The term of the score that costs most (D-60)."""
        score = self.audit.score
        terms = ("pairing", "volume", "quality", "number", "rest")
        return max(terms, key=lambda term: float(getattr(score, term)))

    def of(self, grade: str) -> tuple[Check, ...]:
        """The checks that turned out so."""
        return tuple(check for check in self.checks if check.grade == Grade(grade))

    def sessions(self, ids: Iterable[str]) -> tuple[Session, ...]:
        """The sessions of a finding, in order of time."""
        named = frozenset(ids)
        return tuple(s for s in self.week if s.id in named)


async def keep(uow: UnitOfWork, person: Person, key: str, told: ToldWeek, now: datetime) -> None:
    """Keep a told week under its key, so that the buttons of its result work for as long as it stands there."""
    await uow.training.note(person.id, NOTE, {"key": key, "week": to_json(told)}, now)


async def kept(uow: UnitOfWork, person: Person, key: str = "") -> ToldWeek | None:
    """The told week of this key; without one the last that was told."""
    notes = await uow.training.notes(person.id, NOTE)
    found = next((note for note in reversed(notes) if not key or note["key"] == key), None)
    return from_json(found["week"]) if found else None


async def plan_told(uow: UnitOfWork, person: Person, local_now: datetime) -> ToldWeek | None:
    """This week's plan as something to begin from; None without one."""
    standing = await days.standing(uow, person, local_now.date())
    return as_told(standing.week.sessions) if standing else None


async def usual_mode(uow: UnitOfWork, person: Person) -> Mode:
    """How this person does cardio where they don't say."""
    state = await uow.training.state(person.id)
    return (state.profile.main_cardio_mode if state else None) or Mode.RUN


async def check_told(uow: UnitOfWork, person: Person, told: ToldWeek, local_now: datetime) -> Checked | None:
    """Judge a told week; no training times bind it. None without a plan."""
    state = await uow.training.state(person.id)
    if state is None:
        return None
    hard = HardContext(assess(state.profile).strength, race=bool(state.profile.events), any_length=True)
    found = await _judged(state, sessions_of(told), hard, failed_easy_minutes(told))
    return await _with_plan(uow, person, found, local_now)


async def check_plan(uow: UnitOfWork, person: Person, local_now: datetime) -> Checked | None:
    """Judge this week as it is planned, with the weeks around it; None without one."""
    state = await uow.training.state(person.id)
    standing = await days.standing(uow, person, local_now.date())
    context = await moves.context_of(uow, person, standing, local_now) if standing else None
    if state is None or standing is None or context is None:
        return None
    week = standing.week.sessions
    windows = state.profile.availability
    hard = replace(context.hard, any_length=True, availability=windows if _within(week, windows) else None)
    found = replace(await _judged(state, week, hard, 0), ours=True)
    return await _with_plan(uow, person, found, local_now)


async def swap(uow: UnitOfWork, person: Person, found: Checked, now: datetime) -> Week | None:
    """Make the smallest edit in the plan; None where it doesn't fit (any more)."""
    if found.plan_after is None:
        return None
    await weeks.save(uow, person, found.plan_after, "audit", now)
    return found.plan_after


async def _judged(
    state: TrainingState, week: tuple[Session, ...], hard: HardContext, failed_minutes: int
) -> Checked:
    """The audit itself; the search for the smallest edit takes its time, so it runs beside the loop."""
    profile = state.profile
    athlete = Athlete(hard.s_level, profile.age.years, profile.long_session_days)
    most = _most_intervals(state)
    room = counts(week).hiit < most

    def judge() -> Audit:
        found = audit(week, hard, athlete, failed_easy_minutes=failed_minutes, hiit_allowed=room)
        near = replace(hard, availability=_times(week, profile.availability))
        edit = smallest_edit(week, near, athlete) if found.edit else None
        return replace(found, edit=edit) if edit and _is_as_small(edit, found.edit) else found

    found = await asyncio.to_thread(judge)
    if found.change.code == "advice.first_block":  # a block is running
        phase = state.phases[state.phase_index].name.value
        found = replace(found, change=note("advice.keep_block", phase=phase))
    checks = checklist(
        week, hard, athlete, found.violations, failed_easy_minutes=failed_minutes, most_hiit=most
    )
    after = score_week(found.edit.sessions, hard.s_level, failed_minutes) if found.edit else None
    return Checked(week, found, checks, ours=False, after=after)


def _is_as_small(edit: Edit, other: Edit | None) -> bool:
    """No more changes than the other, and none that takes something away where the other only moves."""
    if other is None:
        return False
    moves = [all(step.kind == "move" for step in one.steps) for one in (edit, other)]
    return len(edit.steps) <= len(other.steps) and moves[0] >= moves[1]


def _most_intervals(state: TrainingState) -> int:
    """Interval sessions that this athlete may have in a week now (D-16, D-20)."""
    situation = situation_of(state, Decision.HOLD)
    return ceiling(situation) if is_allowed(situation) else 0


def _times(week: Iterable[Session], windows: Availability) -> Availability:
    """When this person is known to train: by the plan's windows, or because they do it then."""
    own = [(s.day, Window(s.start, s.minutes)) for s in week]
    return tuple((*windows[day], *(w for d, w in own if d == day)) for day in range(7))


def _within(week: Iterable[Session], windows: Availability) -> bool:
    """Whether all of it stands in the training times: what was moved within a day may not (G-60 point 6)."""
    return all(
        any(
            minute_of(w.start) <= clock(s) and clock_end(s) <= minute_of(w.start) + w.max_minutes
            for w in windows[s.day]
        )
        for s in week
        if (s.is_strength or s.is_cardio) and not is_fixed(s)
    )


async def _with_plan(uow: UnitOfWork, person: Person, found: Checked, local_now: datetime) -> Checked:
    """The same with the running plan after the smallest edit, where it fits."""
    state = await uow.training.state(person.id)
    standing = await days.standing(uow, person, local_now.date())
    context = await moves.context_of(uow, person, standing, local_now) if standing else None
    if state is None or standing is None or context is None or found.audit.edit is None:
        return found
    windows = _times(found.week, state.profile.availability)  # told times are times that somebody trains at
    hard = replace(context.hard, availability=windows)
    context = replace(context, hard=hard, gone=context.gone | _logged(standing))
    after = fitted(standing.week, found.audit.edit, context, assess(state.profile).strength)
    times = None if found.ours or after else training_times(found.audit.edit.sessions)
    return replace(found, plan_after=after, times=times if times != state.profile.availability else None)


def _logged(standing: Standing) -> frozenset[str]:
    return frozenset(item.session.id for item in standing.items if not item.open)
