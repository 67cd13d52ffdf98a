"""T1: the instant of a wall-clock time against an oracle that looks at every UTC minute around a change of clocks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from rules.calendar import due_utc
from tests.reliability.harness.results import measured
from tests.reliability.harness.sizes import SEED, SOAK, size, until_the_box_is_full

FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)
WALLS = [time(minute // 60, minute % 60) for minute in range(0, 24 * 60, 15)]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
AROUND = 3 * DAY
EACH_RULE_SET = size(2, 10_000)
ANYWHERE = size(200, 10_000)
SELECTION = "tests/reliability/test_due_instants.py"


class Minutes:
    """Every UTC minute around an instant with what a clock on the wall shows: from UTC to local only."""

    def __init__(self, zone: ZoneInfo, middle: datetime) -> None:
        begin = middle.replace(second=0, microsecond=0) - AROUND
        utc = [begin + n * MINUTE for n in range(2 * AROUND // MINUTE)]
        self.shown = [(at, at.astimezone(zone).replace(tzinfo=None)) for at in utc]
        self.first: dict[datetime, datetime] = {}
        for at, wall in self.shown:
            self.first.setdefault(wall, at)
        self.dates = {wall.date() for _, wall in self.shown}

    def due(self, day: date, wall: time) -> datetime | None:
        """The first minute that shows it; in a gap as far after the last minute before it as the wall says."""
        if day not in self.dates:
            return None
        wanted = datetime.combine(day, wall)
        if wanted in self.first:
            return self.first[wanted]
        for (at, before), (_, after) in zip(self.shown, self.shown[1:], strict=False):
            if before < wanted < after:
                return at + (wanted - before)
        raise AssertionError(f"{wanted} is neither shown nor skipped")


def changes_of(zone: ZoneInfo) -> tuple[datetime, ...]:
    """The first minutes with another offset, 2000 to 2037."""
    step = timedelta(days=size(7, 1))
    found, at = [], FIRST
    while at < LAST:
        if at.astimezone(zone).utcoffset() != (at + step).astimezone(zone).utcoffset():
            found.append(_change(zone, at, at + step))
        at += step
    return tuple(found)


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    offset = before.astimezone(zone).utcoffset()
    while after - before > MINUTE:
        middle = before + (after - before) // MINUTE // 2 * MINUTE
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


@cache
def rule_sets() -> dict[tuple[object, ...], tuple[str, tuple[datetime, ...]]]:
    """Zones with the same offset and the same changes are one."""
    sets: dict[tuple[object, ...], tuple[str, tuple[datetime, ...]]] = {}
    for name in sorted(available_timezones() - {"localtime", "Factory"}):
        zone = ZoneInfo(name)
        changes = changes_of(zone)
        offsets = (FIRST.astimezone(zone).utcoffset(), *(at.astimezone(zone).utcoffset() for at in changes))
        sets.setdefault((offsets, changes), (name, changes))
    return sets


def cases(zone: ZoneInfo, change: datetime) -> Iterator[tuple[date, time]]:
    """All walls of the day of a change and its neighbours."""
    middle = change.astimezone(zone).date()
    return ((middle + n * DAY, wall) for n in (-1, 0, 1) for wall in WALLS)


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_a_wall_clock_time_is_due_once_on_each_date_that_exists() -> None:
    dice = random.Random(SEED)
    looked, seen = "each" if SOAK else f"{EACH_RULE_SET} drawn", 0
    with measured("T1", "due instants against all UTC minutes", SELECTION) as result:
        sets = rule_sets()
        skipped = 0
        order = dice.sample(list(sets.values()), len(sets))
        for seen in until_the_box_is_full(len(sets)):
            name, changes = order[seen]
            zone = ZoneInfo(name)
            for change in dice.sample(changes, min(EACH_RULE_SET, len(changes))):
                minutes = Minutes(zone, change)
                for day, wall in cases(zone, change):
                    expected = minutes.due(day, wall)
                    assert due_utc(day, wall, zone) == expected, (name, day, wall)
                    skipped += expected is None
                    result.runs += 1
        sets_seen = f"{seen + 1} of {len(sets)} rule sets"
        result.note = f"{sets_seen}, {looked} of their changes 2000-2037; {skipped} on skipped dates"
    assert len(sets) > 100


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_so_it_is_at_any_time_anywhere() -> None:
    dice = random.Random(SEED)
    names = sorted(available_timezones() - {"localtime", "Factory"})
    for _ in range(ANYWHERE):
        zone = ZoneInfo(dice.choice(names))
        day = date(2000, 1, 5) + dice.randrange(13_800) * DAY
        wall = time(dice.randrange(24), dice.randrange(60))
        minutes = Minutes(zone, datetime.combine(day, time(12), tzinfo=UTC))
        assert due_utc(day, wall, zone) == minutes.due(day, wall), (zone, day, wall)
