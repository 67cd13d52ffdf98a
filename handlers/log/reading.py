"""A typed message to what was done: entries of one day, a skip with its reason, notes, and what has to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bot.coaching.entries import Entry, Lifted, Moved, Report
from bot.week_filters import per_hand
from handlers.log import bounds
from handlers.log.cardio import read_cardio
from handlers.log.dates import take_day, take_finish
from handlers.log.loads import says_a_hand, take_load
from handlers.log.normal import Line, normal
from handlers.log.pieces import Piece, is_lifting, pieces
from handlers.log.strength import LiftRead, read_lift
from handlers.log.vocabulary import take_word
from handlers.log.whole import read_whole
from rules.athlete import Mode, Units

MOST_ENTRIES = 12
LIKE_A_LOAD_KG = 12.0  # a smaller number alone may be repetitions
LIGHT_HAND_KG, HEAVY_HAND_KG, MUCH_MORE = 12.0, 30.0, 1.6
ANY_SPORT = (Mode.RUN, Mode.BIKE, Mode.WALK, Mode.ROW, Mode.SWIM)  # where people know how far they went
_LENGTH = re.compile(r"\d\s*(?:min|m|h|km|k|mi|miles?)(?![^\W\d_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What the reading leans on: today, units, the planned sets, those of last time, the mode of the open cardio.

    `sports`: what a distance in a time was where no sport is told, the likely ones; empty: any.
    """

    today: date
    units: Units = Units.METRIC
    plan: Mapping[str, Lifted] = field(default_factory=dict)
    last: Mapping[str, Lifted] = field(default_factory=dict)
    mode: Mode | None = None
    sports: tuple[Mode, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood. `other`: entry number and its second meaning; `refused`: a field out of all bounds.

    `unclear`: numbers of the entries whose weight was not told.
    """

    report: Report
    other: tuple[tuple[int, Entry], ...] = ()
    unclear: tuple[int, ...] = ()
    refused: bounds.Refusal | None = None


@dataclass(slots=True)
class _Found:
    entries: list[Entry] = field(default_factory=list)
    other: list[tuple[int, Entry]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


def read_text(text: str, known: Known) -> Reading:
    """Read any text; never refuses with an exception, and what it does not read stays in the notes."""
    line = Line(normal(text))
    day = take_day(line, known.today) or known.today
    finished = take_finish(line)
    found = _Found()
    for piece in pieces(line.text, known.plan):
        _read_piece(piece, known, found)
    _repeat_all(known, found)
    found.other += _of_both_hands(line.text, known, found)
    rest = Line(" , ".join(found.loose))
    report = read_whole(rest, tuple(found.entries), day, finished)
    report = replace(report, notes=(*found.notes, *report.notes))
    return Reading(report, tuple(found.other), _without_weight(report), bounds.refusal(report, known.today))


def _read_piece(piece: Piece, known: Known, found: _Found) -> None:
    full = len(found.entries) >= MOST_ENTRIES
    if not full and (_take_lift(piece, known, found) or _take_cardio(piece, known, found)):
        found.notes += _notes(piece.line)
    else:
        found.loose.append(piece.text)


def _notes(line: Line) -> list[str]:
    """What an entry left unread; a lone "done" or "ok" is no note."""
    left, rest = line.left, Line(line.left)
    take_word(rest, "done")
    return [left] if rest.left else []


def _take_cardio(piece: Piece, known: Known, found: _Found) -> bool:
    if piece.subject is None:
        return _take_unnamed(piece, known, found)
    if piece.subject.mode is None or is_lifting(piece):
        return False
    entry = read_cardio(piece.line, piece.subject.mode)
    found.entries += [entry] if entry else []
    return entry is not None


def _take_unnamed(piece: Piece, known: Known, found: _Found) -> bool:
    """Cardio without a sport, if nothing else is said: "40 min easy" on a day with one open cardio session is that one.

    A distance in a time is always cardio: of the likely sports, or else of any in which people are so fast.
    """
    line = Line(piece.text)
    entry = read_cardio(line, known.mode or Mode.MIXED) if _LENGTH.search(piece.text) else None
    if entry is None or "?" in line.text or _says_more(line):
        return False
    sports = _sports(entry, known)
    if not sports:
        return False
    first, *others = (replace(entry, mode=mode) for mode in sports)
    found.other += [(len(found.entries), other) for other in others]
    found.entries.append(first)
    piece.line.text = ""
    return True


def _says_more(line: Line) -> bool:
    while take_word(line, "filler"):
        continue
    return bool(line.left)


def _sports(entry: Moved, known: Known) -> tuple[Mode, ...]:
    if entry.seconds and entry.distance_km:
        for likely in (known.sports, ANY_SPORT):
            fitting = tuple(m for m in likely if bounds.can_be(m, entry.seconds, entry.distance_km))
            if fitting:
                return fitting
        return ()
    return (known.mode,) if known.mode else ()


def _take_lift(piece: Piece, known: Known, found: _Found) -> bool:
    exercise_id = piece.subject.exercise_id if piece.subject else None
    if exercise_id is None or (piece.has_number and not is_lifting(piece)):
        return False
    before = {"again": known.last, "planned": known.plan}.get(take_word(piece.line, "again") or "", {})
    read = read_lift(piece.line, exercise_id, known.units)
    if exercise_id in before:
        read = LiftRead(_as_before(read.entry, before[exercise_id], known), read.other)
    elif read.entry is None and exercise_id in known.plan:
        read = LiftRead(_as_planned_at(piece.line, known.plan[exercise_id], known.units))
    if read.entry is None:
        return False
    if not (piece.more and _joined(found, read.entry)):
        found.other += [(len(found.entries), read.other)] if read.other else []
        found.entries.append(read.entry)
    return True


def _of_both_hands(text: str, known: Known, found: _Found) -> list[tuple[int, Entry]]:
    """Dumbbells far heavier than known: the weight may be that of both together, unless the text says "a hand"."""
    if says_a_hand(text):
        return []
    return [
        (n, replace(e, load_kg=e.load_kg / 2))
        for n, e in enumerate(found.entries)
        if isinstance(e, Lifted) and e.load_kg and per_hand(e.exercise_id) and e.load_kg > _likely(e, known)
    ]


def _likely(entry: Lifted, known: Known) -> float:
    """The most in one hand, kg, that needs no question; the plan of a first time is only where to begin."""
    before = known.last.get(entry.exercise_id)
    return max(LIGHT_HAND_KG, MUCH_MORE * before.load_kg) if before and before.load_kg else HEAVY_HAND_KG


def _joined(found: _Found, entry: Lifted) -> bool:
    """Further sets with the same weight are one entry with the ones before."""
    last = found.entries[-1] if found.entries else None
    if not isinstance(last, Lifted) or replace(last, reps=entry.reps) != entry:
        return False
    found.entries[-1] = replace(last, reps=(*last.reps, *entry.reps))
    return True


def _as_planned_at(line: Line, planned: Lifted, units: Units) -> Lifted | None:
    """`bench 95`: the planned sets, with that weight; None where more is said, or nothing like a weight."""
    rest = Line(line.text)
    entry = take_load(rest, Lifted(planned.exercise_id, planned.reps), units)
    if not entry.load_kg or entry.load_kg < LIKE_A_LOAD_KG or rest.left:
        return None
    line.text = ""
    return entry


def _as_before(entry: Lifted | None, before: Lifted, known: Known) -> Lifted | None:
    if entry is not None:
        return replace(entry, load_kg=before.load_kg, bodyweight=before.bodyweight)
    if before.reps:
        return before
    planned = known.plan.get(before.exercise_id)
    return replace(before, reps=planned.reps) if planned else None


def _repeat_all(known: Known, found: _Found) -> None:
    """The words "as last time" alone: every planned exercise as it was logged last."""
    line = Line(" , ".join(found.loose))
    if found.entries or take_word(line, "again") != "again" or line.left:
        return
    found.entries += [known.last[i] for i in known.plan if i in known.last and known.last[i].reps]
    found.loose.clear()


def _without_weight(report: Report) -> tuple[int, ...]:
    return tuple(
        n
        for n, e in enumerate(report.entries)
        if not isinstance(e, Moved) and e.load_kg is None and not e.bodyweight
    )
