"""Today only: the readiness gate before a session, and what "Easier" and "Short" make of it (F-23, G-70, G-71).

Codes: because.short_night (hours), because.sore_legs (soreness), because.ill_today (illness), because.pain_today
(region, severity), because.night_and_legs (hours, soreness).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rules import easing
from rules.athlete import Mode
from rules.checkin import Illness, Pain, Wellness
from rules.easing import FAST
from rules.injuries import LOWER_LIMB, REGION_RULES
from rules.sessions import Note, Session, SessionType, note
from rules.short_forms import short, short_day

__all__ = ["Gate", "easier", "gate", "short", "short_day"]

SHORT_NIGHT_H = 5.0
VERY_SORE = 8
GATE_PAIN = 4
LEAST_EASY_MIN = 15
MILD_TOP_RPE, MILD_MINUTES, MILD_RIR = 3, 30, 4
ON_FOOT = frozenset({Mode.WALK})


@dataclass(frozen=True, slots=True)
class Gate:
    """What today asks for: the lighter session (None: rest), why, by which rule; `offers` are for the athlete."""

    session: Session | None
    rule_id: str
    because: Note
    offers: tuple[str, ...] = ()  # "upper": the week's upper body instead; "rest"


def gate(
    session: Session,
    wellness: Wellness | None = None,
    pain: Iterable[Pain] = (),
    usable: frozenset[Mode] = ON_FOOT,
) -> Gate | None:
    """The same-day gate; None: train as planned. It never makes a session harder (F-23, G-32, G-70).

    `wellness` is today's answer, `usable` the modes at hand for a swap away from a painful one.
    """
    ill = wellness.illness if wellness is not None else None
    if wellness is not None and (ill is Illness.SYSTEMIC or wellness.fever):
        return Gate(None, "G-32", note("because.ill_today", illness=Illness.SYSTEMIC.value), ("rest",))
    if ill is Illness.MILD:
        return Gate(_mildly_ill(session), "G-32", note("because.ill_today", illness=ill.value), ("rest",))
    worst = _worst_pain(session, pain)
    if worst is not None and session.type in FAST:
        because = note("because.pain_today", region=worst.region.value, severity=worst.severity)
        return Gate(_away_from_pain(session, worst, usable), "F-23", because)
    return _tired(session, wellness) if wellness is not None else None


def easier(session: Session) -> Session:
    """Today a notch easier: a set less and a rep more in reserve; intervals become easy; a third off easy (G-71)."""
    if session.is_strength:
        return easing.fewer_sets(session)
    if session.type in FAST:
        return easing.as_easy(session)
    two_thirds = easing.share_of_minutes(session, 2 / 3, least=LEAST_EASY_MIN)
    return replace(session, minutes=two_thirds, flags=session.flags | {easing.REDUCED})


def _tired(session: Session, wellness: Wellness) -> Gate | None:
    hours, legs = wellness.sleep_h, wellness.soreness_legs
    night = hours is not None and hours < SHORT_NIGHT_H
    sore = legs is not None and legs >= VERY_SORE
    if not night and not sore:
        return None
    lighter = _for_tired_legs(session)
    if lighter is None:
        return None
    if night and sore:
        because = note("because.night_and_legs", hours=hours or 0, soreness=legs or 0)
        return Gate(lighter, "G-70", because, ("upper", "rest"))
    if night:
        return Gate(lighter, "G-70", note("because.short_night", hours=hours or 0))
    return Gate(lighter, "G-70", note("because.sore_legs", soreness=legs or 0))


def _for_tired_legs(session: Session) -> Session | None:
    if session.type in FAST:
        return easing.as_easy(session)
    heavy_legs = session.heavy and session.type in (SessionType.LOWER, SessionType.FULL)
    return easing.fewer_sets(session) if heavy_legs else None


def _mildly_ill(session: Session) -> Session:
    if session.is_strength:
        return replace(easing.share_of_sets(session, 0.5, MILD_RIR), heavy=False)
    return easing.as_easy(session, min(session.minutes, MILD_MINUTES), MILD_TOP_RPE)


def _worst_pain(session: Session, pain: Iterable[Pain]) -> Pain | None:
    loaded = [
        p
        for p in pain
        if p.severity >= GATE_PAIN
        and (p.region in LOWER_LIMB or session.mode in REGION_RULES[p.region].blocked_modes)
    ]
    return max(loaded, key=lambda p: p.severity, default=None)


def _away_from_pain(session: Session, pain: Pain, usable: frozenset[Mode]) -> Session:
    easy = easing.as_easy(session)
    rule = REGION_RULES[pain.region]
    if session.mode not in rule.blocked_modes:
        return easy
    preferred = (mode for mode in rule.prefer_modes if mode in usable)
    return replace(easy, mode=next(preferred, Mode.WALK))
