"""S4: hostile files end in a kind word, never in an exception, and the child can do nothing but parse."""

from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest

from bot.coaching.files import Trouble
from bot.importers.child import told
from bot.importers.sandbox import ROOT, read_file
from tests.importers import files
from tests.reliability.harness.results import measured
from tests.reliability.harness.sizes import SEED, size

GOOD = (
    files.fit(),
    files.gpx(),
    files.tcx(),
    files.csv("2026-11-28,Run,45:10,8.2"),
    files.zipped(files.fit()),
)
BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><gpx><trk><name>&c;</name></trk></gpx>"""
READS_A_FILE = b"""<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<gpx><trk><name>&a;</name></trk></gpx>"""
FROM_OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE gpx SYSTEM "http://127.0.0.1:9/x.dtd"><gpx><trk/></gpx>"""
DEEP = b"<gpx>" + b"<trk>" * 200_000
MANY_POINTS = b"<gpx><trk><trkseg>" + b"<trkpt/>" * 300_000 + b"</trkseg></trk></gpx>"
BAD_NUMBERS = files.tcx().replace(b"1800.0", b"nan"), files.tcx().replace(b"12000", b"1e999")


def spoiled(content: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, cut out, doubled or put in."""
    raw = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(raw))
        match chance.randrange(4):
            case 0:
                raw[at] = chance.randrange(256)
            case 1:
                del raw[at : at + chance.randint(1, 20)]
            case 2:
                raw[at:at] = raw[at : at + chance.randint(1, 40)]
            case _:
                raw[at:at] = chance.randbytes(chance.randint(1, 10))
        raw = raw or bytearray(b"\0")
    return bytes(raw)


def test_no_spoiled_file_raises_and_none_tells_nonsense() -> None:
    chance = random.Random(SEED)
    tries = size(4_000, 2_000_000)
    with measured(
        "S4", "training files with spoiled bytes", "tests/importers/test_hostile_files.py"
    ) as result:
        for _ in range(tries):
            answer = told(spoiled(chance.choice(GOOD), chance))
            assert ("trouble" in answer) != ("activities" in answer)
            json.dumps(answer, allow_nan=False)
            result.runs += 1
            result.faults += 1


@pytest.mark.parametrize(
    "content", [BILLION_LAUGHS, READS_A_FILE, FROM_OUTSIDE, DEEP, MANY_POINTS, *BAD_NUMBERS]
)
async def test_bombs_are_refused(content: bytes) -> None:
    assert (await read_file(content)).trouble in (Trouble.DAMAGED, Trouble.TOO_MUCH, Trouble.EMPTY)


async def test_every_kind_is_read_in_the_child() -> None:
    for content in GOOD:
        assert len((await read_file(content)).activities) == 1


async def test_a_child_that_takes_too_long_is_ended() -> None:
    assert (await read_file(files.fit(), patience_seconds=0.001)).trouble is Trouble.TOO_MUCH


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/passwd')",
        "__import__('socket').socket()",
        "__import__('subprocess').run(['true'])",
        "bytearray(600 * 1024 * 1024)",
        "print(__import__('os').environ['HOME'])",
    ],
)
def test_the_child_has_no_rights_left(attempt: str) -> None:
    code = f"from bot.importers import child; child.warm_up(); child.give_up_rights(); {attempt}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={}, capture_output=True, check=False)
    assert done.returncode != 0
    assert b"Error" in done.stderr
