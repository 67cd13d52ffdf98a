"""The audit of any week: score, violations, the smallest edit, the one change (D-65, G02, G34)."""

from __future__ import annotations

from dataclasses import fields, replace
from random import Random

import pytest

from rules.athlete import Level
from rules.audit import Audit, Habits, Order, audit, audit_habits, pseudo_week, smallest_edit
from rules.errors import OutOfRange
from rules.hard import HardContext, violations
from rules.sessions import Session
from rules.soft import Athlete, cost
from tests.rules.placement.units import windows
from tests.rules.placement.weeks import ANYONE, spot
from tests.rules.week_builder import session, week

ANY_WEEK = HardContext(Level.INTERMEDIATE, any_length=True)
RUN_THEN_LIFT = tuple(
    line
    for day, lift in ((0, "L*"), (2, "U"), (4, "L*"))
    for line in (f"{day} 17:00 E 45", f"{day} 17:45 {lift} 50")
)
JAMES = (
    *(f"{day} 06:30 E 80" for day in range(5)),
    "0 18:00 L* 60",
    "1 18:00 U 60",
    "3 18:00 L* 60",
    "4 18:00 U 60",
    "5 08:00 LG 140",
)


def audited(*lines: str, failed: int = 0, hiit_allowed: bool = True) -> Audit:
    return audit(week(*lines), ANY_WEEK, ANYONE, failed_easy_minutes=failed, hiit_allowed=hiit_allowed)


class TestOneChange:
    def test_run_then_lift_is_told_to_lift_first(self) -> None:
        """G34: score 32, P at 75 % of its maximum."""
        found = audited(*RUN_THEN_LIFT)

        assert (found.score.total, found.band) == (32, "moderate")
        assert found.change.code == "advice.lift_first"
        assert dict(found.change.values) == {"share": 75, "term": "P"}

    def test_sixty_miles_a_week_is_told_to_drop_an_easy_session(self) -> None:
        """G02: 62, very high, V wins the tie with N."""
        found = audited(*JAMES)

        assert (found.score.total, found.band) == (62, "very_high")
        assert (found.change.code, dict(found.change.values)["term"]) == ("advice.drop_easy", "V")

    @pytest.mark.parametrize(
        ("lines", "failed", "hiit", "code"),
        [
            (("0 18:00 L* 60", "3 18:00 U 50"), 0, True, "advice.first_block"),
            (("0 18:00 E 60", "2 18:00 E 60", "4 18:00 E 60"), 0, True, "advice.swap_hiit"),
            (("0 18:00 E 60", "2 18:00 E 60", "4 18:00 E 60"), 0, False, "advice.cut_longest"),
            (("0 18:00 E 30", "2 18:00 E 30"), 60, True, "advice.slow_down"),
            (
                tuple(f"{day} 18:00 {'U' if day % 2 else 'L'} 50" for day in range(7)),
                0,
                True,
                "advice.rest_day",
            ),
            (
                tuple(
                    f"{day} 18:00 {k}" for day, k in enumerate(("L* 60", "H8 24", "T 30", "L* 60", "E 30"))
                ),
                0,
                True,
                "advice.rest_between",
            ),
            (
                ("0 12:00 L* 60", "0 16:00 H8 24", "2 12:00 L* 60", "2 16:00 H8 24"),
                0,
                True,
                "advice.six_hours",
            ),
            (
                ("0 18:00 L* 60", "0 19:00 H8 24", "2 18:00 L* 60", "2 19:00 H8 24"),
                0,
                True,
                "advice.other_day",
            ),
        ],
    )
    def test_the_largest_share_decides(
        self, lines: tuple[str, ...], failed: int, hiit: bool, code: str
    ) -> None:
        assert audited(*lines, failed=failed, hiit_allowed=hiit).change.code == code


