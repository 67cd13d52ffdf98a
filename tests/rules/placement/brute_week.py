"""The hard and soft constraints of a whole week as plain loops over pairs of sessions, for the brute-force search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.sessions import Session
from rules.unit import PlacementRequest

LEGS = ("S_LOWER", "S_FULL", "S_POWER")
ARMS = ("S_UPPER", "S_FULL")
LIGHT = ("S_PRIMER", "S_MICRO")


@dataclass(frozen=True)
class Thing:
    """A session on an absolute time line: minutes from this Monday 00:00."""

    begin: int
    minutes: int
    kind: str
    mode: str
    heavy: bool
    n: int | None
    long: bool
    fixed: bool

    @property
    def end(self) -> int:
        return self.begin + self.minutes

    @property
    def day(self) -> int:
        return self.begin // 1440

    @property
    def is_cardio(self) -> bool:
        return self.kind.startswith("C_")

    @property
    def is_strength(self) -> bool:
        return self.kind.startswith("S_")

    @property
    def counts(self) -> bool:
        """Strength, or cardio that is more than a short walk or a short fixed session (0.6, D-72)."""
        short = (self.mode == "walk" and self.minutes <= 10) or (self.fixed and self.minutes < 20)
        return self.is_strength or (self.is_cardio and not short)

    @property
    def heavy_legs(self) -> bool:
        return self.heavy and self.kind in ("S_LOWER", "S_FULL")

    @property
    def fast(self) -> bool:
        return self.counts and self.kind in ("C_HIIT", "C_TEMPO")

    @property
    def intense(self) -> bool:
        return self.fast or (self.kind == "C_LONG" and self.mode == "run" and self.minutes > 75)


def from_session(session: Session, week: int) -> Thing:
    """A session of this week (0), the one before (-1) or the next (1)."""
    begin = (session.day + 7 * week) * 1440 + session.start.hour * 60 + session.start.minute
    mode = session.mode.value if session.mode else ""
    kind = session.type.value
    long = kind == "C_LONG" or "long" in session.flags
    fixed = "fixed" in session.flags
    return Thing(begin, session.minutes, kind, mode, session.heavy, session.intervals, long, fixed)


def breaks_hard_rule(request: PlacementRequest, week: Sequence[Thing], *, one_day: bool = False) -> bool:
    """D-40 to D-45 over this week and its neighbours."""
    mine = [t for t in week if t.counts]
    around = [from_session(s, -1) for s in request.before] + [from_session(s, 1) for s in request.after]
    around = [t for t in around if t.counts]
    units = [u for u in request.units if any(p.type.value[:2] in ("S_", "C_") for p in u.pieces)]
    for a in mine + around:
        for b in mine + around:
            is_ours = a in mine or b in mine
            if is_ours and not (a.fixed and b.fixed) and pair_clashes(a, b, two_days=len(units) <= 2):
                return True
    for day in {t.day for t in mine if not t.fixed}:
        exempt = [t for t in mine if t.day == day and not (request.race and t.long)]
        if sum(t.minutes for t in exempt) > (75 if request.s_level.value == "novice" else 120):
            return True
    return not one_day and no_rest(mine, around)


def pair_clashes(a: Thing, b: Thing, *, two_days: bool) -> bool:
    """D-41 to D-45 for a before b (or both orders of the same day)."""
    if a is b:
        return False
    same_day, next_day = a.day == b.day, b.day - a.day == 1
    if same_day and ((a.is_strength and b.is_strength) or (a.is_cardio and b.is_cardio)):
        return True
    if same_day and a.is_cardio and b.is_strength and a.begin < b.begin < a.end + 180:
        return True
    if next_day and b.heavy_legs and (a.intense or a.heavy_legs):
        return True
    if next_day and a.fast and b.fast:
        return True
    if a.heavy_legs and b.intense and 0 <= b.begin - a.begin < 1440 and (same_day or next_day):
        allowed = b.kind == "C_HIIT" and (b.n or 0) <= 8 and b.mode in ("bike", "row") and a.kind == "S_FULL"
        return not (same_day and two_days and allowed)
    return False


def no_rest(mine: Sequence[Thing], around: Sequence[Thing]) -> bool:
    """D-40: no day off, or more than six training days in a row that touch this week."""
    every_day_fixed = {t.day for t in mine if t.fixed} == set(range(7))
    days = {t.day for t in [*mine, *around] if not (every_day_fixed and t.fixed)}
    if all(day in days for day in range(7)):
        return True
    for first in range(-7, 14):
        stretch = range(first, first + 7)
        if all(day in days for day in stretch) and any(0 <= day < 7 for day in stretch):
            return True
    return False


def pair_of_same_day(s: Thing, c: Thing) -> int:
    """W1 to W5 for a strength session s and a cardio session c; 0 for any other pair."""
    if not (s.is_strength and c.is_cardio and c.counts and s.day == c.day):
        return 0
    cost = 3 if c.mode == "run" and s.kind in LEGS else 0
    if c.begin < s.begin:
        return cost + (3 + 4 if s.begin - c.end >= 360 else 6 + 8)
    gap = c.begin - s.end
    if gap >= 180:
        return cost + (3 if gap >= 360 else 6)
    if c.minutes <= 20 and c.kind not in ("C_HIIT", "C_TEMPO"):
        return cost + 2
    return cost + (0 if s.kind in LIGHT else 12 if s.kind in LEGS else 8)


def next_day_cost(a: Thing, b: Thing) -> int:
    """W6 to W8 for b on the day after a."""
    if b.day - a.day != 1:
        return 0
    cost = 0
    if a.kind in LEGS and b.kind in LEGS:
        cost += 8
    elif a.kind in ARMS and b.kind in ARMS:
        cost += 6
    if a.heavy_legs and b.intense:
        cost += 3 if b.mode == "run" else 1
    if a.kind == "C_LONG" and (b.heavy_legs or b.intense):
        cost += 4
    return cost


def week_cost(request: PlacementRequest, week: Sequence[Thing]) -> int:
    """W1 to W11 and W14 of the week."""
    mine = [t for t in week if t.counts]
    cost = sum(pair_of_same_day(a, b) + next_day_cost(a, b) for a in mine for b in mine)
    cost += sum(3 for t in mine if t.long and t.day not in request.long_session_days)
    late = [t for t in mine if t.kind == "C_HIIT" and t.begin % 1440 > 1230 and not t.fixed]
    cost += 2 * len(late)
    every_day_fixed = {t.day for t in mine if t.fixed} == set(range(7))
    hard = {t.day for t in mine if t.heavy_legs or t.intense}
    training = {t.day for t in mine if not (every_day_fixed and t.fixed)}
    return cost + 8 * beyond(hard, 2) + 2 * beyond(training, most_in_row(request))


def most_in_row(request: PlacementRequest) -> int:
    """M of W10."""
    if request.s_level.value == "novice" or request.age_years >= 60:
        return 3
    return 5 if request.s_level.value == "intermediate" else 6


def beyond(days: set[int], limit: int) -> int:
    """Days that come after at least `limit` such days in a row."""
    return sum(all(d - k in days for k in range(limit + 1)) for d in days)
