"""People's years as values: where they live, what they have chosen and from when on; and what that promises."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from bot.coaching.reminders import PINNED_WEEK
from rules.planned_message import PlannedMessage, ReminderSettings
from rules.reminders import messages_of, review_of
from rules.sessions import Session, SessionType

DAY = timedelta(days=1)
AHEAD = 2 * DAY
LATE_AT_MOST = timedelta(hours=3)
OF_SESSIONS = ("daily", "second")
ZONES = sorted(zone for zone in available_timezones() if "/" in zone)
LONGEST_STAY_DAYS = 60
STARTS = (time(5, 30), time(6, 30), time(9), time(17), time(18), time(19, 30), time(21))
QUIET = (
    (time(21, 30), time(6, 30)),
    (time(23), time(5)),
    (time(0, 30), time(7)),
    (time(12), time(13)),
    (time(0), time(0)),
)

Key = tuple[int, date, str, int]  # person, local date, kind, slot


@dataclass(frozen=True, slots=True)
class Stay:
    """From this instant on somebody lives in a zone with these settings."""

    since: datetime
    zone: str
    settings: ReminderSettings


@dataclass(frozen=True, slots=True)
class Life:
    """One person: their sessions by weekday, the same in all weeks, and their stays, one after the other."""

    sessions: Mapping[int, tuple[Session, ...]]
    stays: tuple[Stay, ...]


def life(dice: random.Random, begin: datetime, end: datetime) -> Life:
    """Somebody's years, by chance."""
    sessions = {
        weekday: tuple(_session(dice, weekday, start) for start in _starts(dice))
        for weekday in dice.sample(range(7), dice.randint(2, 5))
    }
    stay = Stay(begin, dice.choice(ZONES), ReminderSettings())
    stays = [stay]
    while (since := stay.since + timedelta(minutes=dice.randrange(60, LONGEST_STAY_DAYS * 1440))) < end:
        stay = replace(_changed(stay, dice), since=since)
        stays.append(stay)
    return Life(sessions, tuple(stays))


def _starts(dice: random.Random) -> list[time]:
    return sorted(dice.sample(STARTS, dice.choice((1, 1, 1, 2))))


def _session(dice: random.Random, weekday: int, start: time) -> Session:
    kind = dice.choice((SessionType.UPPER, SessionType.HIIT))
    return Session(f"s{weekday}-{start:%H%M}", weekday, start, dice.choice((30, 60, 90)), kind)


def _changed(stay: Stay, dice: random.Random) -> Stay:
    """A move, mostly; else other wishes."""
    settings = stay.settings
    match dice.randrange(6):
        case 0:
            return replace(
                stay, settings=replace(settings, lead_min=dice.choice((0, 30, 180)), reminder_time=None)
            )
        case 1:
            return replace(stay, settings=replace(settings, reminder_time=dice.choice(STARTS)))
        case 2:
            begin, until = dice.choice(QUIET)
            return replace(stay, settings=replace(settings, quiet_from=begin, quiet_until=until))
        case _:
            return replace(stay, zone=dice.choice(ZONES))


def promised(
    who: int, lived: Life, end: datetime, leeway: timedelta
) -> tuple[dict[Key, datetime], dict[Key, list[datetime]]]:
    """What must come, with its instant; and what may or may not, as it is due within `leeway` of a change.

    A message is promised where its instant lies in the stay whose zone and settings give it: the first such one,
    because a date that is lived twice, east to west, has its messages once. A reminder that a move puts up
    to three hours into the past is due at the move, to be judged as late.
    """
    must: dict[Key, datetime] = {}
    may: dict[Key, list[datetime]] = {}
    limits = [*(stay.since for stay in lived.stays), end]
    waiting, zone = dict[Key, datetime](), ""
    for stay, (since, until) in zip(lived.stays, pairwise(limits), strict=True):
        waited, moved, zone = waiting, zone not in ("", stay.zone), stay.zone
        waiting = {key: due for key, due in _dues(who, lived, stay, since, until) if due > until}
        for key, due in _dues(who, lived, stay, since, until):
            if min(abs(due - since), abs(due - until), abs(due - since + LATE_AT_MOST)) <= leeway:
                may.setdefault(key, []).append(due)
            elif since < due < until and key not in must:
                must[key] = due
            elif moved and since - LATE_AT_MOST <= due <= since and key in waited and key[2] in OF_SESSIONS:
                must.setdefault(key, since)
    return {key: due for key, due in must.items() if key not in may}, may


def _dues(
    who: int, lived: Life, stay: Stay, since: datetime, until: datetime
) -> Iterator[tuple[Key, datetime]]:
    zone = ZoneInfo(stay.zone)
    day = since.astimezone(zone).date() - DAY
    while day <= until.astimezone(zone).date() + AHEAD:  # what waits may be moved two dates east
        found: tuple[PlannedMessage | None, ...] = (
            *messages_of(day, lived.sessions.get(day.weekday(), ()), stay.settings),
            review_of(day, stay.settings),
        )
        moments = [(m.kind.value, m.slot, m.moment) for m in found if m is not None]
        if day.weekday() == 0:
            moments.append((PINNED_WEEK, 0, datetime.combine(day, time(0, 1))))
        for kind, slot, moment in moments:
            yield (who, day, kind, slot), moment.replace(tzinfo=zone, fold=0).astimezone(UTC)
        day += DAY
