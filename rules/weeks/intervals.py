"""How many HIIT sessions a week holds, with how many intervals, and when tempo takes their turn (D-16, D-20, F-22)."""

from __future__ import annotations

from dataclasses import dataclass

from rules.athlete import Level, Mode, Region
from rules.cardio import hiit_max_n, hiit_minutes, hiit_start_n
from rules.cardio.tempo import is_tempo_week, tempo_allowed
from rules.checkin import CheckIn
from rules.constants import P
from rules.injuries import REGION_RULES, RESTRICTING
from rules.interference import HARD_TYPES
from rules.lived import recent
from rules.plan import PhaseName, Week
from rules.sessions import SessionType
from rules.weeks.holding import LIGHTER_FLAGS
from rules.weeks.situation import Situation

ONRAMP, RETURN, REDUCED, DELOAD, TAPER = "onramp", "return", "reduced", "deload", "taper"
NO_FLAGS: frozenset[str] = frozenset()
COMPRESSED_FRAME_MIN = P.hiit.warmup_short + P.hiit.cooldown_short
MINUTES_EACH = 2
PAIN_WEEKS = 2

UNMEASURED_FLAGS = LIGHTER_FLAGS | {"onramp", "light"}


@dataclass(frozen=True, slots=True)
class HiitPlan:
    """Most HIIT sessions of the week (0: not allowed), intervals of each and their flags, tempo in its turn.

    `compressed`: with the short warm-up and cool-down.
    """

    most: int
    n: int
    flags: frozenset[str]
    tempo: bool
    compressed: bool = False


def hiit_plan(s: Situation) -> HiitPlan:
    """What the week's interval slots hold (D-16, D-20, F-20 to F-25, F-40, F-50, G-30, G-50)."""
    if not is_allowed(s):
        return HiitPlan(0, 0, NO_FLAGS, tempo=False)
    n, flags = _intervals(s)
    if s.micro:
        n = max(P.hiit.n_onramp, min(n, (s.longest_window - COMPRESSED_FRAME_MIN) // MINUTES_EACH))
    most = 1 if s.deload else _one_more(s, ceiling(s))
    return HiitPlan(most, n, flags or _below_eight(s, n), _is_tempo_week(s), s.micro or _stays_short(s, n))


def _one_more(s: Situation, most: int) -> int:
    """One fast session more, `most` at most, than the fullest of the phase's last weeks held (G-40).

    Also after a simpler one, which is why the others are looked at too.
    """
    fullest: int | None = None
    for record in reversed(recent(s.state.history, s.monday, P.bounds.strength_ref_weeks)):
        week = record.week
        if week.phase is not s.name or (fullest is not None and fullest + 1 >= most):
            break
        if week.sessions and not week.flags & UNMEASURED_FLAGS and week.number > 1:
            fullest = max(fullest or 0, sum(x.type in HARD_TYPES for x in week.sessions))
    return most if fullest is None else min(most, fullest + 1)


def _stays_short(s: Situation, n: int) -> bool:
    """A deload's intervals are no longer than last week's, which a short window may have compressed (D-06)."""
    last = s.state.history[-1].week.sessions if s.deload and s.state.history else ()
    lately = [x.minutes for x in last if x.type is SessionType.HIIT]
    return bool(lately) and max(lately) < hiit_minutes(n)


def is_allowed(s: Situation) -> bool:
    """Whether HIIT may stand in this week (C-31, C-32, C-36, D-09, D-16, G-30, G-32, G-33).

    A wait that ends within the week takes the whole week, so that the week keeps its balance.
    """
    if s.restrictions.no_hiit or s.name is PhaseName.RECOVERY or s.hiit_delayed:
        return False
    recovery = s.state.recovery
    waits = recovery.hiit_not_before if recovery is not None else None
    return (waits is None or waits <= s.monday) and not _hurts(s)


def _hurts(s: Situation) -> bool:
    """A sore region hurt in fast work of a mode that its rule leaves open, such as a knee on the bike (G-33, C-60)."""
    sore = [limit for limit in s.state.adjustments.regions if limit.action in RESTRICTING]
    return any(
        _hurt_by(checkin, limit.region, record.week)
        for limit in sore
        for record in s.state.history[-PAIN_WEEKS:]
        for checkin in record.checkins
    )


def _hurt_by(checkin: CheckIn, region: Region, week: Week) -> bool:
    strong = any(p.region is region and p.severity > P.pain.ok for p in checkin.pain)
    done = next((x for x in week.sessions if x.id == checkin.session_id), None) if strong else None
    if done is None or done.type not in HARD_TYPES:
        return False
    mode = done.mode if checkin.mode is None else Mode(checkin.mode)
    return mode not in REGION_RULES[region].blocked_modes


def ceiling(s: Situation) -> int:
    """Most HIIT sessions a week by level and age (D-20)."""
    most = {
        Level.NOVICE: P.hiit_per_week_max.novice,
        Level.INTERMEDIATE: P.hiit_per_week_max.intermediate,
        Level.ADVANCED: P.hiit_per_week_max.advanced,
    }[s.levels.endurance]
    if s.levels.endurance is Level.ADVANCED and s.state.profile.wants_three_hiit:
        most = P.hiit_per_week_max.advanced_on_request
    if s.age >= P.age.senior:
        most = min(most, P.hiit_per_week_max.age60)
    return min(most, 1) if s.beginner else most


def planned_n(s: Situation) -> int:
    """The intervals the progression stands at, within the athlete's bounds (F-22)."""
    e_level = s.levels.endurance
    most = hiit_max_n(e_level, s.age, s.state.hiit_weeks)
    return min(most, s.state.hiit_n or hiit_start_n(e_level))


def _intervals(s: Situation) -> tuple[int, frozenset[str]]:
    n = planned_n(s)
    if s.onramp_week:
        return P.hiit.n_onramp, frozenset({ONRAMP})
    if s.deload:
        return P.deload.hiit_n, frozenset({DELOAD})
    if s.returning and s.state.recovery is not None:
        return _after_break(n, s.state.recovery.row, s.state.recovery.step), frozenset({RETURN})
    if s.decision.value == "REDUCE":
        return max(P.hiit.n_onramp, n - P.reduce.hiit_n), frozenset({REDUCED})
    return n, NO_FLAGS


def _after_break(n: int, row: int, step: int) -> int:
    if row == P.break_days[0]:
        return n if step else min(n, max(P.hiit.n_onramp, n - P.reduce.hiit_n))
    return min(n, P.hiit.n_onramp)


def _below_eight(s: Situation, n: int) -> frozenset[str]:
    """Below the article's eight a flag says why: still new to it, or on the way back (F-22)."""
    if n >= P.hiit.n_min:
        return NO_FLAGS
    return frozenset({ONRAMP if s.levels.endurance is Level.NOVICE else RETURN})


def _is_tempo_week(s: Situation) -> bool:
    is_free = not (s.deload or s.restrictions.no_tempo or s.returning)
    return is_free and tempo_allowed(s.levels, s.name) and is_tempo_week(s.week)
