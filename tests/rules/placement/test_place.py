"""The weeks a coach would write come out, ties break as written, and no placed week ever breaks a hard rule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.athlete import Level
from rules.ceilings import Ceilings
from rules.errors import NoPlacement
from rules.hard import context_of, violations
from rules.placement import place
from rules.plan import PhaseName
from rules.soft import Athlete, week_terms
from rules.unit import Placement
from tests.rules.placement.instances import random_request
from tests.rules.placement.units import request
from tests.rules.week_builder import week

UND6 = "Mon L*+F15 · Tue U+F20 · Wed PR+H · Thu U+F15 · Fri L+F20 · Sat PR+LG50"
B2_ADVANCED = "Mon L*+F15 · Tue H:run · Wed U+F20:row · Thu POWER+F15:run · Fri CIRCUIT · Sat LG60"
B2_FIVE = "Mon L* · Tue H · Wed U+F20 · Fri FB+F15 · Sat LG50"
BEGINNER_FIVE = "Mon U+F20 · Tue H · Wed L+F15 · Fri FB+F20 · Sat E30"


def days_of(found: Placement) -> list[tuple[int, str]]:
    return [(s.day, s.type.value) for s in found.sessions]


class TestExampleWeeks:
    """W12: with all template days free the coach's weeks come out unchanged (A-22, A-26, A-27; G04-G06)."""

    @pytest.mark.parametrize(
        ("text", "level", "cost"),
        [
            (UND6, Level.INTERMEDIATE, 10),
            (B2_ADVANCED, Level.ADVANCED, 12),
            (BEGINNER_FIVE, Level.NOVICE, 14),
        ],
    )
    def test_templates_stay_where_they_are(self, text: str, level: Level, cost: int) -> None:
        asked = request(text, s_level=level)

        found = place(asked)

        wanted = [(u.template_day, p.type.value) for u in asked.units for p in u.pieces]
        assert days_of(found) == wanted
        assert found.degradations == ()
        assert "W12" not in dict(found.terms)

    def test_two_windows_put_strength_in_the_morning(self) -> None:
        """G08."""
        found = place(request(B2_ADVANCED, "Mon-Sun 06:30/90 18:00/90", s_level=Level.ADVANCED))

        assert {f"{s.start:%H:%M}" for s in found.sessions if s.type.value in {"S_LOWER", "S_UPPER"}} == {
            "06:30"
        }
        assert len({s.day for s in found.sessions}) == 6

    def test_twenty_minute_slots(self) -> None:
        """G09: each session fits its 20 minutes, intervals in their short form."""
        found = place(request("Mon M · Tue H · Wed M · Thu E20 · Fri M · Sat E20", "Mon-Sat 18:00/20"))

        assert [s.minutes for s in found.sessions] == [20] * 6


class TestMarcus:
    """G03: six in the morning and lunch, Monday to Friday."""

    found = place(request(B2_FIVE, "Mon-Fri 06:00/60 12:00/60", phase=PhaseName.B2))

    def test_strength_at_six_and_cardio_at_noon(self) -> None:
        starts = {
            (s.is_strength, f"{s.start:%H:%M}") for s in self.found.sessions if s.type.value != "C_FINISH"
        }

        assert starts == {(True, "06:00"), (False, "12:00")}
        assert {s.day for s in self.found.sessions} == {0, 1, 2, 3, 4}

    def test_the_week_costs_at_most_eleven(self) -> None:
        assert self.found.cost == sum(points for _, points in self.found.terms) == 11

    def test_no_session_is_longer_than_an_hour(self) -> None:
        assert max(s.minutes for s in self.found.sessions) <= 60

    def test_three_days_split_upper_and_intervals(self) -> None:
        """G03b: lower + 15, upper 06:00 and intervals 12:00 on one day, full body + finisher."""
        days = "Mon 06:00/60 12:00/60 · Wed 06:00/60 12:00/60 · Fri 06:00/60 12:00/60"

        found = place(request("Mon L*+F15 · Wed U+H · Fri FB+F20", days, phase=PhaseName.B2))

        upper, intervals = (s for s in found.sessions if s.day == 2)
        assert (f"{upper.start:%H:%M}", f"{intervals.start:%H:%M}") == ("06:00", "12:00")
        assert intervals.start_minute - upper.end_minute == 5 * 60 + 10


