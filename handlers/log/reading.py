"""A typed message to what was done: entries of one day, a skip with its reason, notes, and what has to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from bot.coaching.entries import Entry, Lifted, Report
from handlers.log import bounds
from handlers.log.amounts import take_rpe
from handlers.log.cardio import read_cardio
from handlers.log.dates import take_clock, take_day
from handlers.log.normal import Line, normal
from handlers.log.strength import LiftRead, read_lift
from handlers.log.vocabulary import Subject, similar, subjects, take_word
from rules.athlete import Region, Units
from rules.checkin import SkipReason, TalkTest

MOST_ENTRIES = 12
_BREAK = re.compile(
    r"\n|;|•|(?<!\d),|,(?!\s?\d)|(?<=\s)(?:and|und|y|then|dann|luego|plus)(?=\s)|\.(?=\s|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the reading may lean on: today, units, the planned exercises, and the loads of last time."""

    today: date
    units: Units = Units.METRIC
    planned: tuple[str, ...] = ()
    last: Mapping[str, Lifted] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood. `other`: entry number and its second meaning; `refused`: a field out of all bounds.

    `unclear`: numbers of the entries whose weight was not told.
    """

    report: Report
    other: tuple[tuple[int, Entry], ...] = ()
    unclear: tuple[int, ...] = ()
    refused: bounds.Refusal | None = None

    @property
    def empty(self) -> bool:
        """Nothing of a log in it."""
        told = self.report.entries or self.report.skipped or self.report.done or self.report.rpe is not None
        return not told and self.refused is None


@dataclass(slots=True)
class _Found:
    entries: list[Entry] = field(default_factory=list)
    other: list[tuple[int, Entry]] = field(default_factory=list)
    unclear: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


def read_text(text: str, known: Known) -> Reading:
    """Read any text; never refuses with an exception, and what it does not read stays in the notes."""
    line = Line(normal(text))
    day = take_day(line, known.today) or known.today
    found = _Found()
    for piece in _pieces(line.text, known)[:MOST_ENTRIES]:
        _read_piece(piece, known, found)
    report = _whole(found, day)
    return Reading(report, tuple(found.other), tuple(found.unclear), bounds.refusal(report, known.today))


def _pieces(text: str, known: Known) -> list[str]:
    """One stretch an entry: cut at commas, line ends and at every name but the first of a stretch."""
    stretches: list[str] = []
    for part in _BREAK.split(text):
        names = subjects(part, known.planned)
        if not names and stretches and re.search(r"\d", part) and re.search(r"\d", stretches[-1]):
            stretches[-1] += f" {part}"
        elif part.strip():
            stretches += _cut_at(part, names)
    return stretches


def _cut_at(part: str, names: list[Subject]) -> list[str]:
    starts = [n.start for n in names if re.search(r"\d", part[: n.start])][0 if _leads(part, names) else 1 :]
    edges = [0, *starts, len(part)]
    return [part[a:b] for a, b in pairwise(edges)]


def _leads(part: str, names: list[Subject]) -> bool:
    return bool(names) and not re.search(r"\d", part[: names[0].start])


def _read_piece(piece: str, known: Known, found: _Found) -> None:
    line = Line(piece)
    names = subjects(piece, known.planned)
    subject = names[0] if names else similar(piece, known.planned) if re.search(r"\d", piece) else None
    if subject is None:
        found.loose.append(piece)
        return
    line.cut(subject.start, subject.end)
    if _take_cardio(line, subject, found) or _take_lift(line, subject, known, found):
        found.notes += [line.left] if line.left else []
    else:
        found.loose.append(piece)


def _take_cardio(line: Line, subject: Subject, found: _Found) -> bool:
    if subject.mode is None or (subject.exercise_id and _looks_like_sets(line.text)):
        return False
    entry = read_cardio(line, subject.mode)
    found.entries += [entry] if entry else []
    return entry is not None


def _looks_like_sets(text: str) -> bool:
    return bool(
        re.search(
            r"\d\s*(?:kg|lb)|(?<!\d)\d{1,2}×\d{1,2}(?!\d|\s*(?:s|sec|m|min|k|km|')\b)", text, re.IGNORECASE
        )
    )


def _take_lift(line: Line, subject: Subject, known: Known, found: _Found) -> bool:
    if subject.exercise_id is None:
        return False
    again = take_word(line, "again") is not None
    read = read_lift(line, subject.exercise_id, known.units)
    last = known.last.get(subject.exercise_id)
    if again and last is not None:
        read = LiftRead(_as_last_time(read.entry, last), read.other)
    if read.entry is None:
        return False
    found.entries.append(read.entry)
    at = len(found.entries) - 1
    found.other += [(at, read.other)] if read.other else []
    found.unclear += [at] if read.entry.load_kg is None and not read.entry.bodyweight else []
    return True


def _as_last_time(entry: Lifted | None, last: Lifted) -> Lifted:
    if entry is None:
        return last
    return Lifted(entry.exercise_id, entry.reps, last.load_kg, last.bodyweight, entry.rpe, entry.rir)


def _whole(found: _Found, day: date) -> Report:
    """What speaks of the session as a whole: done, skipped and why, effort, talk, pain; the rest are notes."""
    line = Line(" , ".join(found.loose))
    finished = take_clock(line)
    rpe = take_rpe(line)
    talk = take_word(line, "talk")
    skipped = take_word(line, "skipped") is not None and not found.entries
    reason = take_word(line, "reason") if skipped else None
    region = take_word(line, "region") if skipped else None
    done = not found.entries and not skipped and take_word(line, "done") is not None and _bare(line)
    notes = [*found.notes, *([line.left] if line.left else [])]
    return Report(
        day,
        tuple(found.entries),
        tuple(notes),
        SkipReason(reason or ("pain" if region else "other")) if skipped else None,
        Region(region) if region else None,
        done,
        finished,
        rpe,
        TalkTest(talk) if talk else None,
    )


def _bare(line: Line) -> bool:
    """Little else was said: `ok, but why?` is a question, not a log."""
    return len(line.left.split()) <= 3 and "?" not in line.text
