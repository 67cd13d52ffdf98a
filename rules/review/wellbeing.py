"""Sleep, energy and health: what caps the week or asks for a professional, without deciding (D-22, G-20, G-21, G-27).

Codes: because.sleep (hours), because.weight_loss (percent, days), because.missed_periods (count),
because.fatigue_in_cut (total), because.fatigue_again (weeks), because.health_minutes (minutes).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from rules.athlete import Profile
from rules.checkin import Wellness
from rules.constants import P
from rules.review.metrics import WeekMetrics
from rules.review.reading import Logged, minutes_done
from rules.sessions import Note, SessionType, note
from rules.state import WeekRecord

SHORT_SLEEP_H = 6.0
WEEKLY_LOSS = 0.01
MONTHLY_LOSS = 0.05
MONTH_DAYS = 30
MISSED_PERIODS = 3
TIRED_WEEKS, OF_WEEKS = 2, 3
HEALTH_MINUTES, HEALTH_EVERY_WEEKS = 150, 4


def short_sleep(metrics: WeekMetrics) -> Note | None:
    """Mean sleep under 6 h: no HIIT increase, heavy lower body at one more rep in reserve (G-21)."""
    hours = metrics.mean_sleep_h
    return (
        note("because.sleep", hours=round(hours, 1)) if hours is not None and hours < SHORT_SLEEP_H else None
    )


def low_energy(profile: Profile, wellness: tuple[Wellness, ...], fatigue: int, today: date) -> Note | None:
    """A sign of too little energy: weight falling fast, missed periods, or F of 5 in a cut (G-27, B-51)."""
    missed = max((w.missed_periods or 0 for w in wellness), default=0)
    if missed >= MISSED_PERIODS:
        return note("because.missed_periods", count=missed)
    if profile.cut_phase and fatigue >= P.fatigue.deload:
        return note("because.fatigue_in_cut", total=fatigue)
    return _weight_loss(wellness, today)


def tired_again(history: tuple[WeekRecord, ...], fatigue: int) -> Note | None:
    """F of 5 or more in two of three weeks: advise to see a doctor (G-20)."""
    scores = [fatigue, *(r.fatigue or 0 for r in history[-(OF_WEEKS - 1) :])]
    weeks = sum(score >= P.fatigue.deload for score in scores)
    return note("because.fatigue_again", weeks=weeks) if weeks >= TIRED_WEEKS else None


def everyday_walking(logged: Iterable[Logged], week_number: int) -> Note | None:
    """Once a month, after a week under the 150 min of health guidelines: walking counts too; adds no session (D-22).

    Interval work counts double, its warm-up and rests don't.
    """
    minutes = sum(_health_minutes(x) for x in logged if x.session.is_cardio and x.done)
    due = week_number % HEALTH_EVERY_WEEKS == 0
    return (
        note("because.health_minutes", minutes=round(minutes)) if due and minutes < HEALTH_MINUTES else None
    )


def _health_minutes(x: Logged) -> float:
    done = minutes_done(x)
    if x.session.type is not SessionType.HIIT or x.session.intervals is None:
        return done
    return 2 * 2 * x.session.intervals * done / x.session.minutes


def _weight_loss(wellness: tuple[Wellness, ...], today: date) -> Note | None:
    weights = sorted((w.date, w.weight_kg) for w in wellness if w.weight_kg is not None and w.date <= today)
    month = [kg for day, kg in weights if (today - day).days <= MONTH_DAYS]
    if len(month) >= 2 and month[-1] < (1 - MONTHLY_LOSS) * max(month):
        return note("because.weight_loss", percent=_percent(max(month), month[-1]), days=MONTH_DAYS)
    weekly = [_last_in_week(weights, today - timedelta(days=7 * back)) for back in (2, 1, 0)]
    first, second, third = weekly
    if first is None or second is None or third is None:
        return None
    if second < (1 - WEEKLY_LOSS) * first and third < (1 - WEEKLY_LOSS) * second:
        return note("because.weight_loss", percent=_percent(first, third), days=14)
    return None


def _last_in_week(weights: list[tuple[date, float]], end: date) -> float | None:
    return next((kg for day, kg in reversed(weights) if 0 <= (end - day).days < 7), None)


def _percent(before: float, after: float) -> float:
    return round(100 * (1 - after / before), 1)
