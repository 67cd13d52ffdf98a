"""Typed lines to a told week: "Mon 19:00 squats 60 heavy", "tue 6:30 intervals 30", "sat long run 90"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time
from itertools import pairwise

from handlers.answers import plain
from handlers.audit.numbers import minutes_for, take_when
from handlers.audit.words import code_of, pattern, similar, take
from rules.athlete import Mode
from rules.audit.told import ToldSession, ToldWeek
from rules.constants import P
from rules.sessions import SessionType

MOST_LINES, MOST_SESSIONS = 40, 21
SHORTEST_MIN, LONGEST_MIN = 5, 600
EVENING = time(18)
LIFT_MIN = 60
_LINE = re.compile(r"[\n;]+")
_PIECE = re.compile(r"(?<!\d),|,(?!\d)|[+&/]|(?<!\w)(?:and|und|y|then|dann|danach|luego|después)(?!\w)")
_BETWEEN = re.compile(r"[\s,.:&+/|()*•\-–—]*(?:(?:and|und|y|e|on|am|el|los)(?!\w)\s*)?")
_RANGE = re.compile(r"\s*(?:[-–—]|(?<=\s)(?:to|till|through|bis|a)(?=\s))\s*")
_NEW = re.compile(r"(?:[,.|]|(?<!\w)(?:and|und|y|then|dann))\s*$")
_UP_TO = re.compile(r"(?:[-–—]|(?<!\w)(?:to|till|until|through|thru|bis|a|al|hasta))\s*$")
_TIMES = re.compile(r"(?<=\d)\s*[x×х*]\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: the week, the days that were named, and the lines nobody understood, as they were written."""

    week: ToldWeek
    days: frozenset[int]
    unclear: tuple[str, ...]


def read_week(text: str, usual: Mode) -> Read:
    """Every line that can be read; a line without a day belongs to the day before it."""
    week, named, unclear = ToldWeek(), frozenset[int](), list[str]()
    days: tuple[int, ...] = ()
    lines = [line.strip() for line in _LINE.split(text) if line.strip()][:MOST_LINES]
    for folded, line in (piece for whole in lines for piece in _by_day(whole)):
        said, rest = take_days(folded)
        days = said or days
        pieces = _pieces(rest)
        sessions = _in_turn(_session(piece, usual) for piece in pieces)
        rests = bool(take("rest", rest)[0]) or any(_rests(piece) for piece in pieces)
        header = bool(said) and not re.search(r"\w", rest)
        if not days or not (sessions or rests or header):
            unclear.append(line)
            continue
        named |= set(said)
        for day in days:
            for made in sessions:
                if len(week.sessions) < MOST_SESSIONS:
                    week = week.placed(replace(made, day=day))
    return Read(week, named, tuple(unclear))


def _by_day(line: str) -> list[tuple[str, str]]:
    """A line in lower case and as written; a whole week on one line is cut before each further day.

    "Mon run 30, Tue squats 60, Wed rest" are three; "mon, wed & fri gym" names three days of one thing.
    """
    folded = _TIMES.sub("x", plain(line))
    cuts = [0]
    for day in pattern("days").finditer(folded):
        days, rest = take_days(folded[cuts[-1] : day.start()])
        if days and re.search(r"\w", rest) and _begins(folded, day):
            cuts.append(day.start())
    if len(cuts) == 1:
        return [(folded, line)]
    return [(folded[a:b], folded[a:b].strip(" ,.|")) for a, b in pairwise([*cuts, len(folded)])]


def _begins(text: str, day: re.Match[str]) -> bool:
    """After a comma or an "and" any name of a day does; elsewhere "mi" and "so" may be other words."""
    before = text[: day.start()]
    if _UP_TO.search(before):
        return False
    return bool(_NEW.search(before)) or (len(day[0]) > 2 and before[-1:].isspace())