class TestHabits:
    def test_seven_answers_make_the_week_of_g34(self) -> None:
        habits = Habits(3, 3, 135, Order.CARDIO_FIRST, 0, 4, can_talk=True)

        found = audit_habits(habits, ANY_WEEK, ANYONE)

        lines = [spot(s) for s in pseudo_week(habits, Level.INTERMEDIATE)]
        assert lines[:2] == ["0 17:00 C_EASY", "0 17:45 S_LOWER"]
        assert (found.score.total, found.change.code) == (32, "advice.lift_first")

    def test_different_days_where_there_is_room(self) -> None:
        habits = Habits(3, 3, 135, Order.OTHER_DAYS, 0, 1, can_talk=True)

        days = [(s.day, s.is_strength) for s in pseudo_week(habits, Level.INTERMEDIATE)]

        assert days == [(0, True), (1, False), (2, True), (3, False), (4, True), (5, False)]

    def test_hours_between_begin_early_enough(self) -> None:
        habits = Habits(1, 1, 40, Order.LIFT_FIRST, 6, 6, can_talk=True)

        assert [spot(s) for s in pseudo_week(habits, Level.NOVICE)] == ["0 06:30 S_LOWER", "0 13:20 C_EASY"]

    def test_not_talking_costs_pace_discipline(self) -> None:
        habits = Habits(0, 2, 60, Order.OTHER_DAYS, 0, 5, can_talk=False)

        assert audit_habits(habits, ANY_WEEK, ANYONE).change.code == "advice.slow_down"

    @pytest.mark.parametrize("rest_days", [0, 2, 6])
    @pytest.mark.parametrize("lifts", [0, 1, 4, 7])
    @pytest.mark.parametrize("runs", [0, 3, 7])
    def test_every_answer_counts_as_given(self, rest_days: int, lifts: int, runs: int) -> None:
        habits = Habits(lifts, runs, 30 * runs, Order.LIFT_FIRST, 1, rest_days, can_talk=True)

        found = pseudo_week(habits, Level.INTERMEDIATE)

        assert sum(s.is_strength for s in found) == lifts
        assert sum(s.minutes for s in found if s.is_cardio) == 30 * runs
        assert len({s.id for s in found}) == len(found)

    @pytest.mark.parametrize(
        "field", ["lifts", "cardio_sessions", "cardio_minutes", "gap_hours", "rest_days"]
    )
    def test_impossible_answers_are_refused(self, field: str) -> None:
        sound = Habits(3, 3, 90, Order.LIFT_FIRST, 1, 2, can_talk=True)
        habits = Habits(**{f.name: getattr(sound, f.name) for f in fields(sound)} | {field: -1})

        with pytest.raises(OutOfRange, match=field):
            pseudo_week(habits, Level.INTERMEDIATE)


