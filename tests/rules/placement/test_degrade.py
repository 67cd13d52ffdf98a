"""D-55: what gives way, in which order, no more than needed, and what is said when nothing helps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.athlete import FixedSession
from rules.errors import NoPlacement
from rules.placement import place
from rules.plan import PhaseName
from rules.unit import Placement, Unit
from tests.rules.placement.units import request, units, window
from tests.rules.week_builder import week

THREE_FULL = "Mon FB*+F20 · Wed FB*+F20 · Fri FB*+F20"
FALLBACK = units("Mon L*+F20 · Wed U+F20 · Fri FB+F20")
WEEKEND = "Fri-Sun 18:00/120"


def steps(found: Placement) -> list[str]:
    return [d.step for d in found.degradations]


def heavy_days(found: Placement) -> list[int]:
    return [s.day for s in found.sessions if s.heavy]


class TestAdjacentDays:
    """G36: three heavy full-body sessions on Friday, Saturday, Sunday."""

    found = place(request(THREE_FULL, WEEKEND, phase=PhaseName.B1, fallback_units=FALLBACK))

    def test_the_named_fallback_replaces_them(self) -> None:
        assert [s.type.value for s in self.found.sessions if s.is_strength] == [
            "S_LOWER",
            "S_UPPER",
            "S_FULL",
        ]
        assert len(heavy_days(self.found)) == 1
        assert {s.day for s in self.found.sessions} == {4, 5, 6}

    def test_it_is_listed_with_its_reason(self) -> None:
        (step,) = self.found.degradations

        assert (step.step, step.rule_id, dict(step.reason.values)) == (
            "fallback",
            "D-55.1",
            {"conflict": "D-45"},
        )

    def test_without_a_fallback_later_heavy_sessions_become_moderate(self) -> None:
        found = place(request("Mon FB*+F20 · Thu FB*+F20", "Sat-Sun 18:00/120", phase=PhaseName.B1))

        assert heavy_days(found) == [5]
        assert steps(found) == ["moderate"]
        assert [s.row.value for s in found.sessions if s.row] == ["heavy", "moderate"]


class TestIntervalsInConflict:
    def test_intervals_become_easy_on_a_non_impact_mode(self) -> None:
        found = place(request("Mon FB*+F20 · Thu U+H:run", "Mon 18:00/120 · Tue 06:00/60"))

        eased = next(s for s in found.sessions if s.type.value == "C_EASY")
        assert steps(found)[0] == "ease"
        assert (eased.minutes, eased.mode.value if eased.mode else "") == (20, "bike")
        assert dict(found.terms)["W15"] == 10  # intervals 30, an easy session 20

    def test_a_race_plans_long_run_stays_and_heavy_becomes_moderate(self) -> None:
        found = place(
            request("Mon FB* · Sat LG120", "Sat-Sun 08:00/180", race=True, before=week("6 18:00 E 30"))
        )
        tight = place(
            request(
                "Mon FB* · Sat LG120",
                "Sat 08:00/180 · Sun 06:00/180",
                race=True,
                after=week("0 18:00 FB* 55"),
            )
        )

        assert steps(found) == []
        assert steps(tight) == ["moderate"]
        assert sum(s.minutes for s in tight.sessions if s.type.value == "C_LONG") == 120

    def test_heavy_legs_give_way_to_something_fixed(self) -> None:
        match = (FixedSession(4, window("19:00/90").start, 90, "team_sport", 8),)

        found = place(request("Sat FB*+F20", "Sat 10:00/120", fixed=match))

        assert heavy_days(found) == []
        assert steps(found) == ["moderate"]


class TestFewerDays:
    five = "Mon L*+F15 · Tue U+F20 · Wed E30 · Thu L* · Fri U"

    def test_a_lone_easy_session_joins_a_strength_session(self) -> None:
        found = place(request(self.five, "Mon-Thu 18:00/120"))

        assert "merge_easy" in steps(found)
        assert len({s.day for s in found.sessions}) == 4
        assert not any(s.type.value == "C_EASY" for s in found.sessions)

    def test_without_a_host_the_easy_session_goes(self) -> None:
        found = place(request("Mon U+F20 · Tue E30 · Wed L+F20", "Mon-Tue 18:00/120"))

        assert steps(found) == ["drop_easy"]
        assert dict(found.terms)["W15"] == 20

    def test_then_the_skeleton_of_a_day_less(self) -> None:
        asked: list[int] = []

        def fewer(days: int) -> tuple[Unit, ...]:
            asked.append(days)
            return units("Mon FB*+F20 · Thu FB+H")[:days]

        found = place(
            request("Mon L*+F15 · Wed U+H · Fri FB+F20", "Mon 18:00/120 · Thu 18:00/120", fewer_days=fewer)
        )

        assert asked == [2]
        assert steps(found) == ["fewer_days"]
        assert [s.type.value for s in found.sessions] == ["S_FULL", "C_FINISH", "S_FULL", "C_HIIT"]

    def test_without_another_skeleton_the_protected_set_goes_last(self) -> None:
        found = place(request("Mon L+F15 · Wed CIRCUIT+F20 · Fri U · Sat H", "Mon-Wed 18:00/120"))

        assert steps(found) == ["drop_unit"]
        assert "S_CIRCUIT" not in {s.type.value for s in found.sessions}

    def test_in_endurance_phases_the_long_session_is_kept(self) -> None:
        text = "Mon FB+F20 · Wed H · Fri U+F20 · Sat LG60"

        found = place(request(text, "Sat 08:00/120", phase=PhaseName.B3))

        assert [s.type.value for s in found.sessions] == ["C_LONG"]

    def test_where_a_lift_and_its_cardio_have_no_room_together_the_lift_is_kept(self) -> None:
        """The protected set begins with two strength sessions; a high-volume week has cardio of 30 min after each."""
        found = place(request("Mon U+H · Thu FB+E30", "Mon 18:00/45 · Thu 18:00/45", phase=PhaseName.B1))

        assert steps(found) == ["drop_unit", "drop_unit", "shorten", "shorten"]
        assert [s.type.value for s in found.sessions] == ["S_UPPER", "S_FULL"]
        assert {dict(d.reason.values).get("types") for d in found.degradations[:2]} == {"C_HIIT", "C_EASY"}

    def test_before_an_event_the_only_intervals_are_kept_where_another_lift_is(self) -> None:
        text = "Mon FB · Wed U+H · Sat LG45"

        found = place(request(text, "Mon 18:00/45 · Wed 18:00/45 · Sat 08:00/45", phase=PhaseName.B3))

        assert [s.type.value for s in found.sessions] == ["S_FULL", "C_HIIT", "C_LONG"]

    def test_only_what_is_needed_gives_way(self) -> None:
        """One day too few is no reason to make heavy sessions moderate or intervals easy."""
        found = place(
            request("Mon L* · Tue E30 · Wed H · Fri L*", "Mon 18:00/120 · Wed 18:00/120 · Fri 18:00/120")
        )

        assert len(heavy_days(found)) == 2
        assert "C_HIIT" in {s.type.value for s in found.sessions}


class TestNothingFits:
    def test_no_window_at_all(self) -> None:
        with pytest.raises(NoPlacement) as refusal:
            place(request("Mon L* · Wed U", ""))

        assert refusal.value.conflicts == ("D-42",)
        assert "degrade.drop_unit" in refusal.value.steps

    def test_a_window_too_short_for_anything(self) -> None:
        with pytest.raises(NoPlacement, match="D-42"):
            place(request("Mon L*", "Mon-Sun 18:00/25"))

    def test_days_closed_by_an_event(self) -> None:
        with pytest.raises(NoPlacement) as refusal:
            place(request("Mon L", no_strength_days=frozenset(range(7))))

        assert refusal.value.conflicts == ("D-47",)

    def test_a_week_after_seven_days_in_a_row_waits(self) -> None:
        before = week(*(f"{day} 18:00 E 30" for day in range(1, 7)))

        with pytest.raises(NoPlacement) as refusal:
            place(request("Mon U", "Mon 18:00/120", before=before))

        assert refusal.value.conflicts == ("D-40",)

    def test_mobility_is_dropped_first(self) -> None:
        found = place(request("Mon U · Tue R · Wed L", "Mon 18:00/120 · Wed 18:00/120"))

        assert steps(found) == ["drop_active"]
        assert [s.day for s in found.sessions] == [0, 2]

    def test_primers_go_where_strength_is_closed(self) -> None:
        asked = request("Fri PR+H", "Fri 18:00/120", no_strength_days=frozenset({4}))

        found = place(asked)

        assert steps(found) == ["drop_primer"]
        assert [s.type.value for s in found.sessions] == ["C_HIIT"]

    def test_finishers_go_beside_something_fixed(self) -> None:
        match = (FixedSession(0, window("07:00/60").start, 60, "commute_bike", 3),)
        asked = replace(request("Mon U+F20", "Mon 18:00/60"), fixed=match)

        found = place(asked)

        assert steps(found) == ["left_out"]
        assert [s.type.value for s in found.sessions] == ["C_EASY", "S_UPPER"]
