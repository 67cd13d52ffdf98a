"""The smallest edit that makes a week valid: fewest changes, then least cost.

Moves come first. Only where no few moves help, a session may also become easy, lighter or shorter, or be dropped.
Up to two changes every possibility is tried; beyond that the most promising ones at each step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rules.audit.board import DROPPED_DAY, Board, Broken, Spot, State
from rules.audit.edits import STEP_MIN, Edit, EditStep, kind_of_step, variants_of
from rules.clashes import day_cap_min
from rules.constants import P
from rules.days import DAY_MINUTES, in_order
from rules.fixed import is_fixed
from rules.hard import HardContext, violations
from rules.placement.losses import worth_of_sessions
from rules.sessions import Session
from rules.soft import Athlete, cost

MOST_CHANGES = 6
EXACT_CHANGES = 2
SLACK = 2  # changes beyond the lower bound before other means are tried
BEAM = 12
HOPELESS = 99


def smallest_edit(sessions: Sequence[Session], context: HardContext, athlete: Athlete) -> Edit | None:
    """The fewest changes after which no hard constraint is broken, the cheapest of those; None if few don't help."""
    ordered = in_order(sessions)
    repair = _Repair(ordered, context, athlete)
    return repair.find(moves_only=True) or repair.find(moves_only=False)


