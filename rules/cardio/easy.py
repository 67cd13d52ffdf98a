"""Easy sessions and cut-back weeks: how minutes grow and shrink (F-30, F-40, F-80)."""

from __future__ import annotations

from dataclasses import replace

from rules.constants import P
from rules.easing import FAST, REDUCED, as_easy, share_of_minutes
from rules.sessions import Note, Session, SessionType, note
from rules.units import round_to_five

STEP_MIN = 5
HEAT_SHARE = 0.80
HOT = "hot"
STEADY_TYPES = frozenset({SessionType.EASY, SessionType.LONG, SessionType.FINISH})


def grown(minutes: int, finisher: bool = False) -> int:
    """Easy minutes one step on: +5, to 40, finishers to 20 (F-30)."""
    top = P.steady.finisher[1] if finisher else P.steady.max
    return max(minutes, min(top, minutes + STEP_MIN))


def in_deload(minutes: int) -> int:
    """Easy minutes of a deload or cut-back week: -30 % to the nearest 5 (F-40)."""
    return round_to_five(minutes * (1 - P.deload.cardio))


def for_heat(session: Session) -> Session:
    """A session on a very hot or bad-air day: easy by effort only, -20 % minutes, no hard work outdoors (F-80).

    For that day only (flag `reduced`); said twice it stays as it is (flag `hot`). Emits `change.heat` (minutes_before,
    minutes) and, for intervals and tempo, `change.heat_hard` (minutes_before; or the planned one indoors).
    """
    if not session.is_cardio or HOT in session.flags:
        return session
    minutes, hard = share_of_minutes(session, HEAT_SHARE), session.type in FAST
    eased = as_easy(session, minutes) if hard else replace(session, minutes=minutes)
    before = {"minutes_before": session.minutes}
    told = note("change.heat_hard", **before) if hard else note("change.heat", **before, minutes=minutes)
    return replace(
        eased,
        heart_rate_bpm=None,
        pace_s_per_km=None,
        pace_note=_by_effort(eased.pace_note),
        notes=(*session.notes, told),
        rule_ids=tuple(dict.fromkeys((*session.rule_ids, "F-80"))),
        flags=eased.flags | {REDUCED, HOT},
    )


def _by_effort(line: Note | None) -> Note | None:
    """A pacing line (H-11) without heart rate and pace."""
    return line and note(line.code, **{name: x for name, x in line.values if name.startswith("effort")})