class TestTies:
    """Cost, then distance from the template, then the earliest days, then the order of units."""

    @pytest.mark.parametrize(
        ("text", "days", "expected"),
        [
            ("Wed U", "Mon-Tue 18:00/60 · Thu-Sun 18:00/60", [1]),  # one day off either way: the earlier
            ("Sun U", "Mon-Tue 18:00/60", [1]),
            ("Mon U · Mon L", "Mon 18:00/60 · Sat 18:00/60", [0, 5]),
            ("Tue E30 · Tue E30", "Mon 18:00/60 · Wed 18:00/60", [0, 2]),
        ],
    )
    def test_ties_break_as_written(self, text: str, days: str, expected: list[int]) -> None:
        assert [s.day for s in place(request(text, days)).sessions] == expected

    def test_equal_units_keep_their_order(self) -> None:
        found = place(request("Mon U · Mon L", "Mon 18:00/60 · Sat 18:00/60"))

        assert [s.type.value for s in found.sessions] == ["S_UPPER", "S_LOWER"]

    def test_moving_costs_only_when_the_template_was_free(self) -> None:
        before = week("6 18:00 L* 60")

        free = place(request("Mon L*", before=before))
        closed = place(request("Mon L*", "Tue-Sun 18:00/120", before=before))

        assert (dict(free.terms), free.sessions[0].day) == ({"W12": 4}, 1)
        assert (dict(closed.terms), closed.sessions[0].day) == ({}, 1)


class TestNeighbours:
    @pytest.mark.parametrize(
        ("before", "after", "text", "day"),
        [
            (("6 18:00 H8 24",), (), "Mon L*", 1),
            (("6 18:00 L* 60",), (), "Mon L*", 1),
            (("6 20:00 L* 60",), (), "Mon H", 1),
            ((), ("0 18:00 L* 60",), "Sun H", 5),
            ((), ("0 06:00 H8 24",), "Sun L*", 5),
            ((), ("0 18:00 H8 24",), "Sun H", 5),
        ],
    )
    def test_the_weeks_around_bind(
        self, before: tuple[str, ...], after: tuple[str, ...], text: str, day: int
    ) -> None:
        found = place(request(text, before=week(*before), after=week(*after)))

        assert [s.day for s in found.sessions] == [day]

    def test_six_days_in_a_row_end_on_monday(self) -> None:
        trained = week(*(f"{day} 18:00 E 30" for day in range(1, 7)))

        assert place(request("Mon U", before=trained)).sessions[0].day == 1

    def test_a_week_that_starts_late_uses_the_days_that_are_left(self) -> None:
        found = place(request("Mon U · Tue L", first_day=3, blocked_days=frozenset({5})))

        assert {s.day for s in found.sessions} <= {3, 4, 6}


def test_nothing_to_place_is_an_empty_week() -> None:
    assert place(request("Mon U", units=())) == Placement((), 0, (), ())


@given(seed=st.integers(0, 1_000_000), most_units=st.integers(1, 6))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_no_placed_week_breaks_a_hard_constraint(seed: int, most_units: int) -> None:
    asked = random_request(seed, most_units)
    try:
        found = place(asked)
    except NoPlacement as refusal:
        assert refusal.conflicts
        return
    context = replace(context_of(asked), ceilings=Ceilings(long_max=None), any_length=True)
    planned = [s for s in found.sessions if "fixed" not in s.flags]
    assert violations(found.sessions, context) == ()
    assert found.cost == sum(points for _, points in found.terms)
    assert planned
    assert [s.id for s in found.sessions] == [str(k) for k in range(1, len(found.sessions) + 1)]


@given(seed=st.integers(0, 1_000_000))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_terms_are_those_of_the_week_itself(seed: int) -> None:
    asked = replace(random_request(seed, 4), first_day=0)
    try:
        found = place(asked)
    except NoPlacement as refusal:
        assert refusal.steps
        return
    athlete = Athlete(asked.s_level, asked.age_years, asked.long_session_days)
    own = {name: points for name, points in found.terms if name not in {"W12", "W13", "W15"}}
    assert own == dict(week_terms(found.sessions, athlete))


@given(seed=st.integers(0, 1_000_000))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_same_request_gives_the_same_week(seed: int) -> None:
    asked = random_request(seed, 5)

    def outcome() -> str:
        try:
            return repr(place(asked))
        except NoPlacement as refusal:
            return str(refusal)

    assert outcome() == outcome()


class TestReasons:
    """What D-52 cuts names what was too short: the athlete's time, or the day itself (D-42)."""

    @pytest.mark.parametrize(
        ("text", "open_times", "level", "told"),
        [
            ("Mon L+F20", "Mon 18:00/120", Level.NOVICE, [("degrade.shorten_day", "D-42", 75)]),
            ("Mon L+F20", "Mon 18:00/75", Level.INTERMEDIATE, [("degrade.shorten", "D-52", 75)]),
            ("Mon L", "Mon 18:00/45", Level.NOVICE, [("degrade.shorten", "D-52", 45)]),
            ("Mon L+F15", "Mon 18:00/50", Level.INTERMEDIATE, [("degrade.left_out", "D-52", 50)]),
        ],
    )
    def test_the_limit_that_was_met(
        self, text: str, open_times: str, level: Level, told: list[tuple[str, str, int]]
    ) -> None:
        found = place(request(text, open_times, s_level=level))

        made = [(d.reason.code, d.rule_id, dict(d.reason.values)["most"]) for d in found.degradations]
        assert [x for x in made if x[0] in {code for code, _, _ in told}][:1] == told
        assert {code for code, _, _ in made} <= {"degrade.shorten", told[0][0]}
