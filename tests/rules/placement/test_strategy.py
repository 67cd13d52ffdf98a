"""This week's one strategy: from the week that was lived, else from the plan, and never against the plan (D-65)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rules.audit.strategy import strategy
from rules.checkin import CheckIn, Status, TalkTest
from rules.plan import PhaseName, Score, Week
from rules.state import Screening, TrainingState
from tests.rules.adaptation import weeks
from tests.rules.builders import ADVANCED, BEGINNER, INTERMEDIATE
from tests.rules.weeks.states import state_of

MUCH_CARDIO = Score(60, 36.0, 10.0, 5.0, 0.0, 0.0)
BUSY = replace(weeks.week(), score=MUCH_CARDIO)


def lived(*answers: TalkTest, extra: tuple[CheckIn, ...] = ()) -> TrainingState:
    """An athlete whose last week is closed."""
    past = weeks.week(start=weeks.MONDAY - timedelta(weeks=1))
    record = weeks.record(past, (*weeks.talked(past, *answers), *extra))
    return replace(state_of(INTERMEDIATE), history=(record,))


def test_too_fast_easy_sessions_of_last_week_are_this_weeks_strategy() -> None:
    found = strategy(lived(*(TalkTest.NOT_COMFORTABLE,) * 3), weeks.week())
    assert (found.change.code, found.lived) == ("advice.slow_down", True)


def test_cardio_on_top_of_the_plan_is_what_to_drop() -> None:
    sunday = weeks.MONDAY - timedelta(days=1)
    more = tuple(
        CheckIn(sunday - timedelta(days=n), Status.DONE, None, "C_EASY", "run", actual_minutes=90)
        for n in (1, 2)
    )
    assert strategy(lived(extra=more), weeks.week()).change.code == "advice.drop_easy"


def test_without_a_lived_week_the_plan_is_looked_at() -> None:
    found = strategy(state_of(ADVANCED), BUSY)
    assert (found.change.code, found.lived) == ("advice.swap_hiit", False)


def test_a_week_in_which_nothing_was_done_says_nothing() -> None:
    past = weeks.week(start=weeks.MONDAY - timedelta(weeks=1))
    state = replace(state_of(INTERMEDIATE), history=(weeks.record(past, weeks.first_done(past, 0)),))
    assert not strategy(state, weeks.week()).lived


def test_intervals_are_not_offered_beyond_the_athletes_ceiling_or_limits() -> None:
    limited = Screening(limits=frozenset({"no_hiit"}))
    for state in (state_of(BEGINNER), replace(state_of(ADVANCED), screening=limited)):
        assert strategy(state, BUSY).change.code == "advice.cut_longest"


def test_cardio_that_is_meant_is_not_argued_with() -> None:
    before_race: Week = replace(BUSY, phase=PhaseName.B3)
    change = strategy(state_of(ADVANCED), before_race).change
    assert change.code != "advice.swap_hiit"
    assert dict(change.values)["term"] == "P"


def test_a_week_without_faults_says_to_stay_with_its_block() -> None:
    calm = replace(weeks.week(), score=Score(2, 1.0, 0.0, 1.0, 0.0, 0.0))
    change = strategy(state_of(INTERMEDIATE), calm).change
    assert change.code == "advice.keep_block"
    assert dict(change.values) == {"phase": "UNDULATING"}
