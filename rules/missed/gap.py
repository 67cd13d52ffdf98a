"""The gap keeper: a session really ended at this minute, so what happens to the rest of today and to tomorrow.

G-60 point 6 with D-41 to D-45: the gap counts from the real finish, across midnight and from Sunday to Monday.

Note codes (`finish`, `planned`, `start` are hh:mm; `gap_minutes` from the real finish to the start):
`gap.stays` (gap_minutes, start), `gap.full` and `gap.partial` (finish, gap_minutes, planned, start),
`gap.after_heavy` (planned, start, start_gap_minutes), `gap.ask` (because: quiet or a rule id, finish, planned).
Of the options: `gap.easy_now` (minutes), `gap.easy` (minutes, start), `gap.shorten` (minutes, start),
`gap.other_day` (day, start), `gap.drop` (type).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from rules.calendar import minute_of
from rules.clashes import border_clashes
from rules.constants import P
from rules.days import DAY_MINUTES, FULL_GAP_MIN, HOUR, SEPARATE_GAP_MIN, clock, clock_end, facts_of
from rules.interference import intense, is_heavy
from rules.missed.choices import Choice, choices
from rules.missed.moves import MoveContext
from rules.missed.timeline import Late, Outing, late_finish, outings, shown
from rules.plan import Week
from rules.sessions import Note, note

QUIET = "quiet"
HEAVY_TO_INTENSE_MIN = P.heavy_to_intense_hours * HOUR


class Verdict(StrEnum):
    """What becomes of a later session."""

    STAY = "stay"
    MOVED = "moved"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Quiet hours on the wall clock; equal ends: none."""

    begin: time
    end: time


@dataclass(frozen=True, slots=True)
class GapAnswer:
    """What becomes of one later outing. `session_ids` are its pieces; minutes count from this week's Monday 00:00.

    MOVED: all pieces start `start_minute - planned` later. ASK: `options` with cost and reason; the one with
    `is_default` happens without an answer.
    """

    session_ids: tuple[str, ...]
    verdict: Verdict
    start_minute: int
    gap_minutes: int
    reason: Note
    options: tuple[Choice, ...] = ()


def gap_after_finish(
    week: Week,
    finished_session_id: str,
    finished_at_minute: int,
    quiet: Quiet,
    context: MoveContext,
    *,
    started_at_minute: int | None = None,
) -> tuple[GapAnswer, ...]:
    """The rest of today and tomorrow, replanned for a session that ended at this minute of the week (G-60 point 6).

    The minute counts from the week's Monday 00:00 and may lie past Sunday night. Without `started_at_minute` the
    session is taken to have lasted as planned. One answer for each later outing of today and tomorrow that the finish
    touches, and for the next one of today in any case. Raises UnknownSession.
    """
    late = late_finish(week, finished_session_id, finished_at_minute, started_at_minute, context)
    answers: list[GapAnswer] = []
    heavy_starts = [(late.outing.day, late.started)] if _has_heavy(late.outing) else []
    for outing in outings(week, late, context):
        answer = _answer(late, outing, heavy_starts, quiet, week, context)
        if answer is None:
            continue
        answers.append(answer)
        if answer.verdict is not Verdict.ASK and _has_heavy(outing):
            heavy_starts.append((outing.day, answer.start_minute))
    return tuple(answers)


def _has_heavy(outing: Outing) -> bool:
    return any(is_heavy(s) for s in outing.sessions)


def _answer(
    late: Late,
    outing: Outing,
    heavy_starts: list[tuple[int, int]],
    quiet: Quiet,
    week: Week,
    context: MoveContext,
) -> GapAnswer | None:
    rest_from = _after_heavy(outing, heavy_starts)
    wants_gap = late.is_late and late.is_other_kind(outing)
    is_next = outing.begin // DAY_MINUTES == late.outing.begin // DAY_MINUTES
    broken = _broken_border(late, outing)
    if not broken and not is_next and rest_from <= outing.begin and not wants_gap:
        return None
    gaps = (FULL_GAP_MIN, SEPARATE_GAP_MIN) if wants_gap else (None,)
    for gap in gaps if not broken else ():
        wanted = late.finish + gap if gap is not None else outing.begin
        start = max(outing.begin, wanted, rest_from)
        if start == outing.begin or _is_good(outing, start, quiet, late):
            return _moved(late, outing, start, rest_from)
    least = late.finish + SEPARATE_GAP_MIN if wants_gap else 0
    because = broken or ("D-44" if rest_from > max(outing.begin, least) else QUIET)
    return _ask(late, outing, because, quiet, week, context)


