"""What is read in a training file, by its first bytes and never by its name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.coaching.files import Activity, Trouble
from bot.importers.limits import Refused
from bot.importers.reading import read
from rules.athlete import Mode
from tests.importers import files

RUN = Activity(datetime(2026, 11, 29, 7, tzinfo=UTC), 2650, Mode.RUN, 8.0)


def only(content: bytes) -> Activity:
    (found,) = read(content)
    return found


def trouble(content: bytes) -> Trouble:
    with pytest.raises(Refused) as refused:
        read(content)
    return refused.value.trouble


def test_a_watch_sums_its_session_up() -> None:
    assert only(files.fit()) == RUN
    assert only(files.fit(sport=2)).mode is Mode.BIKE


def test_a_track_is_as_long_as_its_points_are_apart() -> None:
    activity = only(files.gpx())
    assert (activity.seconds, activity.mode) == (1200, Mode.RUN)
    assert activity.distance_km == pytest.approx(3.6, abs=0.01)


def test_laps_add_up() -> None:
    activity = only(files.tcx())
    assert (activity.seconds, activity.distance_km, activity.mode) == (3000, 20.0, Mode.BIKE)
    assert activity.started_at.isoformat() == "2026-11-28T16:30:00+01:00"


@pytest.mark.parametrize(
    ("row", "seconds", "mode", "km"),
    [
        ("2026-11-28 07:10,Run,45:10,8.2", 2710, Mode.RUN, 8.2),
        ('2026-11-28,Virtual Ride,1:10:00,"28,5"', 4200, Mode.BIKE, 28.5),
        ("28.11.2026,indoor_rowing,30,", 1800, Mode.ROW, None),  # a small bare number is minutes
        ("2026-11-28,Pool Swim,1800,1.5", 1800, Mode.SWIM, 1.5),  # a large one is seconds
        ("2026-11-28,Yoga,3600,", 3600, None, None),
    ],
)
def test_a_row_of_a_list_is_an_activity(row: str, seconds: int, mode: Mode | None, km: float | None) -> None:
    activity = only(files.csv(row))
    assert (activity.seconds, activity.mode, activity.distance_km) == (seconds, mode, km)
    assert activity.started_at.date().isoformat() == "2026-11-28"


def test_columns_may_be_german_and_split_by_semicolons() -> None:
    content = files.csv("28.11.2026 18:00;Laufen Run;50;9,1", head="Datum;Typ;Dauer;Distanz")
    assert only(content) == Activity(datetime.fromisoformat("2026-11-28T18:00"), 3000, Mode.RUN, 9.1)


def test_an_archive_is_the_sum_of_its_files_in_order_of_time() -> None:
    found = read(files.zipped(files.fit(), files.tcx()))
    assert [activity.mode for activity in found] == [Mode.BIKE, Mode.RUN]


def test_what_lasted_no_minute_or_more_than_a_day_is_no_session() -> None:
    assert trouble(files.csv("2026-11-28,Run,0:30,1", "2026-11-28,Run,25:00:00,1")) is Trouble.EMPTY


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Trouble.KIND),
        (b"%PDF-1.7\x00\n", Trouble.KIND),
        (b"<html>\n</html>", Trouble.KIND),
        (b"just a line\nand another\n", Trouble.KIND),
        (files.gpx().replace(b"<time>", b"<when>").replace(b"</time>", b"</when>"), Trouble.EMPTY),
        (files.csv(*["2026-11-28,Run,45:10,8.2"] * 501), Trouble.TOO_MUCH),
        (files.zipped(*[files.fit()] * 21), Trouble.TOO_MUCH),
        (files.zipped(b" " * 21 * 1024 * 1024), Trouble.TOO_MUCH),
        (files.zipped(files.zipped(files.fit())), Trouble.KIND),  # no archive in an archive
        (b"x" * (5 * 1024 * 1024 + 1), Trouble.TOO_LARGE),
    ],
)
def test_what_is_refused_says_why(content: bytes, why: Trouble) -> None:
    assert trouble(content) is why
