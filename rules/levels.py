"""How far an athlete is: s_level, e_level, the overall level and the priority (0.7, C-10)."""

from __future__ import annotations

from dataclasses import dataclass

from rules.athlete import Goal, Level, Overall, Priority, Profile
from rules.constants import P
from rules.remembering import remembered_of

PRIORITIES = {
    Goal.MUSCLE: Priority.STRENGTH,
    Goal.STRENGTH: Priority.STRENGTH,
    Goal.HYBRID: Priority.BALANCED,
    Goal.HEALTH: Priority.BALANCED,
    Goal.ENDURANCE: Priority.ENDURANCE,
    Goal.RACE: Priority.ENDURANCE,
}


@dataclass(frozen=True, slots=True)
class Levels:
    """Strength prescriptions use `strength`, cardio `endurance`, the plan model `overall` (0.7)."""

    strength: Level
    endurance: Level
    overall: Overall
    priority: Priority


def strength_level(months: int, lifts_per_week: float) -> Level:
    """s_level from months of regular lifting and lifting sessions a week now (0.7), detraining left aside."""
    border = P.levels.s
    if months < border.novice_lt_months:
        return Level.NOVICE
    experienced = months >= border.advanced_ge_months and lifts_per_week >= border.advanced_min_lifts_per_week
    return Level.ADVANCED if experienced else Level.INTERMEDIATE


def endurance_level(months: int, minutes_per_week: float) -> Level:
    """e_level from months of regular cardio and cardio minutes a week now (0.7), detraining left aside."""
    border = P.levels.e
    if months < border.novice_lt_months or minutes_per_week < border.novice_lt_min_per_week:
        return Level.NOVICE
    experienced = months >= border.advanced_ge_months and minutes_per_week >= border.advanced_ge_min_per_week
    return Level.ADVANCED if experienced else Level.INTERMEDIATE


def overall_level(strength: Level, endurance: Level) -> Overall:
    """`level` from the two (0.7)."""
    if strength is endurance is Level.NOVICE:
        return Overall.BEGINNER
    ranks = (strength.rank, endurance.rank)
    return Overall.ADVANCED if max(ranks) == 2 and min(ranks) >= 1 else Overall.INTERMEDIATE


def one_step_down(level: Level) -> Level:
    """The level after 12 weeks without training; novice stays novice (0.7, G-30)."""
    return list(Level)[max(0, level.rank - 1)]


@remembered_of(16)  # each week of a plan asks for the same profile several times
def assess(profile: Profile, weeks_untrained: float | None = None) -> Levels:
    """Levels and priority of a profile (0.7, C-10).

    `weeks_untrained` is the length of the break where a log knows it; None (onboarding): no lifts and no cardio now
    stand for a break of 12 weeks or more, which lowers both levels by one step.
    """
    strength = strength_level(profile.strength_months, profile.current_lifts_per_week)
    endurance = endurance_level(profile.endurance_months, profile.current_cardio_min_per_week)
    if _is_detrained(profile, weeks_untrained):
        strength, endurance = one_step_down(strength), one_step_down(endurance)
    return Levels(strength, endurance, overall_level(strength, endurance), PRIORITIES[profile.goal])


def is_inactive(profile: Profile) -> bool:
    """Less than 60 cardio minutes a week and less than one lift a week now: the on-ramp's test (D-16, C-30)."""
    return does_little(profile.current_lifts_per_week, profile.current_cardio_min_per_week)


def does_little(lifts_per_week: float, cardio_min_per_week: int) -> bool:
    """The same test on its two numbers (D-16, C-30)."""
    return cardio_min_per_week < P.onramp.cardio_lt_min and lifts_per_week < P.onramp.lifts_lt


def _is_detrained(profile: Profile, weeks_untrained: float | None) -> bool:
    if weeks_untrained is not None:
        return weeks_untrained >= P.levels.detraining_weeks_minus_one
    return profile.current_lifts_per_week == 0 and profile.current_cardio_min_per_week == 0