class TestSmallestEdit:
    def test_a_sound_week_needs_none(self) -> None:
        found = audited("0 18:00 L* 60", "2 18:00 E 30", "4 18:00 U 50")

        assert found.violations == ()
        assert found.edit is None

    def test_intervals_too_soon_after_heavy_legs_move_once(self) -> None:
        found = audited("0 19:00 L* 60", "1 06:00 H8 24", "2 18:00 U 50", "4 18:00 FB 55", "5 08:00 E 30")

        assert [v.rule_id for v in found.violations] == ["D-44"]
        assert found.edit is not None
        assert [(s.kind, s.before.id) for s in found.edit.steps] == [("move", "test-2")]

    def test_three_runs_before_lifting_take_three_moves(self) -> None:
        edit = audited(*RUN_THEN_LIFT).edit

        assert edit is not None
        assert [s.kind for s in edit.steps] == ["move"] * 3
        assert edit.cost < 0

    def test_a_week_without_rest_frees_a_day(self) -> None:
        lines = (
            "0 18:00 L* 60",
            "1 18:00 H8 24",
            "2 18:00 U 50",
            "3 18:00 E 30",
            "4 18:00 FB 55",
            "5 08:00 E 30",
        )

        edit = audited(*lines, "6 08:00 LG 60").edit

        assert edit is not None
        assert len(edit.steps) == 1
        assert len({s.day for s in edit.sessions}) == 6

    def test_what_no_move_can_mend_is_shortened(self) -> None:
        edit = audited("0 06:00 E 90", "0 18:00 L* 60", "2 18:00 U 130").edit

        assert edit is not None
        assert ("shorter", 120) in [(s.kind, s.after.minutes) for s in edit.steps if s.after]

    def test_two_long_sessions_become_one(self) -> None:
        edit = audited("1 08:00 LG 60", "4 08:00 LG 60").edit

        assert edit is not None
        assert [(s.kind, s.before.day) for s in edit.steps] == [("easier", 1)]
        assert [(s.type.value, s.minutes) for s in edit.sessions] == [("C_EASY", 40), ("C_LONG", 60)]

    def test_windows_bind_where_they_are_known(self) -> None:
        context = replace(ANY_WEEK, availability=windows("Mon-Wed 18:00/90 · Fri 18:00/90"))

        edit = smallest_edit(week("0 06:00 L* 60", "2 18:00 U 50"), context, ANYONE)

        assert edit is not None
        assert next(spot(s) for s in edit.sessions if s.id == "test-1").endswith("18:00 S_LOWER")

    def test_what_is_fixed_stays(self) -> None:
        football = replace(session("1 19:00 T 60", 9), flags=frozenset({"fixed"}))
        sessions = (*week("0 20:00 L* 60", "3 18:00 U 50"), football)

        edit = smallest_edit(sessions, ANY_WEEK, ANYONE)

        assert edit is not None
        assert football in edit.sessions
        assert [s.before.id for s in edit.steps] == ["test-1"]

    @pytest.mark.parametrize("seed", range(40))
    def test_no_single_move_to_a_known_time_beats_it(self, seed: int) -> None:
        sessions = random_week(seed)
        broken = violations(sessions, ANY_WEEK)

        edit = smallest_edit(sessions, ANY_WEEK, ANYONE) if broken else None

        singles = single_moves(sessions) if broken else []
        if edit is not None:
            assert violations(edit.sessions, ANY_WEEK) == ()
        if singles:
            assert edit is not None
            assert len(edit.steps) == 1
            assert edit.cost <= min(singles)


def random_week(seed: int) -> tuple[Session, ...]:
    """Four to six sessions at two times of day, no two of them overlapping."""
    r = Random(seed)
    spots = r.sample([(day, clock) for day in range(7) for clock in ("06:30", "18:00")], r.randint(4, 6))
    kinds = ("L* 60", "U 50", "FB* 55", "H8 24", "E 40", "T 35", "LG 60")
    return week(*(f"{day} {clock} {r.choice(kinds)}" for day, clock in sorted(spots)))


def single_moves(sessions: tuple[Session, ...]) -> list[int]:
    """Points of every valid week that is one move away, tried by hand."""
    found = []
    for s in sessions:
        rest = [o for o in sessions if o is not s]
        for day in range(7):
            for clock in {o.start for o in sessions}:
                moved = replace(s, day=day, start=clock)
                apart = all(
                    o.end_minute <= moved.start_minute or moved.end_minute <= o.start_minute for o in rest
                )
                if apart and moved != s and not violations([*rest, moved], ANY_WEEK):
                    found.append(cost([*rest, moved], ANYONE) - cost(sessions, ANYONE))
    return found


def test_an_older_athlete_pays_for_days_in_a_row() -> None:
    lines = week(*(f"{day} 18:00 U 50" for day in (0, 2)), *(f"{day} 18:00 E 30" for day in (1, 3)))
    young, old = Athlete(Level.INTERMEDIATE, 35), Athlete(Level.INTERMEDIATE, 65)

    assert cost(lines, old) == cost(lines, young) + 2
