"""Pain reports become watch, modify, block, and the way back (G-33, C-60)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.athlete import Region
from rules.checkin import CheckIn, Pain, Status
from rules.review import pain
from rules.state import RegionLimit

DAY = date(2026, 11, 23)


def report(
    days: int, severity: int | None, worse: bool | None = None, where: Region = Region.KNEE
) -> CheckIn:
    """A session done on a day with a pain there; None: none."""
    pains = () if severity is None else (Pain(where, severity, worse),)
    return CheckIn(DAY + timedelta(days=days), Status.DONE, f"s{days}", pain=pains)


def limits(*checkins: CheckIn, today: int) -> dict[Region, RegionLimit]:
    """The limits in force so many days on."""
    return {x.region: x for x in pain.region_limits(checkins, DAY + timedelta(days=today))}


@pytest.mark.parametrize(
    ("severity", "worse", "action"),
    [
        (1, False, "watch"),
        (3, None, "watch"),
        (3, True, "modify"),
        (4, False, "modify"),
        (5, None, "modify"),
        (6, False, "block"),
        (7, None, "block"),
        (9, None, "block"),
    ],
)
def test_each_band_has_its_action(severity: int, worse: bool | None, action: str) -> None:
    assert limits(report(0, severity, worse), today=1)[Region.KNEE].action == action


def test_two_good_reports_lift_a_block_and_half_the_running_comes_back() -> None:
    bad, first, second = report(0, 6), report(2, 3), report(4, None)

    assert limits(bad, first, today=3)[Region.KNEE].good_reports == 1
    released = limits(bad, first, second, today=5)[Region.KNEE]
    assert (released.action, released.mode_share) == ("watch", 0.5)


@pytest.mark.parametrize(("days", "share"), [(4, 0.5), (10, 0.5), (11, 0.75), (17, 0.75), (18, None)])
def test_a_quarter_more_comes_back_each_week_without_pain(days: int, share: float | None) -> None:
    found = limits(report(0, 6), report(2, None), report(4, None), today=days)

    assert (found[Region.KNEE].mode_share if found else None) == share


def test_pain_on_the_way_back_starts_the_weeks_anew() -> None:
    known = (report(0, 6), report(2, None), report(4, None), report(10, 2))

    assert limits(*known, today=12)[Region.KNEE].mode_share == 0.5
    assert limits(*known, today=17)[Region.KNEE].mode_share == 0.75


def test_a_relapse_restarts_the_count_and_keeps_the_block() -> None:
    known = (report(0, 7), report(2, 2), report(4, 4), report(6, 1))

    found = limits(*known, today=7)[Region.KNEE]

    assert (found.action, found.good_reports, found.since) == ("block", 1, DAY)


def test_worse_next_morning_is_not_a_good_report() -> None:
    known = (report(0, 5), report(2, 2), report(4, 2, True), report(6, 2))

    assert limits(*known, today=7)[Region.KNEE].action == "modify"


def test_a_skipped_session_says_nothing() -> None:
    skipped = CheckIn(DAY + timedelta(days=2), Status.SKIPPED, "x")

    assert limits(report(0, 5), skipped, skipped, today=6)[Region.KNEE].good_reports == 0


def test_watching_ends_after_a_week() -> None:
    assert limits(report(0, 2), today=6)[Region.KNEE].action == "watch"
    assert limits(report(0, 2), today=7) == {}


def test_twice_in_seven_days_holds_the_region() -> None:
    known = (report(0, 2), report(6, 1))

    assert pain.reported_twice(known, Region.KNEE, DAY + timedelta(days=6))
    assert not pain.reported_twice(known, Region.KNEE, DAY + timedelta(days=7))


def test_a_shoulder_that_hurts_in_a_press_rules_out_presses_and_pulldowns() -> None:
    here = CheckIn(DAY, Status.DONE, "s", pain=(Pain(Region.SHOULDER, 4, None, "bench_press"),))

    assert limits(here, today=1)[Region.SHOULDER].patterns == ("h_push", "v_pull")


def test_three_strong_reports_in_two_weeks_ask_for_a_professional() -> None:
    known = (report(0, 5), report(6, 4), report(13, 4))

    assert pain.needs_professional(known, Region.KNEE, DAY + timedelta(days=13)) is not None
    assert pain.needs_professional(known[1:], Region.KNEE, DAY + timedelta(days=13)) is None
    assert pain.needs_professional(known, Region.KNEE, DAY + timedelta(days=14)) is None


def test_pain_for_over_three_weeks_asks_for_a_professional() -> None:
    lasting = tuple(report(7 * k, 2) for k in range(5))
    broken = (report(0, 2), report(7, None), report(14, None), report(21, 2), report(28, 2))

    assert pain.needs_professional(lasting, Region.KNEE, DAY + timedelta(days=28)) is not None
    assert pain.needs_professional(broken, Region.KNEE, DAY + timedelta(days=28)) is None


def test_eight_is_red() -> None:
    assert pain.is_red(Pain(Region.HIP, 8))
    assert not pain.is_red(Pain(Region.HIP, 7))


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 10), max_size=12), st.integers(0, 40))
def test_reading_the_same_reports_again_changes_nothing(known: dict[int, int], today: int) -> None:
    checkins = tuple(report(days, severity or None) for days, severity in known.items())

    once = limits(*checkins, today=today)

    assert once == limits(*reversed(checkins), today=today)
    assert all(x.mode_share == 1.0 or x.action == "watch" for x in once.values())
