"""A piece of cardio, as `40min easy talk ok`, `8 km in 44:10`, `5:31/km`, `8x30s`, `6x800 r90`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bot.coaching.entries import Moved
from handlers.log.amounts import take_length, take_rpe
from handlers.log.normal import Line
from handlers.log.vocabulary import take_word
from rules.athlete import Mode
from rules.checkin import TalkTest
from rules.sessions import SessionType

METRES_FROM = 100  # a piece of 100 or more without a unit is metres, a smaller one seconds
_INTERVALS = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3})×(?P<w>\d{1,5})\s*"
    r"(?P<u>secs?|sek|seg|s|\"|mins?|minuten|minutos|km|k|metres|meters|m|')?(?![^\W\d_])",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?<!\w)(?:r|rest|recovery|pause|descanso)\s*[:=]?\s*(?P<r>\d{1,4})\s*(?P<u>s|sec|sek|seg|\"|min|m|')?(?!\w)",
    re.IGNORECASE,
)
_EXTRAS = re.compile(r"(?<!\w)(?:in|for|at|of|mit|bei|für|con|en|a)(?!\w)", re.IGNORECASE)


def read_cardio(line: Line, mode: Mode) -> Moved | None:
    """The piece of cardio in the line; None when it holds no time, distance or intervals."""
    felt = Moved(mode, rpe=take_rpe(line), talk=_talk(line))
    pieces = _take_intervals(line, mode)
    length = take_length(line)
    if length.seconds is None and length.distance_km is None and not pieces:
        return None
    said = take_word(line, "type") or (SessionType.HIIT if pieces else None)
    while line.take(_EXTRAS):
        continue
    kind = SessionType(said) if said else None
    return replace(felt, seconds=length.seconds, distance_km=length.distance_km, type=kind, **pieces)


def _talk(line: Line) -> TalkTest | None:
    word = take_word(line, "talk")
    return TalkTest(word) if word else None


def _take_intervals(line: Line, mode: Mode) -> dict[str, Any]:
    found = line.take(_INTERVALS)
    if found is None:
        return {}
    amount, unit = int(found["w"]), (found["u"] or "").lower()
    pieces: dict[str, Any] = {"intervals": int(found["n"])} | _work(
        amount, "metres" if unit == "m" and mode is Mode.SWIM else unit
    )
    if rest := line.take(_REST):
        minutes = (rest["u"] or "s").lower() in ("min", "m", "'")
        pieces["rest_s"] = int(rest["r"]) * (60 if minutes else 1)
    return pieces


def _work(amount: int, unit: str) -> dict[str, int]:
    if unit in ("km", "k"):
        return {"work_m": amount * 1000}
    if unit.startswith("met") or (unit in ("m", "") and amount >= METRES_FROM):
        return {"work_m": amount}
    minutes = unit.startswith("min") or unit in ("m", "'")
    return {"work_s": amount * (60 if minutes else 1)}