class _Repair:
    def __init__(self, sessions: tuple[Session, ...], context: HardContext, athlete: Athlete) -> None:
        self.sessions = sessions
        self.context = context
        self.athlete = athlete
        self.board = Board([variants_of(s, day_cap_min(context.s_level)) for s in sessions], context)
        self.start = self.board.start_state()
        self.leasts: dict[State, int] = {}
        self.cost_before = cost(sessions, athlete)
        self.losses: dict[tuple[int, ...], int] = {}
        self.worth_before = worth_of_sessions(sessions, race=context.race)

    def find(self, *, moves_only: bool) -> Edit | None:
        """The cheapest valid week after as few changes as possible, at most MOST_CHANGES."""
        if moves_only and self.board.longs(self.start):
            return None
        least = max(1, self._least(self.start))
        for target in range(least, min(least + SLACK, MOST_CHANGES) + 1):
            level = [self.start]
            for left in range(target, 0, -1):
                following = self._next_level(level, left, moves_only=moves_only)
                level = following if target <= EXACT_CHANGES else self._best(following)
            edit = next(filter(None, map(self._edit, sorted(level, key=self._order))), None)
            if edit is not None:
                return edit
        return None

    def _next_level(self, level: list[State], left: int, *, moves_only: bool) -> list[State]:
        """States after one more change that leave no more than `left - 1` to do."""
        children = (c for state in level for c in self._children(state, left, moves_only=moves_only))
        return list(dict.fromkeys(children))

    def _best(self, states: list[State]) -> list[State]:
        if len(states) <= BEAM:
            return states
        left = {s: (self._least(s), len(self.board.broken(s))) for s in states}
        fewest = sorted(states, key=lambda s: (left[s], s))[: BEAM * BEAM]
        return sorted(fewest, key=lambda s: (left[s], self._points(s), s))[:BEAM]

    def _least(self, state: State) -> int:
        known = self.leasts.get(state)
        if known is None:
            known = self.leasts[state] = self._bound(state)
        return known

    def _bound(self, state: State) -> int:
        """At least so many sessions still have to change: broken constraints that share none, or a day to free.

        What was changed once stays, so it can't help again; HOPELESS where only such sessions are left.
        """
        changed = frozenset(n for n, spot in enumerate(state) if spot != self.start[n])
        broken = [b - changed for b in self.board.broken(state)]
        crowded = self.board.crowded(state)
        if not all(broken) or (crowded and all(day & changed for day in crowded)):
            return HOPELESS
        free = [day for day in crowded if not day & changed] or [frozenset[int]()]
        return min(len(day) + _disjoint(b for b in broken if not b & day) for day in free)

    def _children(self, state: State, left: int, *, moves_only: bool) -> list[State]:
        found: list[State] = []
        for number in self._candidates(state, left):
            if state[number] != self.start[number] or is_fixed(self.sessions[number]):
                continue  # changed already, or never moved (D-72)
            spots = [*self.board.spots(number, state)]
            spots += [] if moves_only else self._alterations(number, state)
            children = [(*state[:number], spot, *state[number + 1 :]) for spot in spots]
            found += [child for child in children if self._least(child) < left]
        return found

    def _candidates(self, state: State, left: int) -> list[int]:
        """Sessions of which one must change next: those of the tightest broken constraint, of a day to free, or any."""
        problems = self.board.broken(state)
        if problems:
            tightest = min(problems, key=_smallest_first)
            return sorted(tightest)
        crowded = [day for day in self.board.crowded(state) if len(day) <= left]
        return sorted({n for day in crowded for n in day}) or list(range(len(self.sessions)))

    def _alterations(self, number: int, state: State) -> list[Spot]:
        day, minute, _ = state[number]
        variants = range(1, len(self.board.variants[number]))
        return [*((day, minute, v) for v in variants), (DROPPED_DAY, minute, 0)]

    def _week(self, state: State) -> tuple[Session, ...]:
        placed = (
            replace(self.board.session(n, spot), id=self.sessions[n].id)
            for n, spot in enumerate(state)
            if spot[0] != DROPPED_DAY
        )
        return in_order(placed)

    def _order(self, state: State) -> tuple[int, int, int, tuple[tuple[int, int, str], ...]]:
        """Least cost, fewest days away, fewest minutes away, then the earliest week."""
        kept = [(n, a, b) for n, (a, b) in enumerate(zip(self.start, state, strict=True)) if b[0] >= 0]
        days = sum(abs(b[0] - a[0]) for _, a, b in kept)
        minutes = sum(abs((b[0] - a[0]) * DAY_MINUTES + b[1] - a[1]) % DAY_MINUTES for _, a, b in kept)
        spots = sorted((b[0], b[0] * DAY_MINUTES + b[1], self.sessions[n].id) for n, _, b in kept)
        return self._points(state), days, minutes, tuple(spots)

    def _points(self, state: State) -> int:
        """By how much the week gets dearer: D-50, what is lost, what gets shorter (W13, W15)."""
        kept = tuple(variant if day >= 0 else DROPPED_DAY for day, _, variant in state)
        if kept not in self.losses:
            self.losses[kept] = self._loss(self._week(state))
        return self.board.cost(state, self.athlete) - self.cost_before + self.losses[kept]

    def _loss(self, week: tuple[Session, ...]) -> int:
        lost = self.worth_before - worth_of_sessions(week, race=self.context.race)
        kept = {s.id: s for s in week}
        cuts = [
            s.minutes - kept[s.id].minutes
            for s in self.sessions
            if s.id in kept and s.type is kept[s.id].type
        ]
        return lost + P.costs.w13_per5 * sum(-(-cut // STEP_MIN) for cut in cuts)

    def _edit(self, state: State) -> Edit | None:
        week = self._week(state)
        if violations(week, self.context):
            return None
        by_id = {s.id: s for s in week}
        steps = tuple(
            EditStep(kind_of_step(s, by_id.get(s.id)), s, by_id.get(s.id))
            for s in self.sessions
            if by_id.get(s.id) != s
        )
        return Edit(steps, week, self._points(state))


def _disjoint(broken: Iterable[Broken]) -> int:
    seen: set[int] = set()
    count = 0
    for sessions in sorted(broken, key=_smallest_first):
        if not sessions & seen:
            seen |= sessions
            count += 1
    return count


def _smallest_first(broken: Broken) -> tuple[int, list[int]]:
    return len(broken), sorted(broken)
