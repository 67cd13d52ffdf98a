"""When messages come: one a training day, a second before a separate session, quiet hours, two a day (H-01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.planned_message import MessageKind, PlannedMessage, ReminderSettings
from rules.reminders import is_silent_too_long, messages_of, plan_messages, review_of
from rules.sessions import Session, SessionType

DAY = date(2026, 11, 18)  # a Wednesday
SUNDAY = date(2026, 11, 22)
USUAL = ReminderSettings()
DAILY, SECOND, FOLLOWUP, REVIEW = MessageKind


def at(start: str, minutes: int = 60, kind: SessionType = SessionType.UPPER, *flags: str) -> Session:
    """A session at a time of the day."""
    return Session(f"s-{start}", 2, time.fromisoformat(start), minutes, kind, flags=frozenset(flags))


def chosen(**changes: object) -> ReminderSettings:
    """The usual settings with some changed; times as "HH:MM"."""
    values = {k: time.fromisoformat(v) if isinstance(v, str) else v for k, v in changes.items()}
    return replace(USUAL, **values)  # type: ignore[arg-type]  # the fields' types differ


def shown(messages: tuple[PlannedMessage, ...]) -> list[tuple[str, str]]:
    """Kind and local moment of each message."""
    return [(m.kind.value, f"{m.moment:%m-%d %H:%M}") for m in messages]


def test_one_session_has_a_reminder_and_a_follow_up() -> None:
    assert shown(messages_of(DAY, (at("18:00"),), USUAL)) == [
        ("daily", "11-18 17:00"),
        ("followup", "11-18 19:30"),
    ]


def test_follow_up_is_silent() -> None:
    daily, followup = messages_of(DAY, (at("18:00"),), USUAL)

    assert (daily.silent, followup.silent) == (False, True)


def test_separate_second_session_has_its_own_reminder() -> None:
    morning, evening = at("06:30", 50), at("18:00", 24, SessionType.HIIT)
    found = messages_of(DAY, (evening, morning), chosen(lead_min=0))

    assert shown(found) == [("daily", "11-18 06:30"), ("second", "11-18 18:00"), ("followup", "11-18 18:54")]
    assert found[0].session_ids == (morning.id, evening.id)
    assert (found[1].session_ids, found[1].slot) == ((evening.id,), 1)


@pytest.mark.parametrize(("second_start", "count"), [("09:59", 0), ("10:00", 1)])
def test_under_three_hours_is_one_session(second_start: str, count: int) -> None:
    found = messages_of(DAY, (at("06:00"), at(second_start)), chosen(lead_min=0, quiet_until="05:00"))

    assert [m.kind for m in found].count(SECOND) == count


def test_finisher_belongs_to_its_lifting() -> None:
    finisher = at("19:00", 15, SessionType.FINISH)

    assert shown(messages_of(DAY, (at("18:00"), finisher), USUAL)) == [
        ("daily", "11-18 17:00"),
        ("followup", "11-18 19:45"),
    ]


@pytest.mark.parametrize(
    ("start", "changes", "expected"),
    [
        ("07:30", {}, "11-18 06:30"),
        ("07:29", {}, "11-17 20:00"),
        ("06:00", {"lead_min": 0}, "11-17 20:00"),
        ("00:30", {}, "11-17 20:00"),
        ("00:30", {"quiet_from": "00:00", "quiet_until": "00:00"}, "11-17 23:30"),
        ("18:00", {"reminder_time": "07:00"}, "11-18 07:00"),
        ("18:00", {"reminder_time": "06:00"}, "11-17 20:00"),
        ("06:45", {"reminder_time": "07:00"}, "11-17 20:00"),
        ("07:00", {"reminder_time": "07:00"}, "11-18 07:00"),
        ("06:00", {"quiet_from": "19:00"}, "11-17 18:45"),
        ("06:00", {"quiet_from": "20:00"}, "11-17 19:45"),
    ],
)
def test_quiet_hours_move_the_reminder_to_the_evening_before(
    start: str, changes: dict[str, object], expected: str
) -> None:
    daily = messages_of(DAY, (at(start),), chosen(**changes))[0]

    assert shown((daily,)) == [("daily", expected)]
    assert daily.local_date == DAY
    assert daily.evening_before is (daily.send_on < DAY)


def test_second_reminder_in_quiet_hours_is_dropped() -> None:
    found = messages_of(DAY, (at("12:00"), at("22:45", 20)), USUAL)

    assert [m.kind for m in found] == [DAILY, FOLLOWUP]


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        ("20:00", 59, "11-18 21:29"),
        ("20:00", 60, "11-19 06:30"),
        ("23:30", 60, "11-19 06:30"),
        ("05:00", 30, "11-18 06:30"),
    ],
)
def test_follow_up_waits_for_the_end_of_quiet_hours(start: str, minutes: int, expected: str) -> None:
    followup = messages_of(DAY, (at(start, minutes),), USUAL)[-1]

    assert shown((followup,)) == [("followup", expected)]


@pytest.mark.parametrize(
    "sessions",
    [
        (),
        (at("18:00", 30, SessionType.ACTIVE),),
        (at("18:00", 60, SessionType.EASY, "fixed"),),
        (at("18:00", 60, SessionType.EASY, "optional"),),
    ],
)
def test_rest_days_stay_silent(sessions: tuple[Session, ...]) -> None:
    assert messages_of(DAY, sessions, USUAL) == ()


def test_event_day_has_its_reminder() -> None:
    assert messages_of(DAY, (at("09:00", 240, SessionType.EVENT),), USUAL)[0].kind is DAILY


@pytest.mark.parametrize(
    ("noise", "kinds", "silent"),
    [
        ((), [DAILY, FOLLOWUP], [False, True]),
        ((("daily", "off"),), [FOLLOWUP], [True]),
        ((("daily", "silent"), ("followup", "off")), [DAILY], [True]),
        ((("followup", "on"),), [DAILY, FOLLOWUP], [False, True]),
    ],
)
def test_each_kind_can_be_silent_or_off(
    noise: tuple[tuple[str, str], ...], kinds: list[MessageKind], silent: list[bool]
) -> None:
    found = messages_of(DAY, (at("18:00"),), replace(USUAL, noise=noise))

    assert [m.kind for m in found] == kinds
    assert [m.silent for m in found] == silent


@pytest.mark.parametrize(
    ("day", "changes", "expected"),
    [
        (SUNDAY, {}, ["11-22 18:00"]),
        (DAY, {}, []),
        (SUNDAY, {"quiet_from": "17:00"}, ["11-22 16:45"]),
        (SUNDAY, {"quiet_from": "08:00", "quiet_until": "19:00"}, ["11-22 07:45"]),
    ],
)
def test_review_comes_on_sunday_evening(day: date, changes: dict[str, object], expected: list[str]) -> None:
    review = review_of(day, chosen(**changes))

    assert [f"{review.moment:%m-%d %H:%M}"] * bool(review) == expected if review else not expected


def test_third_message_of_a_day_becomes_an_edit() -> None:
    """Sunday: reminder, second session, review, and Monday's early session the evening before."""
    days = {
        SUNDAY: (at("08:00", 50, SessionType.LONG), at("15:00", 30)),
        SUNDAY + timedelta(days=1): (at("06:00"),),
    }
    found = [m for m in plan_messages(days, USUAL) if m.send_on == SUNDAY]

    assert shown(tuple(found)) == [
        ("daily", "11-22 07:00"),
        ("second", "11-22 14:00"),
        ("followup", "11-22 16:00"),
        ("review", "11-22 18:00"),
        ("daily", "11-22 20:00"),
    ]
    assert [m.as_edit for m in found] == [False, False, False, True, True]