def take_days(text: str) -> tuple[tuple[int, ...], str]:
    """The days named at the beginning of a line, "mon-fri" and "mon, wed & fri" included, and what follows them."""
    found: list[int] = []
    at = _after(_BETWEEN, text, 0)
    while match := pattern("days").match(text, at):
        days = [int(digit) for digit in code_of("days", match[0])]
        at = match.end()
        until = _RANGE.match(text, at)
        last = pattern("days").match(text, until.end()) if until else None
        if last is not None and len(days) == 1:
            to = int(code_of("days", last[0])[0])
            days, at = [(days[0] + n) % 7 for n in range((to - days[0]) % 7 + 1)], last.end()
        found += days
        at = _after(_BETWEEN, text, at)
    return tuple(dict.fromkeys(found)), text[at:]


def _after(between: re.Pattern[str], text: str, at: int) -> int:
    match = between.match(text, at)
    return match.end() if match else at


def _pieces(text: str) -> list[str]:
    """The sessions of a line: what has no kind of its own belongs to its neighbour."""
    pieces: list[str] = []
    for piece in _PIECE.split(similar(text)):
        if pieces and _belong_together(pieces[-1], piece):
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
    return pieces


def _belong_together(before: str, piece: str) -> bool:
    """Where one of the two names no kind, or both are lifting at one time: "legs and bench"."""
    if not _names_something(before) or not _names_something(piece):
        return True
    return _is_lift(before) and _is_lift(piece) and take_when(piece).start is None


def _is_lift(text: str) -> bool:
    kinds = take("kind", text)[0]
    return bool(kinds) and all(SessionType(k).is_strength for k in kinds) and not pattern("mode").search(text)


def _names_something(text: str) -> bool:
    return bool(pattern("kind").search(text) or pattern("mode").search(text))


def _rests(text: str) -> bool:
    return SessionType.ACTIVE.value in take("kind", text)[0]


def _in_turn(sessions: Iterable[ToldSession | None]) -> list[ToldSession]:
    """The sessions of a line; one without a time of its own follows the one before it."""
    made: list[ToldSession] = []
    for session in filter(None, sessions):
        follows = bool(made) and "start" in session.guessed
        said = session.guessed - {"start"} | (made[-1].guessed & {"start"} if made else set())
        made.append(replace(session, start=made[-1].start, guessed=said) if follows else session)
    return made


def _session(text: str, usual: Mode) -> ToldSession | None:
    """One session of a piece; its day is the caller's."""
    when = take_when(text)
    kinds, rest = take("kind", when.rest)
    modes, rest = take("mode", rest)
    weights, _ = take("weight", when.rest)
    kind = _kind(kinds, is_cardio=bool(modes) or when.far_km is not None)
    if kind is None or kind is SessionType.ACTIVE:
        return None
    mode = None if kind.is_strength else Mode(modes[0]) if modes else usual
    guessed = {"start"} if when.start is None else set[str]()
    minutes = None if when.doubtful and kind.is_strength else when.minutes
    if minutes is None:
        guessed.add("minutes")
        usual_min = LIFT_MIN if kind.is_strength else P.minutes[kind][1]
        minutes = minutes_for(when.far_km, mode) if when.far_km else usual_min
    if not SHORTEST_MIN <= minutes <= LONGEST_MIN:
        return None
    heavy = kind.is_strength and "heavy" in weights
    return ToldSession(0, kind, when.start or EVENING, minutes, heavy, mode, frozenset(guessed))


def _kind(codes: list[str], *, is_cardio: bool) -> SessionType | None:
    """The kind that several words stand for: "legs and bench" is the full body, "long easy run" is long."""
    kinds = [SessionType(code) for code in codes]
    regions = {k for k in kinds if k in (SessionType.LOWER, SessionType.UPPER)}
    if len(regions) == 2:
        return SessionType.FULL
    if regions:
        return regions.pop()
    order = (
        SessionType.HIIT, SessionType.TEMPO, SessionType.LONG, SessionType.CIRCUIT, SessionType.FULL, SessionType.EASY,
    )  # fmt: skip
    named = next((k for k in order if k in kinds), None)
    if named is not None or not is_cardio:
        return named or next(iter(kinds), None)
    return SessionType.EASY
