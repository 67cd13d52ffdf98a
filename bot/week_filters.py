"""Doors from templates into a week: which sessions stand together, and how long they are in all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise

from bot.coaching.blocks import grouped
from bot.coaching.days import Item, is_counted, is_ours
from bot.filters import unit
from rules import interference
from rules.calendar import WEEK
from rules.cardio.talk import answer_note
from rules.exercises import EXERCISES, LoadType
from rules.plan import Week
from rules.sessions import Session, SessionType

ONE_BELL = frozenset({"goblet_squat", "db_pullover", "kb_deadlift", "kb_swing"})


def blocks(week: Week) -> list[list[Session]]:
    """The training times of a week, in order of time."""
    return grouped(week.sessions)


def blocks_of(items: Iterable[Item]) -> list[list[Item]]:
    """Items of one week as training times."""
    by_id = {item.session.id: item for item in items}
    return [[by_id[s.id] for s in block] for block in grouped(i.session for i in by_id.values())]


def lines(block: list[Session]) -> list[list[Session]]:
    """A training time cut where another counted session begins: as many lines as there are sessions to count."""
    starts = [n for n, session in enumerate(block) if n > 0 and is_counted(session)]
    return [block[a:b] for a, b in pairwise([0, *starts, len(block)])]


def exercise(exercise_id: str) -> str:
    """An exercise's English name, to be translated by the catalogue."""
    return EXERCISES[exercise_id].name


def per_hand(exercise_id: str) -> bool:
    """Whether its load is that of one hand's dumbbell."""
    return EXERCISES[exercise_id].load_type is LoadType.DUMBBELL and exercise_id not in ONE_BELL


def timed(exercise_id: str) -> bool:
    """Whether it is held for seconds rather than repeated."""
    return EXERCISES[exercise_id].timed


def session_count(week: Week) -> int:
    """The sessions as people and the review count them: a finisher belongs to its lift."""
    return sum(is_counted(s) for s in week.sessions)


def total(week: Week) -> int:
    """Minutes of the whole week."""
    return strength_minutes(week) + cardio_minutes(week)


def strength_minutes(week: Week) -> int:
    """Minutes of strength."""
    return sum(s.minutes for s in week.sessions if s.is_strength and is_ours(s))


def cardio_minutes(week: Week) -> int:
    """Minutes of cardio."""
    return sum(s.minutes for s in week.sessions if s.is_cardio and is_ours(s))


def band(score: int) -> str:
    """The score's band as its code (D-60)."""
    return interference.band(score)


def only_event(week: Week) -> date | None:
    """The local date of the event in a week that holds nothing else, as when it is days after the set-up (D-04)."""
    days = [week.date_of(s) for s in week.sessions if s.type is SessionType.EVENT]
    return days[0] if days and not session_count(week) else None


def next_monday(week: Week) -> date:
    """Where the week after begins."""
    return week.start + WEEK


def holds(seconds: Sequence[int]) -> str:
    """Seconds of several holds, the last of them with its unit: 30, 30, 25 s."""
    return ", ".join((*map(str, seconds[:-1]), unit(seconds[-1], "s")))


FILTERS: dict[str, Callable[..., object]] = {
    "blocks": blocks,
    "lines": lines,
    "grouped": grouped,
    "session_count": session_count,
    "talked": answer_note,
    "blocks_of": blocks_of,
    "exercise": exercise,
    "per_hand": per_hand,
    "timed": timed,
    "holds": holds,
    "only_event": only_event,
    "next_monday": next_monday,
    "total": total,
    "strength_minutes": strength_minutes,
    "cardio_minutes": cardio_minutes,
    "band": band,
}
