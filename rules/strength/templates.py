"""What a strength session is made of: its slots in order (E-03)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rules.exercises import Pattern
from rules.packaged import convert, read_table
from rules.sessions import SessionType, SetKind

ALTERNATING = {
    SessionType.LOWER: "lower",
    SessionType.UPPER: "upper",
    SessionType.FULL: "full",
    SessionType.PRIMER: "primer",
    SessionType.MICRO: "micro",
}
SINGLE = {SessionType.POWER: "power", SessionType.CIRCUIT: "circuit"}
VARIANTS = ("a", "b")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a template: the patterns that may fill it, first choice first."""

    name: str
    patterns: tuple[Pattern, ...]
    kind: SetKind
    priority: int
    superset: str | None = None


TEMPLATES: Mapping[str, tuple[Slot, ...]] = MappingProxyType(
    {
        name: tuple(convert(Slot, slot) for slot in slots)
        for name, slots in read_table("strength")["templates"].items()
    }
)


def template_name(kind: SessionType, turn: int) -> str:
    """The template of the `turn`-th session of its type, counted from 0; types with two take turns (E-03)."""
    if kind in SINGLE:
        return SINGLE[kind]
    return f"{ALTERNATING[kind]}_{VARIANTS[turn % len(VARIANTS)]}"


def slot_key(template: str, slot: Slot) -> str:
    """The key of a slot in a block's exercises."""
    return f"{template}.{slot.name}"


def family(template: str) -> str:
    """The name shared by templates that take turns."""
    return template.removesuffix("_a").removesuffix("_b")


def templates_of_week(types: Sequence[SessionType], week_number: int) -> tuple[str, ...]:
    """The template of each strength session of a week, in order of time (E-03).

    Lower and upper sessions begin each week with their first template; full-body, primer and micro sessions go on
    taking turns over the weeks, so that a single one a week alternates too.
    """
    counts = {kind: list(types).count(kind) for kind in set(types)}
    seen: dict[SessionType, int] = {}
    names = []
    for kind in types:
        turn = seen.get(kind, 0)
        if kind not in (SessionType.LOWER, SessionType.UPPER):
            turn += (week_number - 1) * counts[kind]
        names.append(template_name(kind, turn))
        seen[kind] = seen.get(kind, 0) + 1
    return tuple(names)
