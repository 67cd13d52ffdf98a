"""FIT, the binary format of watches: the sessions that the watch summed up itself."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter

import fitdecode

from bot.coaching.files import Activity, Trouble
from bot.importers.limits import LARGEST_POINTS, Refused
from bot.importers.modes import mode_of

METRES_PER_KM = 1000


def read_fit(content: bytes) -> list[Activity]:
    """One activity a session message; refuses more records than a session has."""
    found: list[Activity] = []
    records = 0
    with (
        catch_warnings(),
        fitdecode.FitReader(BytesIO(content), check_crc=fitdecode.CrcCheck.RAISE) as frames,
    ):
        simplefilter("ignore")  # what the reader mends by itself
        for frame in frames:
            if not isinstance(frame, fitdecode.FitDataMessage):
                continue
            records += 1
            if records > LARGEST_POINTS:
                raise Refused(Trouble.TOO_MUCH)
            if frame.name == "session":
                found.append(_session(frame))
    return found


def _session(frame: Any) -> Activity:
    started = frame.get_value("start_time")
    if not isinstance(started, datetime):
        raise Refused(Trouble.DAMAGED)
    aware = started if started.tzinfo else started.replace(tzinfo=UTC)
    seconds = float(frame.get_value("total_timer_time", fallback=None) or 0)
    metres = float(frame.get_value("total_distance", fallback=None) or 0)
    sub_sport = str(frame.get_value("sub_sport", fallback=None) or "")
    sport = str(frame.get_value("sport", fallback=None) or "")
    return Activity(
        aware, round(seconds), mode_of(sub_sport) or mode_of(sport), metres / METRES_PER_KM or None
    )