def _after_heavy(outing: Outing, heavy_starts: list[tuple[int, int]]) -> int:
    """Earliest start of the outing for which its intense cardio is 24 h after heavy legs of another day (D-44)."""
    earliest = 0
    for s in outing.sessions:
        if intense(s):
            offset = s.start_minute - outing.sessions[0].start_minute
            rests = [h + HEAVY_TO_INTENSE_MIN - offset for day, h in heavy_starts if day < outing.day]
            earliest = max([earliest, *rests])
    return earliest


def _broken_border(late: Late, outing: Outing) -> str | None:
    """The rule that breaks because the finished outing really began a day later than planned (D-43, D-45)."""
    if late.real_day == late.outing.day or outing.day - late.real_day != 1:
        return None
    clashes = border_clashes(facts_of(late.outing.sessions), facts_of(outing.sessions))
    return next((rule_id for rule_id, *_ in clashes if rule_id != "D-44"), None)


def _is_good(outing: Outing, start: int, quiet: Quiet, late: Late) -> bool:
    """Whether the outing may start then: on its own day, before quiet hours, clear of what is fixed (D-41, D-72)."""
    end = start + outing.minutes
    if (
        start // DAY_MINUTES != outing.day
        or end > (outing.day + 1) * DAY_MINUTES
        or is_quiet(start, end, quiet)
    ):
        return False
    strength = any(s.is_strength for s in outing.sessions)
    for fixed in late.fixed_on(outing.day):
        begin, over = outing.day * DAY_MINUTES + clock(fixed), outing.day * DAY_MINUTES + clock_end(fixed)
        room = SEPARATE_GAP_MIN if strength and begin < start else 0
        if begin < end and start < over + room:
            return False
    return True


def is_quiet(start: int, end: int, quiet: Quiet) -> bool:
    """Whether [start, end) touches quiet hours on any day."""
    first, last = minute_of(quiet.begin), minute_of(quiet.end)
    if first == last:
        return False
    length = (last - first) % DAY_MINUTES
    days = range(start // DAY_MINUTES - 1, end // DAY_MINUTES + 1)
    return any(d * DAY_MINUTES + first < end and start < d * DAY_MINUTES + first + length for d in days)


def _moved(late: Late, outing: Outing, start: int, rest_from: int) -> GapAnswer:
    gap = start - late.finish
    if start == outing.begin:
        reason = note("gap.stays", start=shown(start), gap_minutes=gap)
        return GapAnswer(outing.ids, Verdict.STAY, start, gap, reason)
    planned, begins = shown(outing.begin), shown(start)
    if start == rest_from:
        since = HEAVY_TO_INTENSE_MIN
        reason = note("gap.after_heavy", planned=planned, start=begins, start_gap_minutes=since)
    else:
        code = "gap.full" if gap >= FULL_GAP_MIN else "gap.partial"
        reason = note(code, finish=shown(late.finish), planned=planned, start=begins, gap_minutes=gap)
    return GapAnswer(outing.ids, Verdict.MOVED, start, gap, reason)


def _ask(
    late: Late, outing: Outing, because: str, quiet: Quiet, week: Week, context: MoveContext
) -> GapAnswer:
    reason = note("gap.ask", finish=shown(late.finish), planned=shown(outing.begin), because=because)
    bedtime = minute_of(quiet.begin)
    is_later = quiet.begin != quiet.end and bedtime > outing.begin % DAY_MINUTES
    limit = bedtime if is_later else DAY_MINUTES
    offered = choices(late, outing, week, context, until_minute=limit, today=because == QUIET)
    gap = outing.begin - late.finish
    return GapAnswer(outing.ids, Verdict.ASK, outing.begin, gap, reason, offered)
