"""Sets x reps @ RIR by phase, row, level and focus (E-11), before anything shortens or lightens them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from rules.athlete import EventType, Goal, Level, StrengthFocus
from rules.packaged import read_table
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.sessions import Row, Session, SessionType, SetKind

NOVICE_START_WEEKS = 2
STRENGTH_EVENTS = frozenset({EventType.MEET, EventType.PHYSIQUE, EventType.SEASON})
LIGHT_TYPES = frozenset({SessionType.PRIMER, SessionType.MICRO, SessionType.CIRCUIT})
RECOVERY_RIR = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of E-11: sets, the range of repetitions, reps in reserve."""

    sets: int
    low: int
    high: int
    rir: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """One row of E-11. Without `isolation` only core work stays; with `backoff` the mains begin with a top set."""

    name: str
    main: Cell
    accessory: Cell
    isolation: Cell | None = None
    backoff: Cell | None = None

    def cell(self, kind: SetKind) -> Cell | None:
        """The cell for mains, accessories or isolation and core."""
        if kind is SetKind.MAIN:
            return self.main
        return self.isolation if kind is SetKind.ISOLATION else self.accessory


def _read() -> Mapping[str, Scheme]:
    rows = read_table("strength")["schemes"]
    return MappingProxyType(
        {
            name: Scheme(name, **{kind: Cell(*numbers) for kind, numbers in row.items()})
            for name, row in rows.items()
        }
    )


SCHEMES: Mapping[str, Scheme] = _read()
NO_LOAD: Scheme = SCHEMES["no_load"]


def focus_of(ctx: PrescriptionContext) -> StrengthFocus:
    """The strength focus; `size` by default for the goal muscle, else `both` (C-10)."""
    if ctx.profile.strength_focus is not None:
        return ctx.profile.strength_focus
    return StrengthFocus.SIZE if ctx.profile.goal is Goal.MUSCLE else StrengthFocus.BOTH


def scheme_for(session: Session, ctx: PrescriptionContext) -> Scheme:
    """The row of E-11 for a session. A novice in any block gets the beginner's row with the block's sets."""
    name = scheme_name(session, ctx)
    scheme = SCHEMES[name]
    if ctx.phase is PhaseName.RECOVERY and session.type is not SessionType.PRIMER:
        scheme = _with_rir(scheme, RECOVERY_RIR)
    if ctx.s_level is not Level.NOVICE or ctx.phase is PhaseName.BEGINNER or session.type in LIGHT_TYPES:
        return scheme
    return _for_novice(scheme)


def scheme_name(session: Session, ctx: PrescriptionContext) -> str:
    """The name of the row before a novice's exchange (E-11, D-07, D-71)."""
    if session.type is SessionType.PRIMER or session.row is Row.LIGHT:
        return "taper_last" if ctx.is_last_taper_week and not _strength_event(ctx) else "primer"
    if session.type in LIGHT_TYPES:
        return "micro"
    by_phase = {
        PhaseName.BEGINNER: "beginner_start" if ctx.week_in_phase <= NOVICE_START_WEEKS else "beginner",
        PhaseName.B1: _b1_name(ctx),
        PhaseName.B2: "b2_advanced" if ctx.s_level is Level.ADVANCED else "b2",
        PhaseName.B3: "b3",
        PhaseName.SHARPEN: "sharpen",
        PhaseName.TAPER: _taper_name(ctx),
    }
    if ctx.high_volume and ctx.phase in (PhaseName.B1, PhaseName.B2):
        return "moderate" if session.row is Row.MODERATE else "b3"
    if session.row is Row.MODERATE and session.type is not SessionType.UPPER:
        if ctx.phase is PhaseName.B2:
            return "b2_moderate"
        if ctx.phase in (PhaseName.B1, PhaseName.B3):
            return "moderate"
    return by_phase.get(ctx.phase) or ("heavy" if session.row is Row.HEAVY else "moderate")


def _b1_name(ctx: PrescriptionContext) -> str:
    return "b1_advanced" if ctx.s_level is Level.ADVANCED else f"b1_{focus_of(ctx)}"


def _taper_name(ctx: PrescriptionContext) -> str:
    if ctx.event is not None and ctx.event.type is EventType.MEET:
        return "b1_strength"
    if _strength_event(ctx):
        return f"b1_{focus_of(ctx)}"
    return "taper_last" if ctx.is_last_taper_week else "sharpen"


def _strength_event(ctx: PrescriptionContext) -> bool:
    return ctx.event is not None and ctx.event.type in STRENGTH_EVENTS


def _for_novice(scheme: Scheme) -> Scheme:
    base = SCHEMES["beginner"]
    extra = scheme.backoff.sets if scheme.backoff else 0
    cells = {
        "main": replace(base.main, sets=scheme.main.sets + extra, rir=max(base.main.rir, scheme.main.rir)),
        "accessory": replace(base.accessory, sets=scheme.accessory.sets),
    }
    isolation = (
        replace(base.isolation, sets=scheme.isolation.sets) if scheme.isolation and base.isolation else None
    )
    return Scheme(scheme.name, cells["main"], cells["accessory"], isolation)


def _with_rir(scheme: Scheme, rir: int) -> Scheme:
    def eased(cell: Cell | None) -> Cell | None:
        return replace(cell, rir=max(rir, cell.rir)) if cell else None

    main, accessory = (replace(cell, rir=max(rir, cell.rir)) for cell in (scheme.main, scheme.accessory))
    return Scheme(scheme.name, main, accessory, eased(scheme.isolation), eased(scheme.backoff))
