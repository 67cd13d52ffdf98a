"""G20: the talk test fails, so the easy pace slows down and cardio doesn't grow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from rules.adaptation import Review, decline
from rules.athlete import Age, Goal, Mode, Profile, RecentRace
from rules.checkin import CheckIn, TalkTest
from rules.decisions import Decision
from rules.plan import PhaseName, Week
from rules.sessions import Band, Session, SessionType, note
from rules.state import TrainingState
from rules.weeks import build_week
from tests.rules.adaptation import lives
from tests.rules.athletes import athlete

YES, HALF, NO = TalkTest.COMFORTABLE, TalkTest.BORDERLINE, TalkTest.NOT_COMFORTABLE
ENDURANCE = athlete(
    goal=Goal.ENDURANCE,
    longest_session_30d_min=50,  # not the default 60: a long session of 60 min can't grow without a race (D-10)
    recent_race=RecentRace(5000, 1500, lives.MONDAY),
)
EASY_RUNNING = (SessionType.EASY, SessionType.LONG)


def b3_week_2(profile: Profile = ENDURANCE) -> tuple[TrainingState, Week]:
    """Goal endurance: the cycle B2, B3; its second block's second week, two easy sessions and a long one."""
    state, _ = lives.begin(profile)
    index = next(i for i, p in enumerate(state.phases) if p.name is PhaseName.B3)
    at = replace(state, phase_index=index, week_in_phase=1)
    state, week = lives.assumed(at, build_week(at), 1)
    assert (week.phase, week.week_in_phase, len({s.day for s in week.sessions})) == (PhaseName.B3, 2, 6)
    assert [s.type for s in week.sessions if s.type in EASY_RUNNING] == [
        *[SessionType.EASY] * 2,
        SessionType.LONG,
    ]
    return state, week


def talking(*said: TalkTest) -> lives.Log:
    """These answers on the easy and long sessions in order; finishers without one."""
    answers: Iterator[TalkTest] = iter(said)

    def log(session: Session, checkin: CheckIn) -> CheckIn:
        asked = session.type in EASY_RUNNING
        return replace(checkin, talk_test=next(answers, None) if asked else None)

    return log


def reviewed(*said: TalkTest) -> tuple[Review, Week]:
    state, week = b3_week_2()
    made = lives.review(state, week, talking(*said))
    assert (made.metrics.adherence, made.fatigue.total) == (1.0, 0)
    return made, week


def test_half_of_the_tests_failed_slows_the_pace_and_blocks_cardio() -> None:
    made, week = reviewed(HALF, YES, NO)

    assert made.decision is Decision.PROGRESS
    assert made.next_week is not None
    for before, after in zip(easy_of(week), easy_of(made.next_week), strict=True):
        assert before.heart_rate_bpm is not None
        assert after.heart_rate_bpm is not None
        assert after.heart_rate_bpm.high == before.heart_rate_bpm.high - 5
    (before,), (after,) = (
        [s for s in w.sessions if s.type is SessionType.LONG] for w in (week, made.next_week)
    )
    assert before.pace_s_per_km is not None
    assert after.pace_s_per_km is not None
    for slower, pace in zip(ends(after.pace_s_per_km), ends(before.pace_s_per_km), strict=True):
        assert slower == pytest.approx(1.05 * pace, abs=1)
    assert made.next_week.cardio_minutes <= week.cardio_minutes
    assert made.state.hiit_n <= made.inputs.state.hiit_n
    stays = [c for c in made.changes if c.what.code == "change.stays"]
    assert {c.rule_id for c in stays} == {"G-41"}
    assert {c.because for c in stays} == {note("because.talk_test", failed=1, borderline=1, answers=3)}


def test_a_mode_that_alternates_anyway_is_not_blamed_on_the_talk_test() -> None:
    state, week = b3_week_2(replace(ENDURANCE, longest_session_30d_min=60))

    made = lives.review(state, week, talking(HALF, YES, NO))

    told = {(c.what.code, c.rule_id) for c in made.changes if c.what.code in ("change.mode", "change.kind")}
    assert told == {("change.mode", "F-10"), ("change.kind", "F-50")}


def test_strength_may_still_progress() -> None:
    state, week = lives.strong(b3_week_2()[0])
    slow = talking(HALF, YES, NO)

    made = lives.review(state, week, lambda s, c: lives.at_the_top(s, slow(s, c) or c))

    loads = [c for c in made.changes if c.what.code == "change.load"]
    assert loads
    assert all(c.rule_id == "E-30" and float(c.after or 0) > float(c.before or 0) for c in loads)


def test_one_borderline_of_three_is_a_tip_and_the_long_session_grows() -> None:
    made, week = reviewed(YES, YES, HALF)

    assert made.decision is Decision.PROGRESS
    assert made.state.adjustments.pace_slow == 0
    assert [m.kind for m in made.modifiers] == ["tip"]
    assert made.next_week is not None
    before, after = (next(s for s in w.sessions if "long" in s.flags) for w in (week, made.next_week))
    assert after.minutes > before.minutes


def test_the_second_week_moves_one_easy_run_off_the_road() -> None:
    state, week = b3_week_2()
    first = lives.review(state, week, talking(HALF, YES, NO))
    assert first.next_week is not None
    assert not first.state.adjustments.easy_to_non_impact

    second = lives.review(first.state, first.next_week, talking(HALF, YES, NO))

    assert any(m.kind == "easy_to_non_impact" for m in second.modifiers)
    assert second.next_week is not None
    on_the_road = replace(
        second.state, adjustments=replace(second.state.adjustments, easy_to_non_impact=False)
    )
    usual = easy_of(build_week(on_the_road, second.decision))
    moved = [
        (a.mode, b.mode) for a, b in zip(usual, easy_of(second.next_week), strict=True) if a.mode != b.mode
    ]
    assert moved in ([(Mode.RUN, Mode.BIKE)], [(Mode.RUN, Mode.WALK)])


def easy_of(week: Week) -> list[Session]:
    """Easy and long sessions in order."""
    return [s for s in week.sessions if s.type in EASY_RUNNING]


def ends(band: Band) -> tuple[float, float]:
    """Both ends of a band."""
    return band.low, band.high


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
