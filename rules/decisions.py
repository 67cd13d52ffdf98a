"""What the weekly review decides: one volume decision, changes with their reasons, modifiers (G-01, G-90)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.sessions import Note, Value


class Decision(StrEnum):
    """Volume decisions, most conservative first (G-01)."""

    STOP = "STOP"
    ILLNESS = "ILLNESS"
    RETURN = "RETURN"
    DELOAD = "DELOAD"
    REDUCE = "REDUCE"
    REPEAT = "REPEAT"
    HOLD = "HOLD"
    PROGRESS = "PROGRESS"


class Certainty(StrEnum):
    """Certainty labels 0.8: A strong, B moderate, C limited or mixed, D coaching experience."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of next week (G-90). `what` is a Note (code and values, e.g. change.load + exercise).

    `before`/`after` are None where there was or will be nothing. `because` names the data, with numbers.
    """

    what: Note
    before: Value | None
    after: Value | None
    because: Note
    rule_id: str
    evidence_ids: tuple[str, ...] = ()
    certainty: Certainty = Certainty.D
    can_decline: bool = True  # False for G-01 levels 1 to 4 (G-50)
    needs_yes: bool = False  # a change of the structure: a yes, or the silence of G-15


@dataclass(frozen=True, slots=True)
class Modifier:
    """A swap, move, slow-down or cap that applies beside the volume decision (G-01), with its target and rule."""

    kind: str  # e.g. slow_down, swap_mode, block_region, modify_region, no_hiit_growth, rir_plus_one, advise
    target: str
    value: Value | None
    rule_id: str
    reason: Note


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of the structure that waits for an answer (G-15, G-50, D-12).

    `kind`: fewer_days (value: days), shorter_sessions (value: minutes), graduate (value: model), choose_model.
    After `silence_days` without an answer it counts as a yes; None: silence is a no.
    """

    kind: str
    value: Value | None
    offered_on: date
    rule_id: str
    reason: Note
    silence_days: int | None = None
