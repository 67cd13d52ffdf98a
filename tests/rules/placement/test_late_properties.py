"""Missed and late sessions over random weeks: never stacked, never against a hard rule, gaps kept everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rules.athlete import Level
from rules.errors import NoPlacement
from rules.hard import context_of, violations
from rules.missed import GapAnswer, MoveContext, Quiet, Verdict, after_move, gap_after_finish, options
from rules.missed.gap import is_quiet
from rules.missed.moves import with_sessions
from rules.placement import place
from rules.plan import PhaseName, Week
from rules.sessions import Session, SessionType
from tests.rules.placement.instances import random_request
from tests.rules.placement.weeks import ANYONE, at, hard_context, moves_at, week_of
from tests.rules.week_builder import week as sessions_of

QUIET = Quiet(time(21, 30), time(6, 30))
PHASES = (PhaseName.B1, PhaseName.B2, PhaseName.B3, PhaseName.BEGINNER, PhaseName.UNDULATING)


def random_week(seed: int, phase: PhaseName) -> tuple[Week, MoveContext]:
    """A placed week that breaks nothing, at the moment its first session is over."""
    asked = replace(random_request(seed, 5), first_day=0, blocked_days=frozenset())
    try:
        found = place(asked)
    except NoPlacement:
        assume(False)
        raise
    week = with_sessions(week_of("0 18:00 U 50", phase=phase), list(found.sessions), Level.INTERMEDIATE)
    return week, MoveContext(context_of(asked), ANYONE, 0)


def without_finisher(week: Week, day: int) -> list[Session]:
    return [
        s for s in week.sessions if s.day == day and s.type not in {SessionType.FINISH, SessionType.ACTIVE}
    ]


@given(seed=st.integers(0, 100_000), phase=st.sampled_from(PHASES), pick=st.integers(0, 9))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_a_missed_session_is_never_stacked_and_breaks_nothing(seed: int, phase: PhaseName, pick: int) -> None:
    week, context = random_week(seed, phase)
    own = [s for s in week.sessions if "fixed" not in s.flags]
    missed = own[pick % len(own)]
    at_end = replace(context, now_minute=missed.end_minute)
    known = set(violations([s for s in week.sessions if s is not missed], context.hard))

    moves = options(week, missed.id, at_end)

    assert moves.is_key or not moves.days
    if moves.chosen is None:
        return
    after = after_move(week, missed.id, moves.chosen, Level.INTERMEDIATE)
    assert moves.chosen.day > missed.day
    assert len(without_finisher(after, moves.chosen.day)) == 1
    assert set(violations(after.sessions, context.hard)) <= known
    assert sum(s.minutes for s in after.sessions) <= sum(s.minutes for s in week.sessions)


@given(seed=st.integers(0, 100_000), phase=st.sampled_from(PHASES), late=st.integers(-60, 900))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_what_is_moved_keeps_its_gap_its_day_and_quiet_hours(seed: int, phase: PhaseName, late: int) -> None:
    week, context = random_week(seed, phase)
    first = next(s for s in week.sessions if "fixed" not in s.flags)
    finish = first.end_minute + late
    alone = replace(context, now_minute=finish, hard=replace(context.hard, after=()))

    for answer in gap_after_finish(week, first.id, finish, QUIET, alone):
        planned = min(s.start_minute for s in week.sessions if s.id in answer.session_ids)
        end = max(s.end_minute for s in week.sessions if s.id in answer.session_ids) - planned
        assert answer.start_minute >= planned
        if answer.verdict is Verdict.STAY:
            assert answer.start_minute == planned
        if answer.verdict is Verdict.MOVED:
            assert answer.start_minute // 1440 == planned // 1440
            assert not is_quiet(answer.start_minute, answer.start_minute + end, QUIET)
        if answer.verdict is Verdict.ASK:
            assert [c.kind.value for c in answer.options if c.is_default] == ["drop"]


def spread(answers: tuple[GapAnswer, ...], shift: int) -> list[tuple[str, int, int]]:
    return [(a.verdict.value, a.start_minute - shift, a.gap_minutes) for a in answers]


@given(
    first=st.sampled_from(["L* 60", "U 50", "E 30", "H8 24"]),
    second=st.sampled_from(["L* 60", "U 50", "E 40", "H8 24"]),
    gap_days=st.integers(0, 1),
    finish=st.integers(6 * 60, 27 * 60),
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_sunday_to_monday_is_any_other_night(first: str, second: str, gap_days: int, finish: int) -> None:
    """The same two sessions from Wednesday to Thursday and from Sunday to Monday get the same answer."""
    middle = week_of(f"2 06:00 {first}", f"{2 + gap_days} 18:00 {second}", phase=PhaseName.B2)
    inside = gap_after_finish(middle, "test-1", at(2, "00:00") + finish, QUIET, moves_at(2, "00:00"))

    later = replace(sessions_of(f"0 18:00 {second}")[0], id="test-2")
    lines = [f"6 06:00 {first}"] + ([f"6 18:00 {second}"] if gap_days == 0 else [])
    sunday = week_of(*lines, phase=PhaseName.B2)
    context = MoveContext(hard_context(after=(later,) if gap_days else ()), ANYONE, at(6, "00:00"))
    across = gap_after_finish(sunday, "test-1", at(6, "00:00") + finish, QUIET, context)

    assert spread(inside, 2 * 1440) == spread(across, 6 * 1440)


def test_a_moved_lift_leaves_its_finisher_out() -> None:
    week = week_of("0 18:00 L* 60", "0 19:00 F 15", "3 18:00 U 50", phase=PhaseName.B2)
    moves = options(week, "test-1", moves_at(0, "20:00"))

    assert moves.chosen is not None
    after = after_move(week, "test-1", moves.chosen, Level.INTERMEDIATE)

    assert [(s.day, s.type.value) for s in after.sessions] == [(1, "S_LOWER"), (3, "S_UPPER")]
    assert after.cardio_minutes == 0
