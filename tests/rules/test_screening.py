"""The health screen: G16, G17, G18 and the dates of C-30 to C-36."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rules.athlete import Age
from rules.errors import OutOfRange, TooYoung
from rules.screening import (
    Restrictions,
    check_age,
    clear,
    effective,
    hold_for_red_flag,
    needs_rescreen,
    screen,
)
from rules.state import Screening, Standing

TODAY = date(2026, 11, 16)  # a Monday
FREE = Restrictions()


def screened(*ticked: str, age: int = 35, lifts: float = 3, cardio: int = 150) -> Screening:
    """The screening of somebody who ticked these statements today."""
    return screen(frozenset(ticked), Age(age), lifts, cardio, TODAY)


def cleared(screening: Screening, *limits: str, birth_weeks_ago: int | None = None) -> Screening:
    """The screening after a clearance three months old."""
    return clear(screening, date(2026, 8, 16), frozenset(limits), TODAY, birth_weeks_ago)


def on(screening: Screening, iso: str) -> Restrictions:
    """The restrictions on a date."""
    return effective(screening, date.fromisoformat(iso))


@pytest.mark.parametrize(
    ("ticked", "expected"),
    [
        ((), Standing.CLEAR),
        (("Q1",), Standing.HOLD_MEDICAL),
        (("Q2",), Standing.HOLD_MEDICAL),
        (("Q3",), Standing.HOLD_MEDICAL),
        (("Q4", "Q5"), Standing.HOLD_MEDICAL),
        (("Q5",), Standing.LIGHT),
        (("Q6",), Standing.LIGHT),
        (("Q7",), Standing.HOLD_PREGNANCY),
        (("Q6", "Q7"), Standing.HOLD_PREGNANCY),
        (("Q2", "Q7"), Standing.HOLD_MEDICAL),
    ],
)
def test_strictest_statement_decides(ticked: tuple[str, ...], expected: Standing) -> None:
    assert screened(*ticked).standing is expected


@pytest.mark.parametrize(
    ("age", "lifts", "cardio", "expected"),
    [
        (69, 0, 0, Standing.CLEAR),
        (70, 0, 0, Standing.LIGHT),
        (70, 0.9, 59, Standing.LIGHT),
        (70, 1, 0, Standing.CLEAR),
        (70, 0, 60, Standing.CLEAR),
        (45, 0, 0, Standing.CLEAR),
    ],
)
def test_old_and_inactive_starts_light(age: int, lifts: float, cardio: int, expected: Standing) -> None:
    assert screened(age=age, lifts=lifts, cardio=cardio).standing is expected


def test_unknown_statement_is_refused() -> None:
    with pytest.raises(OutOfRange, match="Q8"):
        screened("Q8")


@pytest.mark.parametrize("years", [18, 90])
def test_ages_at_the_borders_are_accepted(years: int) -> None:
    check_age(Age(years))

    assert screened(age=years).standing in (Standing.CLEAR, Standing.LIGHT)


def test_seventeen_is_too_young() -> None:
    with pytest.raises(TooYoung):
        screened(age=17)


def test_ninety_one_is_out_of_range() -> None:
    with pytest.raises(OutOfRange, match="18-90"):
        screened(age=91)


def test_chest_pain_holds_until_cleared() -> None:
    """G16: no plan; then four weeks of LIGHT, and HIIT never while its limit stands."""
    held = screened("Q2")
    opened = cleared(held, "no_hiit")

    assert on(held, "2026-11-16") == Restrictions(hold="medical")
    assert on(opened, "2026-11-16").light
    assert on(opened, "2026-12-13").light
    assert on(opened, "2026-12-14") == Restrictions(no_hiit=True)
    assert on(opened, "2028-01-01").no_hiit


@pytest.mark.parametrize(
    ("unlocked", "last_light_day"),
    [("2026-11-16", "2026-12-13"), ("2026-11-17", "2026-12-20"), ("2026-11-22", "2026-12-20")],
)
def test_light_weeks_are_full_plan_weeks(unlocked: str, last_light_day: str) -> None:
    today, last = date.fromisoformat(unlocked), date.fromisoformat(last_light_day)
    opened = clear(screened("Q1"), today, frozenset(), today)

    assert effective(opened, last).light
    assert not effective(opened, last + timedelta(days=1)).light


def test_only_supervised_stays_held() -> None:
    assert on(cleared(screened("Q4"), "only_supervised"), "2027-06-01").hold == "medical"


def test_light_forbids_hard_work() -> None:
    limits = on(screened("Q5"), "2026-11-16")

    assert limits.light
    assert (limits.no_hiit, limits.no_tempo, limits.no_heavy, limits.no_jumping) == (True, True, True, True)
    assert (limits.max_cardio_rpe, limits.max_cardio_minutes, limits.min_rir) == (3, 30, 4)
    assert not limits.no_running


def test_light_lasts_until_cleared() -> None:
    light = screened("Q6")

    assert on(light, "2027-11-16").light
    assert on(cleared(light), "2026-11-16") == FREE
    assert on(cleared(light, "no_heavy"), "2026-11-16") == Restrictions(no_heavy=True)


def test_pregnancy_holds_even_with_a_clearance() -> None:
    """G17: the plan belongs with the midwife or doctor."""
    assert on(screened("Q7"), "2026-11-16") == Restrictions(hold="pregnancy")
    assert on(cleared(screened("Q7")), "2026-11-16").hold == "pregnancy"


@pytest.mark.parametrize(
    ("weeks", "hold", "careful"),
    [(11, "pregnancy", False), (12, None, True), (16, None, True), (52, None, True), (53, None, False)],
)
def test_birth_needs_time(weeks: int, hold: str | None, careful: bool) -> None:
    limits = on(cleared(screened("Q7"), birth_weeks_ago=weeks), "2026-11-16")

    assert (limits.hold, limits.postpartum) == (hold, careful)


def test_birth_sixteen_weeks_ago_means_four_weeks_without_impact() -> None:
    """G17, variant: no running, jumping or HIIT for four weeks."""
    screening = cleared(screened("Q7"), birth_weeks_ago=16)
    careful = Restrictions(no_hiit=True, no_running=True, no_jumping=True, postpartum=True)

    assert on(screening, "2026-11-16") == careful
    assert on(screening, "2026-12-13") == careful
    assert on(screening, "2026-12-14") == FREE


def test_later_red_flag_does_not_ask_about_the_birth_again() -> None:
    mother = cleared(screened("Q7"), birth_weeks_ago=16)
    cleared_again = cleared(hold_for_red_flag(mother, emergency=True))

    assert on(cleared_again, "2026-11-16").light
    assert on(cleared_again, "2026-11-16").no_running
    assert on(cleared_again, "2026-12-14") == FREE


def test_heart_and_birth_are_both_respected() -> None:
    both = screened("Q1", "Q7")

    assert on(cleared(both), "2026-11-16").hold == "pregnancy"
    assert on(cleared(both, birth_weeks_ago=20), "2026-11-16").light
    assert on(cleared(both, birth_weeks_ago=20), "2026-11-16").no_running


@pytest.mark.parametrize(
    ("cleared_on", "accepted"),
    [("2026-11-16", True), ("2025-11-16", True), ("2025-11-15", False), ("2026-11-17", False)],
)
def test_clearance_is_at_most_a_year_old(cleared_on: str, accepted: bool) -> None:
    held = screened("Q3")
    if accepted:
        assert clear(held, date.fromisoformat(cleared_on), frozenset(), TODAY).standing is Standing.LIGHT
        return
    with pytest.raises(OutOfRange, match="cleared_on"):
        clear(held, date.fromisoformat(cleared_on), frozenset(), TODAY)


def test_unknown_limit_is_refused() -> None:
    with pytest.raises(OutOfRange, match="no_fun"):
        cleared(screened("Q1"), "no_fun")


def test_emergency_flag_holds_everything() -> None:
    held = hold_for_red_flag(screened(), emergency=True)

    assert on(held, "2026-11-16").hold == "medical"
    assert on(cleared(held), "2026-11-16").light


def test_milder_flag_leaves_light_until_checked() -> None:
    flagged = hold_for_red_flag(cleared(screened("Q1")), emergency=False)

    assert on(flagged, "2027-03-01").light
    assert hold_for_red_flag(screened("Q7"), emergency=False).standing is Standing.HOLD_PREGNANCY


@pytest.mark.parametrize(
    ("screened_on", "days_untrained", "expected"),
    [
        ("2025-11-16", 0, False),
        ("2025-11-15", 0, True),
        ("2026-11-01", 83, False),
        ("2026-11-01", 84, True),
    ],
)
def test_screen_is_asked_again(screened_on: str, days_untrained: int, expected: bool) -> None:
    screening = Screening(screened_on=date.fromisoformat(screened_on))

    assert needs_rescreen(screening, TODAY, days_untrained) is expected


def test_never_screened_needs_a_screen() -> None:
    assert needs_rescreen(Screening(), TODAY)