def test_second_follow_up_of_a_day_is_an_edit() -> None:
    """Tuesday's late session is asked about on Wednesday morning, Wednesday's on the same evening."""
    days = {DAY - timedelta(days=1): (at("21:00"),), DAY: (at("12:00"),)}
    followups = [m for m in plan_messages(days, USUAL) if m.kind is FOLLOWUP]

    assert shown(tuple(followups)) == [("followup", "11-18 06:30"), ("followup", "11-18 13:30")]
    assert [m.as_edit for m in followups] == [False, True]


def test_reviews_can_be_left_out() -> None:
    assert plan_messages({SUNDAY: ()}, USUAL, reviews=False) == ()


STARTS = st.integers(0, 287).map(lambda k: (datetime(2026, 1, 1) + timedelta(minutes=5 * k)).time())  # noqa: DTZ001  # a wall clock
WEEKS = st.lists(st.lists(st.tuples(STARTS, st.integers(15, 120)), max_size=3), min_size=7, max_size=7)
CHOICES = st.builds(
    ReminderSettings,
    lead_min=st.integers(0, 180),
    reminder_time=st.one_of(st.none(), STARTS),
    quiet_from=st.sampled_from([time(19), time(21, 30), time(23), time(0)]),
    quiet_until=st.sampled_from([time(5), time(6, 30), time(9)]),
)


@settings(max_examples=80)
@given(week=WEEKS, choice=CHOICES)
def test_any_week_keeps_the_promises(week: list[list[tuple[time, int]]], choice: ReminderSettings) -> None:
    """Never in quiet hours, at most two unasked a day and one follow-up, no key twice, no reminder after its start."""
    days = {
        SUNDAY - timedelta(days=6 - k): tuple(
            Session(f"{k}-{n}", k, start, minutes, SessionType.EASY)
            for n, (start, minutes) in enumerate(sessions)
        )
        for k, sessions in enumerate(week)
    }
    found = plan_messages(days, choice)

    assert not any(choice.is_quiet(m.moment) for m in found)
    assert len({(m.local_date, m.kind, m.slot) for m in found}) == len(found)
    for day in {m.send_on for m in found}:
        sent = [m for m in found if m.send_on == day and not m.as_edit]
        assert sum(m.kind is not FOLLOWUP for m in sent) <= 2
        assert sum(m.kind is FOLLOWUP for m in sent) <= 1
    for message in found:
        if message.kind is DAILY:
            first = min(s.start for s in days[message.local_date])
            assert message.moment <= datetime.combine(message.local_date, first)


@pytest.mark.parametrize(("days", "expected"), [(13, False), (14, True), (40, True)])
def test_fourteen_silent_days_are_too_many(days: int, expected: bool) -> None:
    assert is_silent_too_long(DAY - timedelta(days=days), DAY) is expected
