"""Modes of intervals, finishers, easy days and long sessions, and minutes at equal effort (F-10, F-11)."""

from __future__ import annotations

from typing import Any

import pytest

from rules.athlete import Age, EventType, Goal, Injury, Mode, Profile, Region
from rules.cardio import ModeContext, easy_mode, finisher_mode, hiit_mode, long_mode, mode_context
from rules.cardio.modes import substitute_minutes
from rules.exercises import PRESETS
from rules.levels import assess
from rules.plan import PhaseName
from rules.screening import Restrictions
from rules.sessions import SessionType
from rules.state import Adjustments
from tests.rules.athletes import ADVANCED, BEGINNER, INACTIVE, INTERMEDIATE, athlete


def context(
    profile: Profile = INTERMEDIATE, phase: PhaseName = PhaseName.UNDULATING, **more: Any
) -> ModeContext:
    return mode_context(profile, assess(profile), phase, **more)


@pytest.mark.parametrize("profile", [BEGINNER, INTERMEDIATE, ADVANCED])
def test_intervals_are_on_the_bike_next_to_lifting(profile: Profile) -> None:
    assert hiit_mode(context(profile)) is Mode.BIKE


@pytest.mark.parametrize(
    ("equipment", "mode"),
    [
        ({"rower", "ski_erg"}, Mode.ROW),
        ({"ski_erg", "elliptical"}, Mode.SKI),
        ({"elliptical", "pool"}, Mode.ELLIPTICAL),
        ({"pool"}, Mode.SWIM),
        (PRESETS["none"], Mode.STAIRS),
        (PRESETS["home_gym"], Mode.STAIRS),
    ],
)
def test_intervals_take_the_first_mode_at_hand(equipment: set[str], mode: Mode) -> None:
    assert hiit_mode(context(athlete(equipment=frozenset(equipment)))) is mode


def test_runners_run_their_intervals_only_in_race_phases() -> None:
    modes = {
        phase: hiit_mode(context(phase=phase, event=EventType.HALF))
        for phase in (PhaseName.B1, PhaseName.B2, PhaseName.B3, PhaseName.SHARPEN, PhaseName.TAPER)
    }
    assert [p for p, mode in modes.items() if mode is Mode.RUN] == [
        PhaseName.B3,
        PhaseName.SHARPEN,
        PhaseName.TAPER,
    ]


def test_advanced_tuesday_template_runs_and_others_do_not() -> None:
    assert hiit_mode(context(ADVANCED, PhaseName.B2), template_run=True) is Mode.RUN
    rower = athlete(ADVANCED, main_cardio_mode=Mode.ROW)
    assert hiit_mode(context(rower, PhaseName.B2), template_run=True) is Mode.BIKE


@pytest.mark.parametrize(
    "profile",
    [
        athlete(BEGINNER),
        athlete(age=Age(60)),
        athlete(injuries=(Injury(Region.KNEE, 3),)),
    ],
    ids=["e novice", "sixty", "knee 3"],
)
def test_no_flat_run_intervals_for_those_who_should_not(profile: Profile) -> None:
    assert hiit_mode(context(profile, PhaseName.B3, event=EventType.K10), template_run=True) is not Mode.RUN


def test_race_intervals_are_in_the_events_own_mode() -> None:
    assert hiit_mode(context(phase=PhaseName.B3, event=EventType.ROW_2K)) is Mode.ROW
    assert hiit_mode(context(phase=PhaseName.B1, event=EventType.ROW_2K)) is Mode.BIKE


def test_finishers_spare_the_legs_and_row_only_after_upper_body() -> None:
    rower_only = context(athlete(equipment=frozenset({"rower"})))
    assert finisher_mode(context(), SessionType.UPPER) is Mode.BIKE
    assert finisher_mode(rower_only, SessionType.UPPER) is Mode.ROW
    assert finisher_mode(rower_only, SessionType.LOWER) is Mode.WALK


def test_easy_days_keep_the_preferred_mode_up_to_four_runs_in_strength_blocks() -> None:
    assert easy_mode(context(phase=PhaseName.B1), run_days=3) is Mode.RUN
    assert easy_mode(context(phase=PhaseName.B1), run_days=4) is Mode.BIKE
    assert easy_mode(context(phase=PhaseName.B3), run_days=5) is Mode.RUN


def test_beginners_move_as_they_like_unless_they_train_to_run() -> None:
    assert easy_mode(context(BEGINNER, PhaseName.BEGINNER)) is Mode.WALK
    runner = athlete(BEGINNER, goal=Goal.ENDURANCE)
    assert easy_mode(context(runner, PhaseName.BEGINNER)) is Mode.RUN
    assert easy_mode(context(INACTIVE, PhaseName.B3)) is Mode.WALK


@pytest.mark.parametrize(
    ("event", "mode"),
    [
        (EventType.MARATHON, Mode.RUN),
        (EventType.CYCLE_LONG, Mode.BIKE),
        (EventType.TRI_LONG, Mode.BIKE),
        (EventType.ROW_2K, Mode.ROW),
        (None, Mode.RUN),
    ],
)
def test_long_session_is_in_the_events_mode(event: EventType | None, mode: Mode) -> None:
    assert long_mode(context(event=event)) is mode


def test_sore_knee_swaps_the_run_for_the_bike_or_what_is_there() -> None:
    sore = athlete(injuries=(Injury(Region.KNEE, 4),))
    assert easy_mode(context(sore)) is Mode.BIKE
    assert long_mode(context(sore, event=EventType.MARATHON)) is Mode.BIKE
    with_rower = athlete(injuries=(Injury(Region.KNEE, 4),), equipment=frozenset({"rower"}))
    assert easy_mode(context(with_rower)) is Mode.ROW


def test_no_running_by_the_health_screen_means_no_run_anywhere() -> None:
    ctx = context(phase=PhaseName.B3, event=EventType.HALF, restrictions=Restrictions(no_running=True))
    modes = {hiit_mode(ctx), easy_mode(ctx), long_mode(ctx), finisher_mode(ctx, SessionType.LOWER)}
    assert Mode.RUN not in modes


def test_disliked_modes_and_agreed_swaps_are_kept() -> None:
    assert hiit_mode(context(athlete(dislikes=frozenset({"bike"})))) is Mode.ROW
    swapped = Adjustments(mode_swaps=((Mode.BIKE, Mode.ELLIPTICAL),))
    assert hiit_mode(context(adjustments=swapped)) is Mode.ELLIPTICAL
    assert hiit_mode(context(athlete(likes=frozenset({"swim"})))) is Mode.SWIM


@pytest.mark.parametrize(
    ("minutes", "from_mode", "to_mode", "expected"),
    [
        (30, Mode.RUN, Mode.BIKE, 40),
        (40, Mode.RUN, Mode.BIKE, 50),
        (30, Mode.RUN, Mode.ROW, 30),
        (20, Mode.RUN, Mode.WALK, 30),
        (40, Mode.BIKE, Mode.RUN, 30),
        (60, Mode.BIKE, Mode.BIKE, 60),
    ],
)
def test_minutes_at_equal_effort(minutes: int, from_mode: Mode, to_mode: Mode, expected: int) -> None:
    assert substitute_minutes(minutes, from_mode, to_mode) == expected
