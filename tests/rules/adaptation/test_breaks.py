"""The rows of G-30, one step a week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rules.adaptation import adapt
from rules.athlete import Event, EventType
from rules.checkin import CheckIn, Status
from rules.decisions import Decision
from rules.plan import PhaseName
from rules.review import breaks
from rules.review.adherence import days_off
from rules.review.reading import read_week
from rules.sessions import SessionType
from rules.state import Recovery
from tests.rules.adaptation import lives, weeks
from tests.rules.adaptation.weeks import MONDAY, done, record, skipped
from tests.rules.athletes import athlete

NEXT = MONDAY + timedelta(weeks=1)


@pytest.mark.parametrize(
    ("days", "row"),
    [(0, None), (6, None), (7, 7), (13, 7), (14, 14), (27, 14), (28, 28), (83, 28), (84, 84), (400, 84)],
)
def test_rows_by_days(days: int, row: int | None) -> None:
    assert breaks.break_row(days) == row


@pytest.mark.parametrize(
    ("row", "hiit_from", "n", "long"),
    [(7, None, 8, 45), (14, NEXT + timedelta(weeks=1), 6, 37), (28, NEXT + timedelta(weeks=2), 6, 25)],
)
def test_first_week_back_after_a_long_of_50_and_10_intervals(
    row: int, hiit_from: date | None, n: int, long: int
) -> None:
    recovery = breaks.start_return(row, NEXT)

    assert recovery == Recovery("return", row, 0, hiit_from)
    assert breaks.hiit_after_break(recovery, 10) == n
    assert breaks.long_after_break(recovery, 50) == long


def test_after_a_month_the_long_session_is_an_hour_at_most() -> None:
    assert breaks.long_after_break(breaks.start_return(28, NEXT), 150) == 60
    assert breaks.long_after_break(breaks.start_return(14, NEXT), 150) == 112


def test_no_intervals_before_means_none_after() -> None:
    assert breaks.hiit_after_break(breaks.start_return(7, NEXT), 0) == 0


@pytest.mark.parametrize(("row", "steps"), [(7, 2), (14, 3), (28, 4)])
def test_one_step_a_week_up_to_the_full_week(row: int, steps: int) -> None:
    recovery: Recovery | None = breaks.start_return(row, NEXT)
    lived = 0
    while recovery is not None:
        lived += 1
        recovery = breaks.recovery_after(recovery, 1, NEXT)

    assert lived == steps


def test_a_break_on_the_way_back_starts_the_stricter_row() -> None:
    coming_back = Recovery("return", 28, 2)

    again = breaks.recovery_after(coming_back, 8, NEXT)

    assert again == breaks.start_return(28, NEXT)


def test_twelve_weeks_are_a_new_start() -> None:
    found = breaks.recovery_after(None, 90, NEXT)

    assert found == Recovery("return", 84, 0)
    assert breaks.recovery_after(found, 2, NEXT) is None


def test_days_count_from_the_last_completed_session() -> None:
    week = weeks.week()
    logs = (*(done(s, week) for s in week.sessions[:2]), *(skipped(s, week) for s in week.sessions[2:]))
    sunday = MONDAY + timedelta(days=6)

    assert days_off((), read_week(week, logs, ()), MONDAY, sunday) == 6


def test_days_reach_back_into_earlier_weeks_and_to_the_start() -> None:
    lived = weeks.week(start=MONDAY - timedelta(weeks=2))
    empty = weeks.week(start=MONDAY - timedelta(weeks=1))
    history = (record(lived), record(empty, checkins=()))
    sunday = MONDAY + timedelta(days=6)
    nothing = read_week(weeks.week(), (), ())

    assert days_off(history, nothing, MONDAY, sunday) == 15
    assert days_off(history[1:], nothing, MONDAY - timedelta(weeks=1), sunday) == 13


MONDAY_RACE = athlete(events=(Event(EventType.HALF, lives.MONDAY + timedelta(weeks=5)),))


@pytest.mark.parametrize("took_part", [None, True, False])
def test_the_week_after_a_monday_race_is_recovery_and_no_second_taper(took_part: bool | None) -> None:
    state, week = lives.begin(MONDAY_RACE)
    state, week = lives.live(state, week, 5)
    (event,) = week.sessions
    logged = {True: Status.DONE, False: Status.SKIPPED}
    told = () if took_part is None else (CheckIn(week.start, logged[took_part], event.id),)

    made = adapt(state, week, told, (), week.start + timedelta(days=6))

    assert event.type is SessionType.EVENT
    assert made.next_week is not None
    assert made.next_week.phase is PhaseName.RECOVERY
    assert (made.decision is Decision.RETURN) == (took_part is False)


def test_a_month_away_after_the_race_begins_a_plan_without_it() -> None:
    state, week = lives.begin(MONDAY_RACE)
    state, week = lives.live(state, week, 5)
    state, week = lives.live(state, week, 5, lambda s, c: lives.skip(c))

    assert (state.recovery.row if state.recovery else None) == 28
    assert all(phase.event_index is None for phase in state.phases)
    assert week.phase is PhaseName.UNDULATING
