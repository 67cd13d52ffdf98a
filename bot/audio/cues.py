"""The cue track of an interval session: tones to train by with the screen off, as an MP3 (F-20, F-50).

A high tone: hard. A low one: easy. Three high ones: the last interval. Falling: cool-down. Rising: the end. Three short
ticks count down to each. The same prescription gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from bot.audio.mp3 import FRAME_SECONDS, Tone, frames
from rules.cardio.timeline import Part, Segment, timeline
from rules.sessions import Intervals, SessionType

LOW, MIDDLE, HIGHER, HIGH = Tone(44), Tone(62), Tone(80), Tone(98)  # 611, 861, 1111 and 1361 Hz
TICK = (Tone(62, 9.0),) * 3
COUNTDOWN_S = (3, 2, 1)
START = (HIGHER,) * 8
HARD = (HIGH,) * 22
LAST = ((HIGH,) * 6 + (None,) * 4) * 3
EASY = (LOW,) * 22
COOLDOWN = (MIDDLE,) * 10 + (LOW,) * 16
END = (LOW,) * 8 + (MIDDLE,) * 8 + (HIGHER,) * 8 + (HIGH,) * 24
TAIL_S = 3
REMEMBERED = 8  # one takes a megabyte or two

Cue = tuple[float, tuple[Tone | None, ...]]


@lru_cache(maxsize=REMEMBERED)
def cue_track(work: Intervals, kind: SessionType = SessionType.HIIT) -> bytes:
    """The MP3 of a session, as long as the session and three seconds more. Run it in a thread."""
    segments = timeline(work, kind)
    tones: list[Tone | None] = [None] * math.ceil((segments[-1].ends_s + TAIL_S) / FRAME_SECONDS)
    for begins_s, sound in cues(segments, work.n):
        place = round(begins_s / FRAME_SECONDS)
        tones[place : place + len(sound)] = sound
    return frames(tones)


def cues(segments: tuple[Segment, ...], last: int) -> Iterator[Cue]:
    """What sounds when, in seconds from the start; `last` is the number of the last interval."""
    for segment in segments:
        if segment.begins_s:
            yield from _counted(segment.begins_s)
        yield segment.begins_s, _sound(segment, last)
    yield from _counted(segments[-1].ends_s)
    yield segments[-1].ends_s, END


def _counted(at_s: int) -> Iterator[Cue]:
    yield from ((at_s - before, TICK) for before in COUNTDOWN_S)


def _sound(segment: Segment, last: int) -> tuple[Tone | None, ...]:
    match segment.part:
        case Part.HARD:
            return LAST if segment.round == last else HARD
        case Part.EASY:
            return EASY
        case Part.COOLDOWN:
            return COOLDOWN
    return START
