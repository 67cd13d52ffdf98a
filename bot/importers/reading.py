"""From bytes to activities: the kind by its first bytes, never by its name; bounds on everything."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterator
from io import BytesIO

from bot.coaching.files import LARGEST_BYTES, Activity, Trouble
from bot.importers.limits import (
    LARGEST_MEMBERS,
    LARGEST_UNPACKED_BYTES,
    LONGEST_SECONDS,
    MOST_ACTIVITIES,
    Refused,
)
from bot.importers.sheet import read_csv
from bot.importers.tracks import read_gpx, read_tcx
from bot.importers.watch import read_fit

ZIP = b"PK\x03\x04"
FIT = b".FIT"  # at offset 8
HEAD_BYTES = 4096
CHUNK_BYTES = 64 * 1024
FURTHEST_KM = 1000


def read(content: bytes) -> list[Activity]:
    """The activities in a file, by start. Raises Refused, or whatever a parser raises at a damaged file."""
    if len(content) > LARGEST_BYTES:
        raise Refused(Trouble.TOO_LARGE)
    parts = _members(content) if content.startswith(ZIP) else [content]
    found = [activity for part in parts for activity in _read_one(part) if _is_plausible(activity)]
    if not found:
        raise Refused(Trouble.EMPTY)
    if len(found) > MOST_ACTIVITIES:
        raise Refused(Trouble.TOO_MUCH)
    return sorted(found, key=lambda a: (a.started_at.isoformat(), a.seconds))


def _read_one(content: bytes) -> list[Activity]:
    head = content[:HEAD_BYTES]
    if head[8:12] == FIT:
        return read_fit(content)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        if b"<gpx" in head:
            return read_gpx(content)
        if b"TrainingCenterDatabase" in head:
            return read_tcx(content)
        raise Refused(Trouble.KIND)
    if b"\x00" in head or b"\n" not in content:
        raise Refused(Trouble.KIND)
    return read_csv(content)


def _members(content: bytes) -> Iterator[bytes]:
    """The files of an archive, unpacked in memory and counted while they are; names and folders don't matter."""
    left = LARGEST_UNPACKED_BYTES
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = [info for info in archive.infolist() if not info.is_dir()]
        if len(files) > LARGEST_MEMBERS:
            raise Refused(Trouble.TOO_MUCH)
        for info in files:
            unpacked = bytearray()
            with archive.open(info) as member:
                while chunk := member.read(CHUNK_BYTES):
                    left -= len(chunk)
                    if left < 0:
                        raise Refused(Trouble.TOO_MUCH)
                    unpacked += chunk
            yield bytes(unpacked)


def _is_plausible(activity: Activity) -> bool:
    distance = activity.distance_km
    return 60 <= activity.seconds <= LONGEST_SECONDS and (
        distance is None or (math.isfinite(distance) and 0 < distance < FURTHEST_KM)
    )
