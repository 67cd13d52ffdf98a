"""A strength session with its exercises, reserve, expected effort, notes and rule ids (E, D-10, E-40).

Emits `do.mobility` (minutes), `do.rounds` (rounds, rest_s), `do.contacts` (stop when height or sound worsens),
`do.fast` (exercise), `do.last_set_to_zero`, `do.slow_lowering` and `do.pause` (exercise, seconds), `do.form`
(E-12), and those of `rules.strength.warmup`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rules.athlete import Level
from rules.constants import P
from rules.decisions import Decision
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.sessions import Note, Row, Session, SessionType, SetKind, note
from rules.strength.draft import Draft
from rules.strength.progression import PAUSE_S, SLOW_S
from rules.strength.scheme import LIGHT_TYPES
from rules.strength.sets import MICRO_ROUND_REST_S
from rules.strength.timing import ROUND_REST_S
from rules.strength.warmup import warmup_notes

HEAVY_RIR = 2
DELOAD_RPE = 2
HEAVY_TYPES = frozenset({SessionType.LOWER, SessionType.FULL})


def finished(draft: Draft, ctx: PrescriptionContext) -> Session:
    """The planned session with what the draft prescribes; day, start, minutes and type stay as they were."""
    session = draft.session
    heavy = session.heavy and draft.rir is not None and draft.rir <= HEAVY_RIR
    return replace(
        session,
        heavy=heavy,
        rpe=expected_rpe(session.type, heavy or _was_heavy(session, ctx), ctx.is_deload),
        rir=draft.rir,
        exercises=draft.items,
        notes=(*session.notes, *_notes(draft, ctx)),
        rule_ids=tuple(dict.fromkeys((*session.rule_ids, *_rule_ids(draft, ctx)))),
    )


def _was_heavy(session: Session, ctx: PrescriptionContext) -> bool:
    """A deload's session that its block holds heavy: its effort counts down from there (D-06, E-40)."""
    limited = ctx.restrictions.no_heavy or ctx.restrictions.light or ctx.s_level is Level.NOVICE
    return ctx.is_deload and session.row is Row.HEAVY and not limited


def expected_rpe(kind: SessionType, heavy: bool, deload: bool) -> int:
    """Expected session RPE (D-10); two lower in a deload (E-40), at least 1."""
    key = f"{kind}_heavy" if heavy and kind in HEAVY_TYPES else kind.value
    rpe = P.expected_rpe.get(key, P.expected_rpe[kind.value])
    return max(1, rpe - DELOAD_RPE) if deload else rpe


def _notes(draft: Draft, ctx: PrescriptionContext) -> Iterator[Note]:
    kind, items = draft.session.type, draft.items
    if kind is SessionType.POWER:
        yield from warmup_notes((), ctx.profile)
        if any(item.kind is SetKind.CONTACTS for item in items):
            yield note("do.contacts")
        yield from (note("do.fast", exercise=item.exercise_id) for item in items if item.kind is SetKind.MAIN)
        return
    yield from warmup_notes(items if kind not in LIGHT_TYPES else (), ctx.profile, ctx.s_level)
    yield note("do.form")
    if kind is SessionType.CIRCUIT and items:
        yield note("do.rounds", rounds=items[0].sets, rest_s=ROUND_REST_S)
    if kind is SessionType.MICRO and items:
        yield note("do.rounds", rounds=items[0].sets, rest_s=MICRO_ROUND_REST_S)
    if draft.mobility_min:
        yield note("do.mobility", minutes=draft.mobility_min)
    yield from _tempo_notes(draft, ctx)
    advanced_b1 = ctx.phase is PhaseName.B1 and ctx.s_level is Level.ADVANCED and not ctx.is_deload
    if advanced_b1 and any(item.kind is SetKind.ISOLATION and item.rir == 1 for item in items):
        yield note("do.last_set_to_zero")


def _tempo_notes(draft: Draft, ctx: PrescriptionContext) -> Iterator[Note]:
    tempos = {lift.exercise_id: lift.tempo for lift in ctx.lifts if lift.tempo}
    for id_ in dict.fromkeys(item.exercise_id for item in draft.items if item.exercise_id in tempos):
        if tempos[id_] == "pause":
            yield note("do.pause", exercise=id_, seconds=PAUSE_S)
        else:
            yield note("do.slow_lowering", exercise=id_, seconds=SLOW_S)


def _rule_ids(draft: Draft, ctx: PrescriptionContext) -> Iterator[str]:
    yield from ("E-03", "E-04", "E-05", "E-10", "E-11", "E-13")
    items = draft.items
    if any(item.load_kg is not None for item in items):
        yield "E-20"
    if any(item.reps_target is not None for item in items):
        yield "E-30"
    if any(item.kind is SetKind.TOP for item in items):
        yield "E-31"
    if draft.keep:
        yield "E-01"
    conditions = {
        "E-06": ctx.is_senior,
        "E-40": ctx.is_deload,
        "E-50": draft.session.type is SessionType.POWER,
        "D-16": ctx.onramp,
        "D-07": ctx.phase is PhaseName.TAPER,
        "D-71": ctx.high_volume,
        "C-32": ctx.restrictions.light,
        "C-60": bool(ctx.injuries.sore or ctx.injuries.tender),
        "G-21": ctx.adjustments.heavy_rir_plus_one and draft.session.heavy,
        "G-30": ctx.decision is Decision.RETURN,
        "G-32": ctx.decision is Decision.ILLNESS,
        "G-50": ctx.decision is Decision.REDUCE,
    }
    yield from (rule for rule, applies in conditions.items() if applies)
