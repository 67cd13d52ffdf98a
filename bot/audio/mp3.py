"""Pure tones as MP3 without an encoder: each frame names one line of the spectrum, or none for silence.

MPEG-2 layer III, mono, 16 kHz, 8 kbit/s: 36 ms and 36 bytes a frame, a megabyte for 17 minutes, the least that every
player takes. One line with the same sign in every frame sounds as a steady sine: the windows of neighbouring frames
add up to one (sin^2 + cos^2) while its phase goes on by a quarter. Lines 8 and 9 of a subband stand clear of its
edges, so that nothing has to be done against aliasing. Every line is written with the value 1, its loudness is the
frame's gain, and Huffman table 1 holds the pairs before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

FRAME_SECONDS = 0.036
FRAME_BYTES = 36
HEADER = bytes((0xFF, 0xF3, 0x18, 0xC4))
LINE_HZ = 8000 / 576
LINES = 576
FULL_SCALE_GAIN = 210  # 2 ** ((gain - 210) / 4): 6 dB for every 4
SIDE_BYTES = 9
MAIN_BYTES = FRAME_BYTES - len(HEADER) - SIDE_BYTES
ZERO_PAIR, FIRST_OF_PAIR, SECOND_OF_PAIR = (0b1, 1), (0b01, 2), (0b001, 3)  # Huffman table 1: code, bits
HUFFMAN_TABLE = 1

Field = tuple[int, int]  # value, bits


@dataclass(frozen=True, slots=True)
class Tone:
    """A line of the spectrum and its loudness in decibels below full scale."""

    line: int
    below_db: float = 4.0

    @property
    def hz(self) -> float:
        """How high it sounds."""
        return (self.line + self.line % 2) * LINE_HZ


def frames(tones: Iterable[Tone | None]) -> bytes:
    """The file: one frame of 36 ms for each tone; None is silence."""
    return b"".join(_frame(tone) for tone in tones)


@cache
def _frame(tone: Tone | None) -> bytes:
    main = _fields(_line(tone.line)) if tone else (0, 0)
    big_values = tone.line // 2 + 1 if tone else 0
    gain = round(FULL_SCALE_GAIN - tone.below_db * 4 / 6.02) if tone else 0
    side = (
        (0, 8),  # main_data_begin: no frame borrows from another
        (0, 1),
        (main[1], 12),
        (big_values, 9),
        (gain, 8),
        (0, 9),  # scalefac_compress: no scale factors
        (0, 1),  # one long block
        *((HUFFMAN_TABLE, 5),) * 3,
        (0, 4),
        (0, 3),
        (0, 1),
        (0, 1),
    )
    body = main[0] << (MAIN_BYTES * 8 - main[1])
    return HEADER + _fields(side)[0].to_bytes(SIDE_BYTES, "big") + body.to_bytes(MAIN_BYTES, "big")


def _line(line: int) -> tuple[Field, ...]:
    """The pairs up to a line, all zero but the last, which holds a one with a plus."""
    last = FIRST_OF_PAIR if line % 2 == 0 else SECOND_OF_PAIR
    return (*(ZERO_PAIR,) * (line // 2), last, (0, 1))


def _fields(fields: Iterable[Field]) -> Field:
    value = length = 0
    for one, bits in fields:
        value, length = value << bits | one, length + bits
    return value, length
