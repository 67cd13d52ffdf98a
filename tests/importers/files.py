"""Training files as bytes, made here: small, but as watches and sites write them."""

from __future__ import annotations

import struct
import zipfile
from datetime import UTC, datetime
from io import BytesIO

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
MORNING = datetime(2026, 11, 29, 7, 0, tzinfo=UTC)
CRC = (0x0, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
       0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400)  # fmt: skip


def gpx(
    kind: str = "running", start: str = "2026-11-29T07:00:00Z", end: str = "2026-11-29T07:20:00Z"
) -> bytes:
    """3.6 km."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="watch" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Morning</name>
<type>{kind}</type><trkseg>
<trkpt lat="52.5" lon="13.4"><ele>34</ele><time>{start}</time></trkpt>
<trkpt lat="52.53" lon="13.42"><time>{end}</time></trkpt>
</trkseg></trk></gpx>""".encode()


def tcx(sport: str = "Biking", start: str = "2026-11-28T16:30:00+01:00") -> bytes:
    """Two laps: 50 minutes, 20 km."""
    return f"""<?xml version="1.0"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">
<Activities><Activity Sport="{sport}"><Id>{start}</Id>
<Lap StartTime="{start}"><TotalTimeSeconds>1800.0</TotalTimeSeconds><DistanceMeters>12000</DistanceMeters>
<Track><Trackpoint><Time>{start}</Time><DistanceMeters>0</DistanceMeters></Trackpoint></Track></Lap>
<Lap StartTime="2026-11-28T17:00:00+01:00"><TotalTimeSeconds>1200</TotalTimeSeconds>
<DistanceMeters>8000</DistanceMeters></Lap></Activity></Activities></TrainingCenterDatabase>""".encode()


def csv(*rows: str, head: str = "Date,Activity Type,Duration,Distance") -> bytes:
    """A site's list."""
    return "\n".join([head, *rows, ""]).encode()


def fit(start: datetime = MORNING, seconds: int = 2650, metres: int = 8000, sport: int = 1) -> bytes:
    """One session message, little endian, as a watch sums it up; sport 1 is running, 2 cycling."""
    fields = ((253, 4, 0x86), (2, 4, 0x86), (8, 4, 0x86), (9, 4, 0x86), (5, 1, 0x00))
    definition = struct.pack("<BBBHB", 0x40, 0, 0, 18, len(fields)) + b"".join(
        struct.pack("<BBB", *one) for one in fields
    )
    at = int((start - FIT_EPOCH).total_seconds())
    message = struct.pack("<BIIIIB", 0, at + seconds, at, seconds * 1000, metres * 100, sport)
    body = definition + message
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    head += struct.pack("<H", crc(head))
    return head + body + struct.pack("<H", crc(head + body))


def crc(content: bytes) -> int:
    """The check sum of the FIT format."""
    value = 0
    for byte in content:
        for nibble in (byte & 0xF, byte >> 4):
            value = ((value >> 4) & 0x0FFF) ^ CRC[value & 0xF] ^ CRC[nibble]
    return value


def zipped(*files: bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for number, content in enumerate(files):
            archive.writestr(f"../../{number}.dat", content)
    return packed.getvalue()
