"""The context is gathered from state, week and log as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from rules.athlete import Event, EventType, Level, Mode, Overall, Region
from rules.checkin import CheckIn, Pain, Status, TalkTest, Wellness
from rules.decisions import Decision
from rules.heat import in_heat
from rules.plan import Counts, Model, Phase, PhaseName, Score, Week
from rules.sessions import Band, Session, SessionType
from rules.state import Screening, Standing, TrainingState, WeekRecord
from rules.tips import TIPS
from rules.tips.building import Log, context_of
from rules.tips.context import TipContext
from tests.rules.builders import athlete

MONDAY = date(2026, 11, 16)
EMPTY = Log()
LAST_MONDAY = date(2026, 11, 9)


def planned(session_id: str, day: int, kind: SessionType, **more: Any) -> Session:
    """A planned session at 18:00."""
    return replace(Session(session_id, day, time(18), 30, kind), **more)


def week_of(start: date, *sessions: Session, number: int = 2, **more: Any) -> Week:
    """A B2 week with these sessions."""
    week = Week(
        start=start,
        number=number,
        phase=PhaseName.B2,
        week_in_phase=number,
        deload=False,
        sessions=sessions,
        counts=Counts(1, 1, 0),
        cardio_minutes=0,
        score=Score(12, 0, 0, 12, 0, 0),
    )
    return replace(week, **more)


LAST_WEEK = week_of(
    LAST_MONDAY,
    planned("l-1", 0, SessionType.UPPER),
    planned("l-2", 1, SessionType.HIIT, mode=Mode.BIKE, intervals=8),
    planned("l-3", 3, SessionType.EASY, mode=Mode.RUN),
    planned("l-4", 5, SessionType.LONG, mode=Mode.RUN),
    number=1,
)
THIS_WEEK = week_of(
    MONDAY,
    planned("t-1", 0, SessionType.UPPER),
    planned("t-2", 1, SessionType.HIIT, mode=Mode.ROW, intervals=8),
    planned("t-3", 3, SessionType.EASY, mode=Mode.RUN, heart_rate_bpm=Band(110, 138)),
)
DONE = (
    CheckIn(date(2026, 11, 9), Status.DONE, "l-1"),
    CheckIn(date(2026, 11, 10), Status.DONE, "l-2", intervals_faded=True),
    CheckIn(date(2026, 11, 12), Status.DONE, "l-3", talk_test=TalkTest.NOT_COMFORTABLE),
    CheckIn(date(2026, 11, 14), Status.SKIPPED, "l-4"),
)


def state(**profile: Any) -> TrainingState:
    """A state with one lived week behind it."""
    return TrainingState(
        profile=athlete(**profile),
        screening=Screening(),
        model=Model.BLOCK,
        phases=(Phase(PhaseName.B2, 5),),
        start=LAST_MONDAY,
        week_number=2,
        phase_index=0,
        week_in_phase=2,
        history=(WeekRecord(LAST_WEEK, DONE, (), Decision.HOLD),),
    )


def context(iso: str, log: Log = EMPTY, **profile: Any) -> TipContext:
    """The context of a day of this week."""
    return context_of(state(**profile), THIS_WEEK, date.fromisoformat(iso), log)


def test_plan_and_person_are_read() -> None:
    found = context("2026-11-19")

    assert [s.id for s in found.sessions] == ["t-3"]
    assert (found.level, found.s_level, found.phase) == (
        Overall.INTERMEDIATE,
        Level.INTERMEDIATE,
        PhaseName.B2,
    )
    assert (found.weeks_in_plan, found.score, found.heart_rate_known) == (1, 12, True)
    assert found.protein is not None
    assert found.protein.grams == 135


def test_last_talk_and_last_intervals_are_read_from_history() -> None:
    found = context("2026-11-17")

    assert (found.last_easy_talk, found.last_hiit_faded, found.hiit_done) == (
        TalkTest.NOT_COMFORTABLE,
        True,
        1,
    )
    assert found.hiit_mode_is_new


def test_later_log_replaces_the_older_answer() -> None:
    better = CheckIn(date(2026, 11, 16), Status.DONE, "t-1", talk_test=TalkTest.COMFORTABLE)

    assert context("2026-11-17", Log((better,))).last_easy_talk is TalkTest.COMFORTABLE


def test_first_intervals_ever_bring_the_safety_tip() -> None:
    """G35: T46 before the first HIIT."""
    fresh = replace(state(), history=())
    found = context_of(fresh, THIS_WEEK, date(2026, 11, 17), Log())

    assert found.hiit_done == 0
    assert TIPS["T46"].applies(found)


def test_last_weeks_adherence_is_counted() -> None:
    found = context("2026-11-16")

    assert (found.done_last_week, found.planned_last_week) == (3, 4)
    assert found.adherence == 0.75


def test_sleep_and_soreness_come_from_the_days_reports() -> None:
    reports = tuple(Wellness(date(2026, 11, day), sleep_h=5.5) for day in (14, 15, 16))
    today = Wellness(date(2026, 11, 17), sleep_h=6.0, soreness_legs=6, soreness_upper=2)
    found = context("2026-11-17", Log(wellness=(*reports, today)))

    assert (found.sleep_last_h, found.sleep_week_h, found.soreness) == (6.0, 5.625, 6)


def test_two_nights_make_no_week() -> None:
    nights = tuple(Wellness(date(2026, 11, day), sleep_h=4.0) for day in (15, 16))

    assert context("2026-11-17", Log(wellness=nights)).sleep_week_h is None


def test_leg_pain_counts_for_three_days() -> None:
    sore = CheckIn(date(2026, 11, 16), Status.DONE, "t-1", pain=(Pain(Region.KNEE, 4), Pain(Region.NECK, 7)))

    assert context("2026-11-18", Log((sore,))).lower_limb_pain == 4
    assert context("2026-11-19", Log((sore,))).lower_limb_pain is None


def test_run_before_lifting_is_noticed() -> None:
    lifted = CheckIn(
        date(2026, 11, 16), Status.DONE, "t-1", finished_at=datetime(2026, 11, 16, 18, tzinfo=UTC)
    )
    ran = CheckIn(
        date(2026, 11, 16),
        Status.DONE,
        mode="run",
        actual_minutes=11,
        finished_at=datetime(2026, 11, 16, 17, tzinfo=UTC),
    )

    assert context("2026-11-17", Log((ran, lifted))).ran_before_lifting
    assert not context("2026-11-17", Log((replace(ran, actual_minutes=10), lifted))).ran_before_lifting
    later = replace(ran, finished_at=datetime(2026, 11, 16, 19, tzinfo=UTC))
    assert not context("2026-11-17", Log((later, lifted))).ran_before_lifting


def test_next_long_race_is_counted_in_days() -> None:
    races = (Event(EventType.K10, date(2026, 11, 18)), Event(EventType.HALF, date(2026, 11, 22)))

    assert context("2026-11-16", events=races).days_to_long_race == 6
    assert context("2026-11-16").days_to_long_race is None


def test_kidney_disease_silences_the_numbers() -> None:
    found = context("2026-11-16", conditions=frozenset({"kidney"}), supplements_opt_in=True)

    assert (found.numbers_allowed, found.protein, found.supplements_wanted) == (False, None, False)


def test_pregnancy_silences_supplements() -> None:
    held = replace(state(supplements_opt_in=True), screening=Screening(standing=Standing.HOLD_PREGNANCY))

    assert not context_of(held, THIS_WEEK, MONDAY, Log()).supplements_wanted


def test_message_of_the_evening_before_knows_it() -> None:
    found = context_of(state(), THIS_WEEK, date(2026, 11, 17), Log(), evening_before=True)

    assert TIPS["T32"].applies(found)
    assert not TIPS["T20"].applies(replace(found, minute_now=None))


def test_return_flag_of_the_week_is_seen() -> None:
    """G24: T48 is eligible."""
    back = replace(THIS_WEEK, flags=frozenset({"return"}))

    assert TIPS["T48"].applies(context_of(state(), back, MONDAY, Log()))


def test_a_very_hot_day_is_seen_on_its_sessions() -> None:
    """F-80: T47 is eligible, and T25 on that day only."""
    hot = in_heat(THIS_WEEK, {3}, Level.INTERMEDIATE)

    heated, other = (context_of(state(), hot, date(2026, 11, day), Log()) for day in (19, 17))
    assert [TIPS[tip].applies(heated) for tip in ("T47", "T25")] == [True, True]
    assert [TIPS[tip].applies(other) for tip in ("T47", "T25")] == [False, False]
    assert not heated.heart_rate_known
