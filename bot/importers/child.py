"""The process that opens hostile files: bytes on standard input, JSON on standard output, and no rights beside.

It has no environment, little memory and time, and once its code is loaded it can open nothing: no file, no socket.
"""

from __future__ import annotations

import json
import resource
import sys
import zipfile
from io import BytesIO

from bot.coaching.files import LARGEST_BYTES, Activity, Trouble
from bot.importers.limits import CPU_SECONDS, MEMORY_BYTES, Refused
from bot.importers.reading import read

OPEN_ALREADY = 3  # standard input, output, error
# One of each kind, so that what a parser loads late is loaded while files can still be opened.
SAMPLES = (
    b"Date,Type,Duration\nFeb 1, 2026,Run,45:10\n2026-02-01,Run,45:10\n",
    b'<gpx xmlns="x"><trk><trkseg><trkpt lat="1" lon="1"><time>2026-02-01T07:00:00Z</time></trkpt></trkseg>'
    b"</trk></gpx>",
    b'<TrainingCenterDatabase><Activity Sport="Running"><Lap StartTime="2026-02-01T07:00:00Z"/></Activity>'
    b"</TrainingCenterDatabase>",
    b"\x0e\x10\x5d\x08\x00\x00\x00\x00.FIT\x00\x00",
)


def warm_up() -> None:
    """Read the samples, bare and packed."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, sample in enumerate(SAMPLES):
            archive.writestr(str(number), sample)
    for sample in (*SAMPLES, packed.getvalue()):
        told(sample)


def give_up_rights() -> None:
    """From here on: limited memory and time, nothing written to disk, nothing more opened, no process begun."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, OPEN_ALREADY),
    ):
        resource.setrlimit(what, (most, most))


def told(content: bytes) -> dict[str, object]:
    """The activities of a file as JSON's own types, or the trouble with it."""
    try:
        return {"activities": [_plain(activity) for activity in read(content)]}
    except Refused as refused:
        return {"trouble": refused.trouble.value}
    except MemoryError:
        return {"trouble": Trouble.TOO_MUCH.value}
    except Exception:  # noqa: BLE001  # parsers raise anything at hostile bytes: AssertionError, struct.error, TypeError
        return {"trouble": Trouble.DAMAGED.value}


def _plain(activity: Activity) -> dict[str, object]:
    return {
        "started_at": activity.started_at.isoformat(),
        "seconds": activity.seconds,
        "mode": activity.mode,
        "distance_km": activity.distance_km,
    }


def main() -> None:
    """Load, limit, parse, tell."""
    warm_up()
    give_up_rights()
    content = sys.stdin.buffer.read(LARGEST_BYTES + 1)
    sys.stdout.write(json.dumps(told(content)))


if __name__ == "__main__":
    main()
