"""T1: the instant of a wall-clock time against an oracle that looks at every UTC minute around a change of clocks."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from rules.calendar import due_utc
from tests.reliability.harness.results import measured
from tests.reliability.harness.sizes import SEED, size

EPOCH, FIRST, LAST = (datetime(year, 1, 1, tzinfo=UTC) for year in (1970, 2000, 2038))
WALLS = [time(minute // 60, minute % 60) for minute in range(0, 24 * 60, 15)]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MINUTES_A_DAY = DAY // MINUTE
# A clock on the wall is never more than 16 hours from UTC's, and no change is longer than a day.
FURTHEST = 16 * 60
ANYWHERE = size(2_000, 10_000)
SELECTION = "tests/reliability/test_due_instants.py"


class Minutes:
    """What a clock on the wall shows at every UTC minute of whole local days: from UTC to local only.

    Minutes of UTC are counted from 1970, those of the wall from the day before 0001-01-01.
    """

    def __init__(self, zone: ZoneInfo, first: date, last: date) -> None:
        begin = (datetime.combine(first, time(), UTC) - EPOCH) // MINUTE - FURTHEST
        end = (datetime.combine(last, time(), UTC) - EPOCH) // MINUTE + MINUTES_A_DAY + FURTHEST
        utc = range(begin, end)
        shown = [shows(at, zone) for at in utc]
        # Backwards, so that of the minutes that show the same the first is put in last and stays.
        self.first = dict(zip(reversed(shown), reversed(utc), strict=True))
        jumps = ((at, before, after) for at, (before, after) in zip(utc, pairwise(shown), strict=False))
        self.gaps = [(at, before, after) for at, before, after in jumps if after > before + 1]
        self.dates = {wall // MINUTES_A_DAY for wall in shown}

    def due(self, day: date, wall: time) -> datetime | None:
        """The first minute that shows it; in a gap as far after the last minute before it as the wall says."""
        if day.toordinal() not in self.dates:
            return None
        wanted = day.toordinal() * MINUTES_A_DAY + wall.hour * 60 + wall.minute
        at = self.first.get(wanted)
        if at is None:
            [at] = [last + wanted - before for last, before, after in self.gaps if before < wanted < after]
        return EPOCH + at * MINUTE


def shows(at: int, zone: ZoneInfo) -> int:
    """What the wall shows at a UTC minute."""
    local = datetime.fromtimestamp(at * 60, zone)
    return local.toordinal() * MINUTES_A_DAY + local.hour * 60 + local.minute


def changes_of(zone: ZoneInfo) -> tuple[datetime, ...]:
    """The first minutes with another offset, 2000 to 2037."""
    found, at, offset = [], FIRST, offset_at(FIRST, zone)
    while at < LAST:
        after = at + DAY
        before, offset = offset, offset_at(after, zone)
        if before != offset:
            found.append(_change(zone, at, after))
        at = after
    return tuple(found)


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    offset = offset_at(before, zone)
    while after - before > MINUTE:
        middle = before + (after - before) // MINUTE // 2 * MINUTE
        if offset_at(middle, zone) == offset:
            before = middle
        else:
            after = middle
    return after


def offset_at(instant: datetime, zone: ZoneInfo) -> timedelta:
    """How far the wall is ahead of UTC."""
    offset = instant.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


@cache
def rule_sets() -> dict[tuple[object, ...], tuple[str, tuple[datetime, ...]]]:
    """Zones with the same offset and the same changes are one."""
    sets: dict[tuple[object, ...], tuple[str, tuple[datetime, ...]]] = {}
    for name in sorted(available_timezones() - {"localtime", "Factory"}):
        zone = ZoneInfo(name)
        changes = changes_of(zone)
        offsets = (offset_at(FIRST, zone), *(offset_at(at, zone) for at in changes))
        assert not any(offset % MINUTE for offset in offsets), f"{name} isn't whole minutes from UTC"
        sets.setdefault((offsets, changes), (name, changes))
    return sets


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_a_wall_clock_time_is_due_once_on_each_date_that_exists() -> None:
    skipped = 0
    with measured("T1", "due instants against all UTC minutes", SELECTION) as result:
        sets = rule_sets()
        for name, changes in sets.values():
            zone = ZoneInfo(name)
            for change in changes:
                middle = change.astimezone(zone).date()
                days = [middle - DAY, middle, middle + DAY]
                minutes = Minutes(zone, days[0], days[-1])
                for day in days:
                    for wall in WALLS:
                        expected = minutes.due(day, wall)
                        assert due_utc(day, wall, zone) == expected, (name, day, wall)
                        skipped += expected is None
                        result.runs += 1
        result.note = f"{len(sets)} rule sets, each of their changes 2000-2037; {skipped} on skipped dates"
    assert len(sets) > 100


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_so_it_is_at_any_time_anywhere() -> None:
    dice = random.Random(SEED)
    names = sorted(available_timezones() - {"localtime", "Factory"})
    with measured("T1", "due instants of any zone, date and minute", SELECTION) as result:
        for result.runs in range(1, ANYWHERE + 1):
            zone = ZoneInfo(dice.choice(names))
            day = date(2000, 1, 5) + dice.randrange(13_800) * DAY
            wall = time(dice.randrange(24), dice.randrange(60))
            assert due_utc(day, wall, zone) == Minutes(zone, day, day).due(day, wall), (zone, day, wall)
