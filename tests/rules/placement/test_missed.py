"""G-60: what may move, where to, and what never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from rules.athlete import Level
from rules.errors import UnknownSession
from rules.missed import MOVED, Moves, after_move, options
from rules.missed.priorities import key_ids
from rules.plan import PhaseName, Week
from tests.rules.placement.weeks import moves_at, week_of
from tests.rules.week_builder import week as sessions_of

B1_FIVE_DAYS = (
    "0 18:00 L* 60",
    "1 18:00 U 50",
    "1 18:50 F 20",
    "3 18:00 L* 60",
    "4 18:00 U 50",
    "4 18:50 F 20",
    "5 18:00 E 30",
)
NEXT_WEEK = sessions_of(*B1_FIVE_DAYS)
B1 = week_of(*B1_FIVE_DAYS, phase=PhaseName.B1)


def refusals(moves: Moves, day: int) -> set[str]:
    option = next(o for o in moves.days if o.day == day)
    codes = {v.note.code for v in option.refusals}
    return codes | ({option.refusal.code} if option.refusal else set())


def apply_chosen(week: Week, moves: Moves) -> Week:
    assert moves.chosen is not None
    return after_move(week, moves.session_id, moves.chosen, Level.INTERMEDIATE)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"deload": True}, "move.nothing_moves"),
        ({"phase": PhaseName.TAPER}, "move.nothing_moves"),
        ({"phase": PhaseName.RECOVERY}, "move.nothing_moves"),
    ],
)
def test_nothing_moves_in_deload_taper_and_recovery(changes: dict[str, object], code: str) -> None:
    moves = options(replace(B1, **changes), "test-1", moves_at(0, "20:00"))  # type: ignore[arg-type]  # a table

    assert moves.refusal is not None
    assert moves.refusal.code == code


def test_third_missed_outing_ends_all_moves() -> None:
    gone = frozenset({"test-1", "test-2", "test-3"})  # Monday, and Tuesday with its finisher

    moves = options(B1, "test-4", moves_at(3, "21:00", gone=gone))

    assert moves.refusal is not None
    assert dict(moves.refusal.values) == {"missed": 3}


def test_lift_with_finisher_is_one_missed_outing() -> None:
    moves = options(B1, "test-2", moves_at(1, "21:00", gone=frozenset({"test-3"})))

    assert moves.refusal is None


def test_a_session_moves_once_and_a_week_twice() -> None:
    once = replace(B1.sessions[3], flags=frozenset({MOVED}))
    twice = replace(B1.sessions[4], flags=frozenset({MOVED}))
    week = replace(B1, sessions=(*B1.sessions[:3], once, twice, *B1.sessions[5:]))

    again = options(week, "test-4", moves_at(3, "21:00"))
    third = options(week, "test-1", moves_at(0, "21:00"))

    assert again.refusal is not None
    assert third.refusal is not None
    assert (again.refusal.code, third.refusal.code) == ("move.moved_before", "move.two_moves")


def test_a_missed_session_never_goes_back_or_beyond_sunday() -> None:
    moves = options(B1, "test-4", moves_at(5, "07:00", after=NEXT_WEEK))

    assert [o.day for o in moves.days] == [5, 6]


def test_todays_window_that_is_over_is_no_option() -> None:
    moves = options(B1, "test-5", moves_at(6, "19:30"))

    assert [(o.day, o.is_possible) for o in moves.days] == [(6, False)]
    assert refusals(moves, 6) == {"move.no_window"}


def test_unknown_session_is_refused() -> None:
    with pytest.raises(UnknownSession):
        options(B1, "nobody", moves_at(0, "20:00"))


class TestMovingIntervalsAhead:
    """The move message: Thursday fits, Friday instead of the row, Saturday and Sunday not."""

    week = week_of(
        "0 18:00 L* 60",
        "0 19:00 F 15",
        "2 06:30 U 50",
        "2 18:00 H8 24",
        "4 18:00 FB 55",
        "4 18:55 F 20",
        "5 08:00 LG 50",
        phase=PhaseName.B2,
    )
    after = sessions_of("0 18:00 L* 60")
    moves = options(week, "test-4", moves_at(2, "07:30", race=True, after=after), ahead=True)

    def test_thursday_is_free_and_comes_by_itself(self) -> None:
        assert self.moves.chosen is not None
        assert self.moves.chosen.day == 3
        assert "move.fits" in {c.code for c in self.moves.chosen.consequences}

    def test_friday_replaces_the_easy_row_and_costs_more(self) -> None:
        thursday, friday = self.moves.days[:2]

        assert friday.replaces == ("test-6",)
        assert friday.consequences[0].code == "move.possible"
        assert friday.shares_day
        assert friday.cost > thursday.cost

    def test_saturday_has_its_long_run_and_sunday_comes_before_heavy_legs(self) -> None:
        assert "hard.two_cardio" in refusals(self.moves, 5)
        assert refusals(self.moves, 6) == {"hard.before_heavy"}

    def test_whoever_moves_it_may_train_on_a_day_that_is_none_of_theirs(self) -> None:
        days = "Mon 18:00/90 · Wed 06:30/60 18:00/60 · Fri 18:00/90 · Sat 08:00/120"
        ahead = options(self.week, "test-4", moves_at(2, "07:30", days=days), ahead=True)
        missed = options(self.week, "test-4", moves_at(2, "21:00", days=days))

        assert (ahead.days[0].day, ahead.days[0].start) == (3, time(18))
        assert refusals(missed, 3) == {"move.no_window"}

    def test_a_day_that_is_full_is_taken_and_not_too_short(self) -> None:
        days = "Mon 18:00/90 · Wed 06:30/60 18:00/60 · Fri 18:00/75 · Sat 08:00/60"
        moves = options(self.week, "test-3", moves_at(2, "06:00", days=days), ahead=True)

        assert refusals(moves, 4) == {"move.day_taken"}

    def test_a_free_day_takes_any_session_that_moves_ahead(self) -> None:
        moves = options(
            self.week, "test-7", moves_at(4, "07:00", days="Mon-Sun 08:00/120 18:00/120"), ahead=True
        )

        assert not moves.is_key
        assert [(o.day, o.is_possible) for o in moves.days] == [(6, True)]


@pytest.mark.parametrize(
    ("phase", "race", "lines", "keys"),
    [
        (
            PhaseName.BEGINNER,
            False,
            ("0 18:00 U 50", "1 18:00 H6 20", "2 18:00 L 60", "4 18:00 FB 55"),
            {3, 4},
        ),
        (PhaseName.B1, False, B1_FIVE_DAYS, {1, 2, 4, 5}),
        (PhaseName.B1, True, ("0 18:00 FB* 55", "2 18:00 LG 60", "4 18:00 H8 24"), {1, 2}),
        (PhaseName.B1, False, ("0 18:00 FB* 55", "2 18:00 H8 24", "4 18:00 E 30"), {1, 2}),
        (PhaseName.B2, False, ("0 18:00 L* 60", "1 18:00 H8 24", "2 18:00 U 50", "3 18:00 H8 24"), {1, 2, 4}),
        (PhaseName.B3, False, ("0 18:00 FB* 45", "1 18:00 E 40", "2 18:00 T 35", "5 18:00 LG 90"), {3, 4}),
        (
            PhaseName.UNDULATING,
            False,
            ("0 18:00 L* 60", "2 18:00 PR 20", "2 18:20 H8 24", "4 18:00 L 60"),
            {1, 3},
        ),
        (PhaseName.GENERAL, False, ("0 18:00 FB* 55", "4 18:00 FB 55"), {1, 2}),
    ],
)
def test_key_sessions_are_the_first_two_types_of_the_phase(
    phase: PhaseName, race: bool, lines: tuple[str, ...], keys: set[int]
) -> None:
    assert key_ids(week_of(*lines, phase=phase), race=race) == {f"test-{k}" for k in keys}
