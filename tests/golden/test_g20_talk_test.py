"""G20: the talk test fails, so the easy pace slows down and cardio doesn't grow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from rules.adaptation import Review, decline
from rules.athlete import Age, Goal
from rules.checkin import CheckIn, TalkTest
from rules.decisions import Decision
from rules.plan import PhaseName, Week
from rules.sessions import Session, SessionType, note
from rules.state import TrainingState
from rules.weeks import build_week
from tests.rules.adaptation import lives
from tests.rules.athletes import athlete

YES, HALF, NO = TalkTest.COMFORTABLE, TalkTest.BORDERLINE, TalkTest.NOT_COMFORTABLE
ENDURANCE = athlete(goal=Goal.ENDURANCE, longest_session_30d_min=50)


def b3_week_2() -> tuple[TrainingState, Week]:
    """Goal endurance: the cycle B2, B3; its second block's second week, six days."""
    state, _ = lives.begin(ENDURANCE)
    index = next(i for i, p in enumerate(state.phases) if p.name is PhaseName.B3)
    at = replace(state, phase_index=index, week_in_phase=1)
    return lives.assumed(at, build_week(at), 1)


def talking(*said: TalkTest) -> lives.Log:
    """These answers on the easy and long sessions in order; finishers without one."""
    answers: Iterator[TalkTest] = iter(said)

    def log(session: Session, checkin: CheckIn) -> CheckIn:
        asked = session.type in (SessionType.EASY, SessionType.LONG)
        return replace(checkin, talk_test=next(answers, None) if asked else None)

    return log


def reviewed(*said: TalkTest) -> tuple[Review, Week]:
    state, week = b3_week_2()
    return lives.review(state, week, talking(*said)), week


def test_half_of_the_tests_failed_slows_the_pace_and_blocks_cardio() -> None:
    made, week = reviewed(HALF, YES, NO)

    assert made.decision is Decision.PROGRESS
    assert made.state.adjustments.pace_slow == pytest.approx(0.05)
    assert made.state.adjustments.hr_down_bpm == 5
    assert made.next_week is not None
    assert made.next_week.cardio_minutes <= week.cardio_minutes
    assert made.state.hiit_n <= made.inputs.state.hiit_n
    stays = [c for c in made.changes if c.what.code == "change.stays"]
    assert {c.rule_id for c in stays} == {"G-41"}


def test_strength_may_still_progress() -> None:
    state, week = lives.strong(b3_week_2()[0])
    slow = talking(HALF, YES, NO)

    made = lives.review(state, week, lambda s, c: lives.at_the_top(s, slow(s, c) or c))

    loads = [c for c in made.changes if c.what.code == "change.load"]
    assert loads
    assert all(c.rule_id == "E-30" and float(c.after or 0) > float(c.before or 0) for c in loads)


def test_one_borderline_of_three_is_a_tip_and_the_long_session_grows() -> None:
    made, week = reviewed(YES, YES, HALF)

    assert made.state.adjustments.pace_slow == 0
    assert [m.kind for m in made.modifiers] == ["tip"]
    assert made.next_week is not None
    before, after = (next(s for s in w.sessions if "long" in s.flags) for w in (week, made.next_week))
    assert after.minutes > before.minutes


def test_the_second_week_moves_one_easy_run_off_the_road() -> None:
    state, week = b3_week_2()
    first = lives.review(state, week, talking(NO, NO, NO))
    assert first.next_week is not None
    assert not first.state.adjustments.easy_to_non_impact

    second = lives.review(first.state, first.next_week, talking(NO, NO, NO))

    assert second.state.adjustments.easy_to_non_impact
    assert any(m.kind == "easy_to_non_impact" for m in second.modifiers)


def by_feel() -> tuple[TrainingState, Week]:
    """An athlete of whom neither a race nor an exact age is known: no pace and no heart rate is ever shown."""
    state, _ = b3_week_2()
    profile = replace(state.profile, age=Age(34, exact=False), recent_race=None, max_hr=None, resting_hr=None)
    state = replace(state, profile=profile)
    return state, build_week(state)


def test_without_a_watch_the_review_says_that_the_pace_moves_and_why() -> None:
    state, week = by_feel()
    easy = [s for s in week.sessions if s.type in (SessionType.EASY, SessionType.LONG)]
    assert not any(s.pace_s_per_km or s.heart_rate_bpm for s in easy)

    slower = lives.review(state, week, talking(HALF, YES, NO))
    (told,) = [c for c in slower.changes if c.what.code == "change.easy_pace"]
    assert (told.before, told.after, told.rule_id) == (0, 5, "G-41")
    assert told.because == note("because.talk_test", failed=1, borderline=1, answers=3)
    assert slower.next_week is not None
    for session in slower.next_week.sessions:
        if session.type in (SessionType.EASY, SessionType.LONG):
            assert note("do.slower", percent=5) in session.notes
            assert "G-41" in session.rule_ids

    back = lives.review(slower.state, slower.next_week, talking(YES, YES, YES))
    (told,) = [c for c in back.changes if c.what.code == "change.easy_pace"]
    assert (told.before, told.after) == (5, 0)


def test_the_slower_pace_can_be_overruled_without_a_watch() -> None:
    state, week = by_feel()
    made = lives.review(state, week, talking(HALF, YES, NO))
    (told,) = [c for c in made.changes if c.what.code == "change.easy_pace"]
    assert told.can_decline
    again = decline(made, told)
    assert again.state.adjustments.pace_slow == 0
    assert not any(c.what.code == "change.easy_pace" for c in again.changes)


def test_with_a_range_shown_it_is_the_range_that_moves() -> None:
    state, week = b3_week_2()
    made = lives.review(state, week, talking(HALF, YES, NO))
    codes = {c.what.code for c in made.changes}
    assert codes & {"change.pace", "change.heart_rate"}
    assert "change.easy_pace" not in codes
