"""When an unasked message is due, in the athlete's own wall-clock time (H-01, G-10, ux 11).

A day's wall-clock arithmetic is naive on purpose: `rules.calendar.due_utc` turns the result into an instant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from rules.calendar import WEEKDAYS
from rules.constants import P
from rules.planned_message import MessageKind, PlannedMessage, ReminderSettings
from rules.sessions import Session, SessionType

MARGIN = timedelta(minutes=15)  # before quiet hours, where a message has to come earlier
ONE_DAY = timedelta(days=1)
SILENT_DAYS = 14


def plan_messages(
    days: Mapping[date, tuple[Session, ...]], settings: ReminderSettings, *, reviews: bool = True
) -> tuple[PlannedMessage, ...]:
    """The messages about these local dates, in order of time, within two unasked a day and one silent follow-up.

    Give every date of the span, rest days with an empty tuple: a day's count includes what comes for the day after.
    During a hold or an announced break nothing is planned: don't ask (H-01).
    """
    planned = [m for day, sessions in days.items() for m in messages_of(day, sessions, settings)]
    if reviews:
        planned += [m for day in days if (m := review_of(day, settings)) is not None]
    return _within_the_day(sorted(planned, key=lambda m: (m.moment, m.kind, m.slot)))


def messages_of(
    day: date, sessions: tuple[Session, ...], settings: ReminderSettings
) -> tuple[PlannedMessage, ...]:
    """Reminder, second reminders and follow-up of one local date; nothing on a day without our sessions (H-01)."""
    parts = _parts_of_day([s for s in sessions if _is_ours(s)])
    if not parts:
        return ()
    found = [_daily(day, parts, settings)]
    found += [_second(day, slot, part, settings) for slot, part in enumerate(parts[1:], start=1)]
    found.append(_followup(day, parts, settings))
    return tuple(m for m in found if m is not None)


def review_of(day: date, settings: ReminderSettings) -> PlannedMessage | None:
    """The weekly review where the day is its weekday (Sunday 18:00); before quiet hours if it fell into them."""
    weekday, _, clock = P.messages.weekly_review.partition(" ")
    if day.weekday() != WEEKDAYS.index(weekday):
        return None
    moment = datetime.combine(day, time.fromisoformat(clock))
    return _message(MessageKind.REVIEW, day, _before_quiet(moment, settings), settings)


def is_silent_too_long(last_answer: date, today: date) -> bool:
    """After 14 days without an answer one question is asked, then everything stops (ux 11)."""
    return (today - last_answer).days >= SILENT_DAYS


def _is_ours(session: Session) -> bool:
    """A session that we planned and that counts as training; walks and things done anyway aren't reminded of."""
    trains = session.is_strength or session.is_cardio or session.type is SessionType.EVENT
    return trains and not session.flags & {"fixed", "optional"}


def _parts_of_day(sessions: list[Session]) -> list[tuple[Session, ...]]:
    """The day's sessions, parted where 3 hours or more lie between (D-42)."""
    ordered = sorted(sessions, key=lambda s: s.start_minute)
    if not ordered:
        return []
    parts: list[tuple[Session, ...]] = [(ordered[0],)]
    for earlier, later in pairwise(ordered):
        if later.start_minute - earlier.end_minute >= 60 * P.doubles_min_gap_h:
            parts.append((later,))
        else:
            parts[-1] = (*parts[-1], later)
    return parts


def _daily(day: date, parts: list[tuple[Session, ...]], settings: ReminderSettings) -> PlannedMessage | None:
    """Before the first session or at the fixed time; the evening before where that is quiet or already too late."""
    start = datetime.combine(day, parts[0][0].start)
    moment = start - timedelta(minutes=settings.lead_min)
    if settings.reminder_time is not None:
        moment = datetime.combine(day, settings.reminder_time)
    if settings.is_quiet(moment) or moment > start:
        moment = _evening_before(day, settings)
    return _message(MessageKind.DAILY, day, moment, settings, sessions=[s for part in parts for s in part])


def _second(
    day: date, slot: int, part: tuple[Session, ...], settings: ReminderSettings
) -> PlannedMessage | None:
    """The short one before a later session; dropped in quiet hours, as the first message has named it."""
    moment = datetime.combine(day, part[0].start) - timedelta(minutes=settings.lead_min)
    if settings.is_quiet(moment):
        return None
    return _message(MessageKind.SECOND, day, moment, settings, slot=slot, sessions=part)


def _followup(
    day: date, parts: list[tuple[Session, ...]], settings: ReminderSettings
) -> PlannedMessage | None:
    """30 min after the end of the day's last session; when quiet hours end, if it fell into them (G-10)."""
    sessions = [s for part in parts for s in part]
    last = max(sessions, key=lambda s: s.end_minute)
    moment = datetime.combine(day, last.start) + timedelta(
        minutes=last.minutes + P.messages.followup_after_min
    )
    if settings.is_quiet(moment):
        moment = _end_of_quiet(moment, settings)
    message = _message(MessageKind.FOLLOWUP, day, moment, settings, sessions=sessions)
    return message and replace(message, silent=True)


def is_offered_again(ended: datetime, now: datetime) -> bool:
    """Whether the next reminder offers an open session once more: until 48 h after its end (G-10)."""
    return timedelta() <= now - ended < timedelta(hours=P.messages.unlogged_after_h)


def _message(
    kind: MessageKind,
    day: date,
    moment: datetime,
    settings: ReminderSettings,
    *,
    slot: int = 0,
    sessions: Iterable[Session] = (),
) -> PlannedMessage | None:
    noise = settings.noise_of(kind)
    if noise == "off":
        return None
    ids = tuple(s.id for s in sessions)
    return PlannedMessage(kind, day, slot, moment.date(), moment.time(), noise == "silent", session_ids=ids)


def _evening_before(day: date, settings: ReminderSettings) -> datetime:
    """20:00 of the day before, or a little before quiet hours where they have begun by then."""
    return _before_quiet(datetime.combine(day - ONE_DAY, P.messages.evening_before), settings)


def _before_quiet(moment: datetime, settings: ReminderSettings) -> datetime:
    if not settings.is_quiet(moment):
        return moment
    begin = datetime.combine(moment.date(), settings.quiet_from)
    return (begin if begin <= moment else begin - ONE_DAY) - MARGIN


def _end_of_quiet(moment: datetime, settings: ReminderSettings) -> datetime:
    end = datetime.combine(moment.date(), settings.quiet_until)
    return end if end > moment else end + ONE_DAY


def _within_the_day(messages: list[PlannedMessage]) -> tuple[PlannedMessage, ...]:
    """Beyond two unasked messages and one follow-up a day the later ones are edits (H-01)."""
    kept: list[PlannedMessage] = []
    for message in messages:
        is_followup = message.kind is MessageKind.FOLLOWUP
        alike = [
            m
            for m in kept
            if m.send_on == message.send_on and (m.kind is MessageKind.FOLLOWUP) == is_followup
        ]
        most = P.messages.silent_followups_per_day if is_followup else P.messages.unasked_per_day
        kept.append(replace(message, as_edit=len(alike) >= most))
    return tuple(kept)
