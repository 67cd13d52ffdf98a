"""The strength sessions of a week together: minutes, coverage, weekly volume, loads (E-01, E-04, E-10)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.decisions import Decision
from rules.exercises import COVERAGE, LOWER_BODY, Pattern
from rules.injuries import missing_coverage
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.remembering import remembered
from rules.sessions import Note, Session, SessionType, SetKind
from rules.strength.block import choose_block_exercises
from rules.strength.draft import Draft, added, drafted, patterns
from rules.strength.likeness import lasting, undated
from rules.strength.loading import loaded
from rules.strength.pool import Pool, pool_of
from rules.strength.reducing import in_full, one_set_less
from rules.strength.session import finished
from rules.strength.templates import Slot, templates_of_week
from rules.strength.timing import Exercises, estimate_minutes, fit, is_main
from rules.strength.volume import bounded, filled, total_sets, trimmed, volume_for

COUNTS = {SessionType.PRIMER: 0.5, SessionType.MICRO: 0.5}
COVERAGE_FROM = 2.0
FULL_TYPES = (SessionType.FULL, SessionType.LOWER, SessionType.UPPER)
FIXED_TYPES = frozenset({SessionType.PRIMER, SessionType.MICRO, SessionType.CIRCUIT, SessionType.POWER})
ROUND_TYPES = frozenset({SessionType.MICRO, SessionType.CIRCUIT})
CORE_GROUP = COVERAGE[-1]
COVER_ORDER = (
    *(Pattern.LUNGE, Pattern.SQUAT, Pattern.HIP_EXTENSION, Pattern.HINGE, Pattern.H_PUSH, Pattern.V_PUSH),
    *(Pattern.H_PULL, Pattern.V_PULL, Pattern.CORE_BRACE, Pattern.CORE_FLEXION, Pattern.CARRY),
)
NO_GROWTH_PHASES = frozenset({PhaseName.TAPER, PhaseName.RECOVERY, PhaseName.SHARPEN})


@dataclass(frozen=True, slots=True)
class _Pair:
    """A draft as planned and as it fits its minutes, with the movement patterns that stay."""

    draft: Draft
    fitted: Draft
    patterns: frozenset[str]

    @classmethod
    def of(cls, draft: Draft) -> _Pair:
        """The pair of a draft."""
        fitted = _fitted(draft)
        return cls(draft, fitted, patterns(fitted.items))


def strength_week(sessions: tuple[Session, ...], ctx: PrescriptionContext) -> tuple[Draft, ...]:
    """The strength sessions of a week, in order, with exercises, sets and loads, undated (E-01 to E-50).

    Every session fits its minutes (E-04), the week covers the movement patterns where two or more sessions count
    (E-01) and keeps the limits of hard sets (E-10).
    """
    names = templates_of_week([session.type for session in sessions], ctx.week_number)
    asked = tuple(map(undated, sessions)), names, lasting(ctx)
    free, sets = _unbounded(*asked)
    return free if ctx.sets_most is None or sets <= ctx.sets_most else undated_week(*asked, ctx.sets_most)


@remembered(64)  # half the weeks of a plan repeat another one's strength
def _unbounded(
    sessions: tuple[Session, ...], names: tuple[str, ...], ctx: PrescriptionContext
) -> tuple[tuple[Draft, ...], int]:
    """The week without a bound on its sets, and how many they are before loads are known."""
    return undated_week(sessions, names, ctx, None), total_sets(_planned(sessions, names, ctx)[1])


@remembered(64)
def undated_week(
    sessions: tuple[Session, ...], names: tuple[str, ...], ctx: PrescriptionContext, most: int | None
) -> tuple[Draft, ...]:
    """The week of these sessions and templates, whenever they stand, with so many sets at most (None: no bound)."""
    drafts, week = _planned(sessions, names, ctx)
    if most is not None:
        rounds = frozenset(k for k, session in enumerate(sessions) if session.type in ROUND_TYPES and week[k])
        week = bounded(week, _fixed(sessions), rounds, most)
    return tuple(_complete(draft, items, ctx) for draft, items in zip(drafts, week, strict=True))


def _planned(
    sessions: tuple[Session, ...], names: tuple[str, ...], ctx: PrescriptionContext
) -> tuple[tuple[Draft, ...], tuple[Exercises, ...]]:
    reduced = ctx.decision is Decision.REDUCE and not ctx.is_deload
    return (_reduced_week if reduced else _full_week)(sessions, names, ctx)


def _complete(draft: Draft, items: Exercises, ctx: PrescriptionContext) -> Draft:
    draft = replace(draft, items=loaded(items, draft.session, ctx), rir=main_rir(items))
    return replace(draft, session=finished(draft, ctx))


def _reduced_week(
    sessions: tuple[Session, ...], names: tuple[str, ...], ctx: PrescriptionContext
) -> tuple[tuple[Draft, ...], tuple[Exercises, ...]]:
    """The week as it would be held, then the sets taken off and what doesn't fit the shorter sessions (G-50).

    What covers a movement pattern goes last of all (E-01).
    """
    held = _in_block(replace(ctx, decision=Decision.HOLD))
    before = dict(ctx.held_minutes)
    drafts, week = _full_week(tuple(in_full(s, before) for s in sessions), names, held)
    pairs = [
        _Pair.of(replace(draft, session=session, items=one_set_less(items)))
        for draft, session, items in zip(drafts, sessions, week, strict=True)
    ]
    if _is_covering(sessions):
        pairs = _covered(pairs, held, pool_of(held))
    return tuple(pair.fitted for pair in pairs), tuple(pair.fitted.items for pair in pairs)


@remembered(64)
def _full_week(
    sessions: tuple[Session, ...], names: tuple[str, ...], ctx: PrescriptionContext
) -> tuple[tuple[Draft, ...], tuple[Exercises, ...]]:
    """The sessions' drafts as they fit their minutes, and their exercises with the sets the week asks for."""
    ctx = _in_block(ctx)
    pool = pool_of(ctx)
    pairs = [
        _Pair.of(drafted(session, name, ctx, pool)) for session, name in zip(sessions, names, strict=True)
    ]
    if _is_covering(sessions):
        pairs = _covered(pairs, ctx, pool)
    volume = volume_for(ctx.phase, ctx.s_level)
    week = trimmed(tuple(pair.fitted.items for pair in pairs), volume)
    if _may_grow(ctx):
        week = filled(week, tuple(session.minutes for session in sessions), _fixed(sessions), volume)
    return tuple(pair.fitted for pair in pairs), week


