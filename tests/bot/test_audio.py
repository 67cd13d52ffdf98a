"""The cue track, read back frame by frame as a player does: which tone sounds when, and how big the file is."""

from __future__ import annotations

from itertools import groupby

import pytest

from bot.audio import cue_track
from bot.audio.mp3 import FRAME_BYTES, FRAME_SECONDS, Tone, frames
from rules.cardio.hiit import hiit_minutes, intervals
from rules.cardio.tempo import tempo_work
from rules.sessions import Intervals, SessionType

LOW, MIDDLE, HIGHER, HIGH = 611, 861, 1111, 1361
Heard = tuple[float, int, float]  # from second, hertz, for seconds


def line_of(frame: bytes) -> int | None:
    """The line of the spectrum that a frame holds, by the standard's own layout; None in a silent one."""
    side = int.from_bytes(frame[4:13], "big")
    length, big_values = side >> 51 & 0xFFF, side >> 42 & 0x1FF
    main = f"{int.from_bytes(frame[13:], 'big'):0184b}"[:length]
    if not big_values:
        assert length == 0
        return None
    zeros, last = main[: big_values - 1], main[big_values - 1 :]
    assert zeros == "1" * len(zeros)
    assert last in ("010", "0010")
    return 2 * (big_values - 1) + (last == "0010")


def heard(track: bytes) -> list[Heard]:
    each = [track[n : n + FRAME_BYTES] for n in range(0, len(track), FRAME_BYTES)]
    assert {frame[:4].hex() for frame in each} == {"fff318c4"}  # MPEG-2, layer III, 8 kbit/s, 16 kHz, mono
    found: list[Heard] = []
    place = 0
    for line, group in groupby(line_of(frame) for frame in each):
        length = len(list(group))
        if line is not None:
            found.append(
                (round(place * FRAME_SECONDS, 1), round(Tone(line).hz), round(length * FRAME_SECONDS, 1))
            )
        place += length
    return found


def begun(track: bytes, hertz: int, longer_than: float) -> list[float]:
    return [at for at, hz, seconds in heard(track) if hz == hertz and seconds > longer_than]


@pytest.mark.parametrize(("n", "compressed", "warmup"), [(8, False, 300), (6, True, 180), (12, False, 300)])
def test_hard_and_easy_sound_different_and_on_time(n: int, compressed: bool, warmup: int) -> None:
    work = intervals(n, compressed)
    track = cue_track(work)
    assert begun(track, HIGH, 0.7)[:-1] == [warmup + 120 * k for k in range(n - 1)]
    assert begun(track, LOW, 0.7) == [warmup + 120 * k + 30 for k in range(n)]
    assert len(track) / FRAME_BYTES * FRAME_SECONDS == pytest.approx(
        hiit_minutes(n, compressed) * 60 + 3, abs=0.1
    )


def test_the_last_one_is_three_tones_and_the_end_rises() -> None:
    sounds = heard(cue_track(intervals(8)))
    assert [(hz, s) for at, hz, s in sounds if 1140 <= at < 1143] == [(HIGH, 0.2)] * 3
    assert [hz for at, hz, _ in sounds if at >= 1440] == [LOW, MIDDLE, HIGHER, HIGH]
    assert [hz for at, hz, _ in sounds if 1260 <= at < 1263] == [MIDDLE, LOW]


def test_three_ticks_count_down_to_every_change() -> None:
    sounds = heard(cue_track(intervals(6)))
    ticks = [at for at, hz, seconds in sounds if hz == MIDDLE and seconds < 0.2]
    changes = [at for k in range(6) for at in (300 + 120 * k, 330 + 120 * k)] + [1020, 1200]
    assert ticks == [at - before for at in changes for before in (3, 2, 1)]


def test_a_tempo_has_its_own_lengths() -> None:
    track = cue_track(tempo_work(1), SessionType.TEMPO)
    assert begun(track, LOW, 0.7) == [600 + 480]
    assert [at for at, hz, _ in heard(track) if hz == HIGH][:2] == [600, 1200]


@pytest.mark.parametrize("work", [intervals(12), tempo_work(4)])
def test_the_longest_files_stay_small(work: Intervals) -> None:
    assert len(cue_track(work, SessionType.TEMPO)) < 3_000_000


def test_silence_and_tones_are_frames_of_one_size() -> None:
    assert {len(frames([tone])) for tone in (None, Tone(44), Tone(99))} == {FRAME_BYTES}
