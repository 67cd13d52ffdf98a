"""What the athlete can overrule in a review, and what stays (G-50)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from rules.adaptation import Review, adapt, decline, keep_last_week
from rules.athlete import Goal
from rules.checkin import CheckIn, Illness, TalkTest, Wellness
from rules.decisions import Change, Decision
from rules.errors import CannotOverrule
from rules.exercises import PRESETS
from rules.plan import Week
from rules.review.rebuilding import rebuild_week
from rules.sessions import Session, SessionType
from rules.state import TrainingState
from rules.weeks import build_week
from tests.golden.athletes import LIFTER
from tests.rules.adaptation import lives
from tests.rules.athletes import INACTIVE, athlete


@cache
def week_3() -> tuple[TrainingState, Week]:
    state, week = lives.begin()
    state, _ = lives.assumed(state, week, 2)
    return lives.strong(replace(state, hiit_n=8))


def great() -> Review:
    """Everything at the top of its range: intervals and loads rise."""
    state, week = week_3()
    return lives.review(state, week, lives.at_the_top)


def tired() -> Review:
    """F of 3 or 4: a reduced week."""
    state, week = week_3()

    def log(session: Session, checkin: CheckIn) -> CheckIn:
        rpe = 9 if session.type is SessionType.HIIT else session.rpe + 2
        return replace(checkin, rpe=min(10, rpe), actual_minutes=int(0.8 * session.minutes))

    return lives.review(state, week, log, hours=5.0)


def the(made: Review, code: str, **values: object) -> Change:
    """The first change of that code with these values."""
    return next(
        c
        for c in made.changes
        if c.what.code == f"change.{code}" and values.items() <= dict(c.what.values).items()
    )


def intervals(week: Week | None) -> int | None:
    assert week is not None
    return lives.of_type(week, SessionType.HIIT)[0].intervals


def test_an_increase_of_intervals_can_be_declined() -> None:
    made = great()
    assert intervals(made.next_week) == 9

    declined = decline(made, the(made, "hiit_n"))

    assert intervals(declined.next_week) == 8
    assert "G-50" in declined.state.declined
    assert declined.decision is Decision.PROGRESS


def test_a_load_can_be_declined_and_the_others_rise() -> None:
    made = great()
    first, second = [c for c in made.changes if c.what.code == "change.load"][:2]

    declined = decline(made, first)

    left = {str(dict(c.what.values)["exercise"]) for c in declined.changes if c.what.code == "change.load"}
    assert dict(first.what.values)["exercise"] not in left
    assert dict(second.what.values)["exercise"] in left


def test_declining_twice_keeps_both() -> None:
    made = great()
    load = next(c for c in made.changes if c.what.code == "change.load")

    declined = decline(decline(made, the(made, "hiit_n")), load)

    assert intervals(declined.next_week) == 8
    assert load.what not in [c.what for c in declined.changes]


def test_a_reduced_week_can_be_overruled_to_hold() -> None:
    made = tired()
    assert made.decision is Decision.REDUCE

    declined = decline(made, the(made, "decision"))

    assert declined.decision is Decision.HOLD
    assert declined.verdict.reason.because.code == "because.your_choice"
    assert intervals(declined.next_week) == 8


def test_a_slower_pace_can_be_overruled() -> None:
    state, week = week_3()

    def breathless(session: Session, checkin: CheckIn) -> CheckIn:
        return replace(checkin, talk_test=TalkTest.NOT_COMFORTABLE if checkin.talk_test else None)

    made = lives.review(state, week, breathless)
    assert made.state.adjustments.pace_slow > 0
    stays = the(made, "stays", quantity="hiit_n")

    assert intervals(decline(made, stays).next_week) == 9
    pace = next(c for c in made.changes if c.rule_id == "G-41" and c.what.code != "change.stays")
    assert decline(made, pace).state.adjustments.pace_slow == 0


def test_keeping_last_week_changes_nothing_of_volume() -> None:
    made = keep_last_week(great())
    before = made.inputs.week

    assert made.next_week is not None
    assert made.next_week.cardio_minutes == before.cardio_minutes
    assert intervals(made.next_week) == intervals(before)
    assert lives.total_sets(made.next_week) == lives.total_sets(before)
    assert not [c for c in made.changes if c.what.code == "change.load"]


def ill() -> Review:
    state, week = week_3()
    sick = tuple(Wellness(week.start + timedelta(days=k), illness=Illness.SYSTEMIC) for k in range(3, 7))
    return adapt(state, week, (), sick, week.start + timedelta(days=6))


def away() -> Review:
    state, week = week_3()
    return adapt(state, week, (), (), week.start + timedelta(days=13))


def red() -> Review:
    state, week = week_3()
    return lives.review(state, week, lambda s, c: replace(c, red_flag="RED1") if s.day == 0 else c)


@pytest.mark.parametrize("make", [ill, away, red])
def test_health_can_not_be_overruled(make: Callable[[], Review]) -> None:
    made = make()

    assert not the(made, "decision").can_decline
    with pytest.raises(CannotOverrule):
        decline(made, the(made, "decision"))
    assert keep_last_week(made).decision is made.decision


def test_what_can_be_declined_has_an_effect() -> None:
    for made in (great(), tired()):
        for change in made.changes:
            if change.can_decline:
                declined = decline(made, change)
                assert (declined.next_week, declined.state.declined) != (made.next_week, made.state.declined)
                assert change.rule_id in declined.state.declined


def test_an_added_set_can_be_declined_for_an_exercise_never_done() -> None:
    state, week = lives.begin(athlete(goal=Goal.MUSCLE, equipment=PRESETS["none"]))
    squats = next(s for s in week.sessions if any(e.exercise_id == "bodyweight_squat" for e in s.exercises))
    made = lives.review(state, week, lambda s, c: lives.skip(c) if s.id == squats.id else replace(c, sets=()))

    declined = decline(made, the(made, "sets", exercise="bodyweight_squat"))

    assert all(lift.exercise_id != "bodyweight_squat" for lift in declined.state.lifts)


def test_a_review_is_the_same_every_time() -> None:
    state, week = week_3()

    assert lives.review(state, week, lives.at_the_top) == lives.review(state, week, lives.at_the_top)
    assert build_week(state) == build_week(state)


def ramped(log: lives.Log | None = None) -> Review:
    """A lifter without cardio, whose first weeks hold less of it than the skeleton (D-75, G37)."""
    state, week = lives.begin(LIFTER)
    assert {"ramp_shorten", "ramp_drop"} & {d.step for d in week.degradations}
    return lives.review(state, week, log)


def lighter_lifts() -> Review:
    """Lifts that the load's bound made shorter, and which may be longer next week (G-40)."""
    state, week = lives.begin(athlete(goal=Goal.ENDURANCE))
    for _ in range(2):
        state, week = lives.live(state, week, 1, lambda s, c: None if s.type is SessionType.LONG else c)
    assert "load" in {d.step for d in week.degradations}
    return lives.review(state, week)


