"""The named conditions of the tips: each is true or false of a TipContext (H-30)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rules.athlete import Level, Mode, Overall, Priority
from rules.checkin import TalkTest
from rules.constants import P
from rules.plan import PhaseName
from rules.sessions import Session, SessionType
from rules.tips.context import TipContext

Condition = Callable[[TipContext], bool]

FULL_GAP_MIN = 60 * P.gap_hours.full
SAME_SESSION_BELOW_MIN = 60 * P.gap_hours.partial
EASY = frozenset({SessionType.EASY, SessionType.LONG})
NON_IMPACT_HIIT = frozenset({Mode.BIKE, Mode.ROW})


def _has(*types: SessionType) -> Condition:
    """Today has a session of one of these types."""
    return lambda context: any(s.type in types for s in context.trainings)


def _any(test: Callable[[Session], bool]) -> Condition:
    """Today has a session that passes the test."""
    return lambda context: any(test(s) for s in context.trainings)


def _phase(phase: PhaseName) -> Condition:
    return lambda context: context.phase is phase


def is_quality(session: Session) -> bool:
    """HIIT or heavy legs: what needs fuel and sleep (T20, T32)."""
    return session.type is SessionType.HIIT or session.heavy


def _intervals_after_upper(context: TipContext) -> bool:
    pairs = ((u, h) for u in context.trainings for h in context.trainings)
    return any(
        u.type is SessionType.UPPER
        and h.type is SessionType.HIIT
        and 0 <= h.start_minute - u.end_minute < SAME_SESSION_BELOW_MIN
        for u, h in pairs
    )


def _separate_days(context: TipContext) -> bool:
    """Strength and cardio both stand in the week, and never on one day."""
    strength = {s.day for s in context.week_sessions if s.is_strength}
    cardio = {s.day for s in context.week_sessions if s.is_cardio}
    return bool(strength and cardio) and not strength & cardio


def _is_in(value: float | None, low: float, high: float) -> bool:
    """low <= value < high; unknown is not in."""
    return value is not None and low <= value < high


def _long_over(minutes: int) -> Condition:
    return _any(lambda s: s.minutes > minutes and (s.type is SessionType.LONG or "long" in s.flags))


def _is_supplied(context: TipContext) -> bool:
    return context.numbers_allowed and context.protein is not None


CONDITIONS: Mapping[str, Condition] = {
    "training_day": lambda c: bool(c.trainings),
    "rest_day": lambda c: not c.trainings and not c.evening_before,
    "strength_today": _any(lambda s: s.is_strength),
    "cardio_today": _any(lambda s: s.is_cardio),
    "finisher_after_strength": lambda c: _has(SessionType.FINISH)(c) and _any(lambda s: s.is_strength)(c),
    "intervals_after_upper": _intervals_after_upper,
    "two_sessions_today": lambda c: c.gap_min is not None,
    "full_gap_today": lambda c: c.gap_min is not None and c.gap_min >= FULL_GAP_MIN,
    "partial_gap_today": lambda c: c.gap_min is not None and c.gap_min < FULL_GAP_MIN,
    "power_today": _has(SessionType.POWER),
    "circuit_today": _has(SessionType.CIRCUIT),
    "heavy_lower_today": _any(lambda s: s.heavy),
    "hiit_today": _has(SessionType.HIIT),
    "tempo_today": _has(SessionType.TEMPO),
    "easy_or_long_today": _has(*EASY),
    "short_easy_today": _any(lambda s: s.type is SessionType.EASY and s.minutes <= 45),
    "run_today": _any(lambda s: s.is_cardio and s.mode is Mode.RUN),
    "hiit_on_bike_or_row": _any(lambda s: s.type is SessionType.HIIT and s.mode in NON_IMPACT_HIIT),
    "long_over_60_today": _long_over(60),
    "long_over_75_today": _long_over(75),
    "long_over_60_or_hot": lambda c: bool(c.trainings) and (c.hot or _long_over(60)(c)),
    "session_before_eight": _any(lambda s: s.start.hour < 8),
    "quality_within_three_hours": lambda c: any(
        is_quality(s) and c.starts_within(s, 180) for s in c.trainings
    ),
    "evening_before_quality": lambda c: c.evening_before and any(is_quality(s) for s in c.trainings),
    "separate_days_this_week": _separate_days,
    "level_beginner": lambda c: c.level is Overall.BEGINNER,
    "level_advanced": lambda c: c.level is Overall.ADVANCED,
    "s_novice": lambda c: c.s_level is Level.NOVICE,
    "e_novice": lambda c: c.e_level is Level.NOVICE,
    "priority_strength": lambda c: c.priority is Priority.STRENGTH,
    "phase_b1": _phase(PhaseName.B1),
    "phase_b3": _phase(PhaseName.B3),
    "taper_week": _phase(PhaseName.TAPER),
    "deload_week": lambda c: c.deload,
    "stepdown": lambda c: "stepdown" in c.flags,
    "return_week": lambda c: "return" in c.flags,
    "first_two_weeks": lambda c: c.weeks_in_plan < 2,
    "four_weeks_in_plan": lambda c: c.weeks_in_plan >= 4,
    "last_easy_failed_talk_test": lambda c: c.last_easy_talk is TalkTest.NOT_COMFORTABLE,
    "last_hiit_faded": lambda c: c.last_hiit_faded,
    "first_hiit_ever": lambda c: _has(SessionType.HIIT)(c) and c.hiit_done == 0,
    "mode_new_or_asked": lambda c: c.hiit_mode_is_new or c.asked_about_mode,
    "ran_before_lifting": lambda c: c.ran_before_lifting,
    "heart_rate_known": lambda c: c.heart_rate_known,
    "weight_known": _is_supplied,
    "weight_unknown": lambda c: c.weight_kg is None,
    "numbers_allowed": lambda c: c.numbers_allowed,
    "cut_phase": lambda c: c.cut_phase,
    "supplements_wanted": lambda c: c.supplements_wanted,
    "short_night": lambda c: not c.evening_before and _is_in(c.sleep_last_h, 0, P.fatigue.sleep[0]),
    "short_sleep_all_week": lambda c: _is_in(c.sleep_week_h, 0, 6),
    "sore": lambda c: _is_in(c.soreness, 6, 11),
    "lower_limb_pain": lambda c: _is_in(c.lower_limb_pain, P.pain.ok + 1, P.pain.modify + 1),
    "hot": lambda c: c.hot,
    "score_high": lambda c: _is_in(c.score, P.score_bands.moderate + 1, 101),
    "adherence_good": lambda c: _is_in(c.adherence, P.adherence.progress, 10),
    "adherence_low": lambda c: _is_in(c.adherence, 0, P.adherence.hold),
    "no_show_ahead": lambda c: not c.show_ahead,
    "long_race_within_a_week": lambda c: _is_in(c.days_to_long_race, 0, 8),
}
