"""The seven-tap questionnaire about what someone does now, and the week it stands for (D-65, A-35)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from rules.athlete import Level, Mode
from rules.errors import OutOfRange
from rules.sessions import Session, SessionType

LIFT_MIN = 50
START_MIN = 17 * 60
LAST_START_MIN = 21 * 60
MORNING_MIN = 6 * 60 + 30
TRAINING_DAYS = {
    0: (),
    1: (0,),
    2: (0, 3),
    3: (0, 2, 4),
    4: (0, 1, 3, 4),
    5: (0, 1, 2, 3, 4),
    6: (0, 1, 2, 3, 4, 5),
    7: (0, 1, 2, 3, 4, 5, 6),
}


class Order(StrEnum):
    """What comes first where both fall on one day."""

    LIFT_FIRST = "lift_first"
    CARDIO_FIRST = "cardio_first"
    OTHER_DAYS = "other_days"


@dataclass(frozen=True, slots=True)
class Habits:
    """Seven answers: lifts and cardio sessions a week, cardio minutes a week, order and hours between them when
    combined, rest days a week, whether talking is possible during easy cardio.
    """

    lifts: int
    cardio_sessions: int
    cardio_minutes: int
    order: Order
    gap_hours: int
    rest_days: int
    can_talk: bool
    mode: Mode = Mode.RUN


LIMITS = {
    "lifts": (0, 7),
    "cardio_sessions": (0, 7),
    "cardio_minutes": (0, 1500),
    "gap_hours": (0, 12),
    "rest_days": (0, 6),
}


def pseudo_week(habits: Habits, s_level: Level) -> tuple[Session, ...]:
    """A week as the habits describe it: lower and upper body in turn, 50 min each, easy cardio of equal length.

    Lifting is spread over the training days; cardio takes the days without lifting first, then joins
    lifting days from Monday on. Refuses OutOfRange.
    """
    _check(habits)
    days = _training_days(habits)
    lifting = _spread(days, min(habits.lifts, len(days)))
    free = [d for d in days if d not in lifting]
    running = sorted((free + list(lifting))[: habits.cardio_sessions])
    lifts = [_lift(day, turn, s_level) for turn, day in enumerate(lifting)]
    minutes = habits.cardio_minutes // habits.cardio_sessions if habits.cardio_sessions else 0
    cardio = [_cardio(day, minutes, habits.mode) for day in running if minutes]
    together = set(lifting) & set(running)
    sessions = [_placed(s, habits, minutes) if s.day in together else s for s in (*lifts, *cardio)]
    return tuple(sorted(sessions, key=lambda s: s.start_minute))


def talk_failed_minutes(habits: Habits) -> int:
    """Minutes of easy cardio that fail the talk test (F-02): all of them or none."""
    return 0 if habits.can_talk else habits.cardio_minutes


def _check(habits: Habits) -> None:
    for field, (low, high) in LIMITS.items():
        value = getattr(habits, field)
        if not low <= value <= high:
            raise OutOfRange(field, value, f"{low}-{high}")


def _training_days(habits: Habits) -> tuple[int, ...]:
    """Days with training: what the rest days leave, but enough for each count and never more than sessions."""
    most = max(habits.lifts, habits.cardio_sessions)
    return TRAINING_DAYS[max(most, min(7 - habits.rest_days, habits.lifts + habits.cardio_sessions))]


def _spread(days: tuple[int, ...], count: int) -> tuple[int, ...]:
    """`count` of the days, as evenly as they go, the first always among them."""
    return tuple(days[k * len(days) // count] for k in range(count)) if count else ()


def _lift(day: int, turn: int, s_level: Level) -> Session:
    kind = SessionType.UPPER if turn % 2 else SessionType.LOWER
    heavy = kind is SessionType.LOWER and s_level is not Level.NOVICE
    return Session(f"lift-{turn + 1}", day, _clock(START_MIN), LIFT_MIN, kind, heavy=heavy)


def _cardio(day: int, minutes: int, mode: Mode) -> Session:
    return Session(f"cardio-{day + 1}", day, _clock(START_MIN), minutes, SessionType.EASY, mode)


def _placed(session: Session, habits: Habits, cardio_minutes: int) -> Session:
    """The session's start on a day with both; with hours between, the first one begins early enough."""
    first_minutes = cardio_minutes if habits.order is Order.CARDIO_FIRST else LIFT_MIN
    is_first = session.is_cardio == (habits.order is Order.CARDIO_FIRST)
    wait = first_minutes + habits.gap_hours * 60
    begin = START_MIN if START_MIN + wait <= LAST_START_MIN else MORNING_MIN
    start = begin if is_first else min(begin + wait, LAST_START_MIN)
    return Session(
        session.id,
        session.day,
        _clock(start),
        session.minutes,
        session.type,
        session.mode,
        heavy=session.heavy,
    )


def _clock(minute: int) -> time:
    return time(*divmod(minute, 60))