def _in_block(ctx: PrescriptionContext) -> PrescriptionContext:
    return ctx if ctx.block_exercises else replace(ctx, block_exercises=choose_block_exercises(ctx))


def _is_covering(sessions: tuple[Session, ...]) -> bool:
    """Two or more strength sessions cover the movement patterns (E-01)."""
    return sum(COUNTS.get(session.type, 1.0) for session in sessions) >= COVERAGE_FROM


def _fixed(sessions: tuple[Session, ...]) -> frozenset[int]:
    return frozenset(k for k, session in enumerate(sessions) if session.type in FIXED_TYPES)


def main_rir(items: Exercises) -> int | None:
    """Reps in reserve of the main lifts; without mains of all exercises (E-11). Jumps don't count."""
    mains = [item.rir for item in items if is_main(item)]
    others = [item.rir for item in items if item.kind is not SetKind.CONTACTS]
    return min(mains or others, default=None)


def coverage_gaps(drafts: tuple[Draft, ...], ctx: PrescriptionContext) -> tuple[Note, ...]:
    """What the week leaves out of E-01 because a sore region forbids it, as `warn.pattern_missing` (C-60)."""
    if not ctx.injuries.sore or sum(COUNTS.get(d.session.type, 1.0) for d in drafts) < COVERAGE_FROM:
        return ()
    return missing_coverage((Pattern(p) for d in drafts for p in patterns(d.items)), ctx.injuries)


def _fitted(draft: Draft) -> Draft:
    minutes = draft.session.minutes
    if draft.mobility_min and estimate_minutes(draft.items, draft.mobility_min) > minutes:
        draft = replace(draft, mobility_min=0)
    return replace(draft, items=fit(draft.items, minutes, draft.keep, draft.mobility_min))


def _covered(pairs: list[_Pair], ctx: PrescriptionContext, pool: Pool) -> list[_Pair]:
    for group in COVERAGE * 2:  # keeping one group may push another out
        if any(group & pair.patterns for pair in pairs):
            continue
        pairs = _protected(pairs, group) or _extended(pairs, group, ctx, pool)
    return pairs


def _protected(pairs: list[_Pair], group: frozenset[Pattern]) -> list[_Pair] | None:
    for place in _by_room(pairs):
        draft = pairs[place].draft
        ids = [item.exercise_id for item in draft.items if group & patterns((item,))]
        if not ids:
            continue
        kept = _Pair.of(replace(draft, keep=draft.keep | {ids[0]}))
        if group & kept.patterns:
            return [*pairs[:place], kept, *pairs[place + 1 :]]
    return None


def _extended(
    pairs: list[_Pair], group: frozenset[Pattern], ctx: PrescriptionContext, pool: Pool
) -> list[_Pair]:
    kind = SetKind.ISOLATION if group == CORE_GROUP else SetKind.ACCESSORY
    slot = Slot("cover", tuple(pattern for pattern in COVER_ORDER if pattern in group), kind, priority=3)
    unfit = SessionType.UPPER if group & LOWER_BODY else SessionType.LOWER
    for place in _by_room(pairs):
        draft = pairs[place].draft
        if draft.session.type is unfit and group != CORE_GROUP:
            continue
        longer = _Pair.of(added(draft, slot, ctx, pool))
        if group & longer.patterns:
            return [*pairs[:place], longer, *pairs[place + 1 :]]
    return pairs


def _by_room(pairs: list[_Pair]) -> list[int]:
    drafts = [pair.draft for pair in pairs]
    places = [k for k, draft in enumerate(drafts) if draft.session.type in FULL_TYPES]
    return sorted(
        places, key=lambda k: (FULL_TYPES.index(drafts[k].session.type), -drafts[k].session.minutes, k)
    )


def _may_grow(ctx: PrescriptionContext) -> bool:
    held = ctx.is_deload or ctx.onramp or ctx.return_share < 1.0 or ctx.restrictions.light
    lowered = ctx.decision not in (Decision.PROGRESS, Decision.HOLD, Decision.REPEAT)
    return not (held or lowered or ctx.phase in NO_GROWTH_PHASES)