def test_minutes_that_the_ramp_gives_back_stay_away_in_a_kept_and_in_a_held_week() -> None:
    free, held = ramped(), ramped(lives.only(0.75))
    assert free.next_week is not None
    assert free.next_week.cardio_minutes > free.inputs.week.cardio_minutes
    assert held.decision is Decision.HOLD

    for made in (keep_last_week(free), held):
        assert made.next_week is not None
        assert made.next_week.cardio_minutes == made.inputs.week.cardio_minutes


def test_minutes_that_the_ramp_gives_back_can_be_declined() -> None:
    made = ramped()
    change = next(c for c in made.changes if c.rule_id == "D-75" and c.can_decline)

    declined = decline(made, change)

    assert declined.next_week is not None
    assert declined.decision is Decision.PROGRESS
    assert declined.next_week.cardio_minutes <= made.inputs.week.cardio_minutes
    assert rebuild_week(declined.state) == declined.next_week


def test_a_kept_week_has_no_longer_lifts() -> None:
    made = lighter_lifts()
    before = made.inputs.week
    assert made.next_week is not None
    assert lifting(made.next_week) > lifting(before)

    kept = keep_last_week(made).next_week

    assert kept is not None
    assert lifting(kept) <= lifting(before)


def test_an_inactive_starter_may_stay_on_a_step_of_the_ramp() -> None:
    state, week = lives.begin(INACTIVE)

    kept = keep_last_week(lives.review(state, week))

    assert kept.decision is Decision.REPEAT
    assert kept.next_week is not None
    assert kept.next_week.cardio_minutes == week.cardio_minutes


def test_a_simplified_week_can_be_kept() -> None:
    state, week = lives.begin()
    state, week = lives.live(state, week, 1, lives.only(0.45))
    assert "simplify" in {d.step for d in week.degradations}
    made = lives.review(state, week)
    added = the(made, "added")

    for again in (keep_last_week(made), decline(made, added)):
        assert again.next_week is not None
        assert sorted(s.type for s in again.next_week.sessions) == sorted(s.type for s in week.sessions)


def lifting(week: Week) -> int:
    return sum(s.minutes for s in week.sessions if s.is_strength)
