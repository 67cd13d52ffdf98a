"""What an athlete can choose when a later session no longer fits its day: each with cost and reason (G-60 point 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

from rules.athlete import Mode
from rules.constants import P
from rules.days import DAY_MINUTES, SEPARATE_GAP_MIN
from rules.interference import HARD_TYPES, intense
from rules.missed.days import DayOption
from rules.missed.moves import MoveContext, options
from rules.missed.timeline import WEEK_DAYS, Late, Outing, line_of, shown
from rules.placement.losses import worth_of_sessions
from rules.placement.shrink import STEP_MIN
from rules.plan import Week
from rules.sessions import Note, Session, SessionType, note
from rules.soft import cost

EASY_MIN = 20
IMPACT_MODES = frozenset({Mode.RUN, Mode.MIXED})
SHORTENED = frozenset({SessionType.EASY, SessionType.LONG})


class ChoiceKind(StrEnum):
    """What can be chosen."""

    EASY_NOW = "easy_now"
    EASY = "easy"
    SHORTEN = "shorten"
    OTHER_DAY = "other_day"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: the sessions it leaves of the outing, its cost in points (D-50, W15), its reason.

    `days` are the other days that hold (G-60 point 2), cheapest first, for OTHER_DAY.
    """

    kind: ChoiceKind
    sessions: tuple[Session, ...]
    cost: int
    reason: Note
    days: tuple[DayOption, ...] = ()
    is_default: bool = False


def choices(
    late: Late, outing: Outing, week: Week, context: MoveContext, *, until_minute: int, today: bool
) -> tuple[Choice, ...]:
    """What is left to choose, dropping last: that happens without an answer.

    `until_minute` is the minute of the day by which training ends; `today`: it is about the gap, not about heavy legs.
    """
    offered = list(_easier(late, outing, until_minute, today=today))
    points = _Points(late, outing, week, context)
    found = [
        Choice(kind, sessions, points.of(sessions, shortened), reason)
        for kind, sessions, shortened, reason in offered
    ]
    found += _other_days(outing, week, context)
    drop = note("gap.drop", type=outing.sessions[0].type.value)
    return (*found, Choice(ChoiceKind.DROP, (), points.of((), 0), drop, is_default=True))


Offer = tuple[ChoiceKind, tuple[Session, ...], int, Note]


def _easier(late: Late, outing: Outing, until_minute: int, *, today: bool) -> Iterator[Offer]:
    cardio = [s for s in outing.sessions if s.is_cardio]
    if today and cardio and late.finish // DAY_MINUTES == outing.day and late.outing.sessions[0].is_strength:
        minutes = min(EASY_MIN, cardio[0].minutes)
        easy = _at(replace(_easy(cardio[0], minutes), type=SessionType.FINISH), late.finish)
        yield ChoiceKind.EASY_NOW, (easy,), 0, note("gap.easy_now", minutes=minutes)
    if today and len(outing.sessions) == 1 and (short := _shortened(late, outing.sessions[0], until_minute)):
        lost = -(-(outing.minutes - short.minutes) // STEP_MIN)
        told = note("gap.shorten", minutes=short.minutes, start=shown(short.start_minute))
        yield ChoiceKind.SHORTEN, (short,), lost, told
    if not today and cardio and cardio[0].type in HARD_TYPES:
        eased = tuple(_easy(s, _easy_minutes(s)) if s.type in HARD_TYPES else s for s in outing.sessions)
        easy = next(s for s, before in zip(eased, outing.sessions, strict=True) if s is not before)
        told = note("gap.easy", minutes=easy.minutes, start=shown(easy.start_minute))
        yield ChoiceKind.EASY, eased, 0, told


def _easy_minutes(session: Session) -> int:
    low, high = P.steady.min, 30
    return max(low, min(high, session.minutes // STEP_MIN * STEP_MIN))


def _easy(session: Session, minutes: int) -> Session:
    mode = Mode.WALK if session.mode in IMPACT_MODES else session.mode
    return replace(session, type=SessionType.EASY, minutes=minutes, mode=mode, intervals=None, work=None)


def _at(session: Session, minute: int) -> Session:
    day, clock_minute = divmod(minute, DAY_MINUTES)
    return replace(session, day=day, start=time(*divmod(clock_minute, 60)))


def _shortened(late: Late, session: Session, until_minute: int) -> Session | None:
    """The session from the earliest start that leaves 3 h, as long as the day allows, not below its minimum."""
    start = max(session.start_minute, late.finish + SEPARATE_GAP_MIN)
    room = session.day * DAY_MINUTES + until_minute - start
    minutes = room // STEP_MIN * STEP_MIN
    can_shrink = session.is_strength or session.type in SHORTENED
    if not can_shrink or not P.minutes[session.type][0] <= minutes < session.minutes:
        return None
    return replace(_at(session, start), minutes=minutes)


def _other_days(outing: Outing, week: Week, context: MoveContext) -> list[Choice]:
    """Another day for the outing's intense piece, or else its first one; a lift leaves its finisher out."""
    if outing.day >= WEEK_DAYS:
        return []
    piece = next((s for s in outing.sessions if intense(s)), outing.sessions[0])
    days = sorted((d for d in options(week, piece.id, context).days if d.is_possible), key=lambda d: d.cost)
    if not days:
        return []
    best = days[0]
    assert best.start is not None
    moved = replace(piece, day=best.day, start=best.start)
    staying = (s for s in outing.sessions if s is not piece and s.type is not SessionType.FINISH)
    told = note("gap.other_day", day=best.day, start=f"{best.start:%H:%M}")
    return [Choice(ChoiceKind.OTHER_DAY, (*staying, moved), best.cost, told, tuple(days))]


class _Points:
    """What a choice costs against the plan: soft costs of the outing's week, and what is lost (D-50, W15)."""

    def __init__(self, late: Late, outing: Outing, week: Week, context: MoveContext) -> None:
        line = [s for s in line_of(week, context) if s.id not in outing.ids]
        self.first_day = WEEK_DAYS if outing.day >= WEEK_DAYS else 0
        self.athlete = context.athlete
        self.race = context.hard.race
        self.planned = outing.sessions
        shift = max(0, late.finish - late.outing.end)
        self.rest = [_at(s, s.start_minute + shift) if s.id in late.outing.ids else s for s in line]
        self.before = self._cost([*line, *self.planned])

    def of(self, sessions: tuple[Session, ...], shortened: int) -> int:
        """Points of these sessions in place of the outing, `shortened` of them for lost minutes (W13)."""
        worth = worth_of_sessions(self.planned, race=self.race) - worth_of_sessions(sessions, race=self.race)
        return self._cost([*self.rest, *sessions]) - self.before + worth + shortened * P.costs.w13_per5

    def _cost(self, sessions: list[Session]) -> int:
        here = [replace(s, day=s.day - self.first_day) for s in sessions]
        return cost([s for s in here if 0 <= s.day < WEEK_DAYS], self.athlete)
