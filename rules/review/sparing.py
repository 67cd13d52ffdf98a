"""A built week for a sore region: a mode that was blocked comes back by shares (G-33)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules.athlete import Level, Mode
from rules.cardio.mode_context import mode_context
from rules.cardio.modes import non_impact_mode
from rules.injuries import REGION_RULES
from rules.interference import counts, score_week
from rules.levels import Levels
from rules.plan import Week
from rules.sessions import Session, SessionType
from rules.state import TrainingState


def spare_modes(week: Week, state: TrainingState, levels: Levels) -> Week:
    """A mode that a sore region blocked comes back by its share of the minutes; the rest goes without (G-33)."""
    sessions = list(week.sessions)
    for limit in state.adjustments.regions:
        for mode in REGION_RULES[limit.region].blocked_modes if limit.mode_share < 1 else ():
            context = mode_context(state.profile, levels, week.phase, adjustments=state.adjustments)
            gentle = non_impact_mode(replace(context, usable=context.usable - {mode}))
            sessions = _spared(sessions, mode, limit.mode_share, gentle)
    return week if tuple(sessions) == week.sessions else reckoned(week, sessions, levels.strength)


def reckoned(week: Week, sessions: Iterable[Session], s_level: Level) -> Week:
    """The week with other sessions, its counts, minutes and score worked out anew (0.6, D-60)."""
    kept = tuple(sessions)
    trained = tuple(s for s in kept if s.is_strength or s.is_cardio)
    return replace(
        week,
        sessions=kept,
        counts=counts(trained),
        cardio_minutes=sum(s.minutes for s in trained if s.is_cardio),
        score=score_week(trained, s_level),
    )


def is_own(session: Session) -> bool:
    """Strength or cardio of ours: neither fixed, an event nor active recovery."""
    return (session.is_strength or session.is_cardio) and "fixed" not in session.flags


def _spared(sessions: list[Session], mode: Mode, share: float, gentle: Mode) -> list[Session]:
    inside = [s for s in sessions if s.is_cardio and s.mode is mode and is_own(s)]
    most = share * sum(s.minutes for s in inside)
    changed = {s.id for s in inside if s.type is SessionType.HIIT}
    for session in reversed(inside):
        if sum(s.minutes for s in inside if s.id not in changed) <= most:
            break
        changed.add(session.id)
    return [
        replace(s, mode=gentle, pace_s_per_km=None, rule_ids=(*s.rule_ids, "G-33")) if s.id in changed else s
        for s in sessions
    ]
