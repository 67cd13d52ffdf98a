"""What sore regions rule out and what takes its place (C-60, G-33).

Emits `warn.pattern_missing` (pattern, regions): a part of the week's coverage that an injury takes away (E-01).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rules.athlete import Injury, Mode, Region
from rules.exercises import COVERAGE, Exercise, LoadType, Pattern
from rules.packaged import convert, read_table
from rules.sessions import Note, note
from rules.state import RegionLimit

MODIFY_SEVERITY = 4
LOWER_LIMB = frozenset({Region.HIP, Region.KNEE, Region.ANKLE_FOOT})
LOWER_LIMB_SEVERITY = 3
RESTRICTING = frozenset({"modify", "block"})


@dataclass(frozen=True, slots=True)
class RegionRule:
    """The row of C-60 for one region: what is ruled out from severity 4, what is strained, what is preferred."""

    blocked: tuple[Pattern, ...]
    blocked_modes: tuple[Mode, ...]
    strained: tuple[Pattern, ...]
    prefer: tuple[str, ...]
    prefer_modes: tuple[Mode, ...]
    blocked_exercises: tuple[str, ...] = ()
    blocked_kinds: Mapping[str, tuple[LoadType, ...]] = field(default_factory=dict)

    def blocks(self, exercise: Exercise, kind: LoadType) -> bool:
        """True if the exercise, loaded by `kind`, is ruled out (C-60)."""
        return (
            exercise.pattern in self.blocked
            or exercise.id in self.blocked_exercises
            or kind in self.blocked_kinds.get(exercise.pattern, ())
        )


REGION_RULES: Mapping[Region, RegionRule] = MappingProxyType(
    {Region(name): convert(RegionRule, row) for name, row in read_table("injuries").items()}
)


@dataclass(frozen=True, slots=True)
class InjuryLimits:
    """What all of an athlete's sore regions rule out together; `tender` ones only shift the choice (C-60)."""

    sore: frozenset[Region] = frozenset()
    tender: frozenset[Region] = frozenset()
    patterns: frozenset[Pattern] = frozenset()  # blocked beyond the table (C-60, shoulder)

    def blocks(self, exercise: Exercise, kind: LoadType) -> bool:
        """True if a sore region rules the exercise out."""
        return exercise.pattern in self.patterns or any(
            REGION_RULES[region].blocks(exercise, kind) for region in self.sore
        )

    def unfriendly(self, exercise: Exercise, kind: LoadType) -> bool:
        """True if a tender region would rule it out from severity 4: such an exercise is chosen last."""
        return any(REGION_RULES[region].blocks(exercise, kind) for region in self.tender)

    def strains(self, exercise: Exercise) -> bool:
        """True if the exercise works a sore region and so gets 20 % less load (G-33)."""
        return any(loads_region(exercise, region) for region in self.sore)

    def prefers(self, exercise: Exercise) -> bool:
        """True if the exercise or its pattern stands among the preferred replacements."""
        wanted = {name for region in self.sore | self.tender for name in REGION_RULES[region].prefer}
        return exercise.id in wanted or exercise.pattern in wanted

    @property
    def modes(self) -> frozenset[Mode]:
        """Modes that are ruled out."""
        return frozenset(mode for region in self.sore for mode in REGION_RULES[region].blocked_modes)

    @property
    def preferred_modes(self) -> tuple[Mode, ...]:
        """Modes to swap to, in the table's order, without those another region rules out."""
        if not self.sore:
            return ()
        wanted = dict.fromkeys(
            mode for region in Region if region in self.sore for mode in REGION_RULES[region].prefer_modes
        )
        return tuple(mode for mode in wanted if mode not in self.modes)


def injury_limits(
    injuries: Iterable[Injury],
    limits: Iterable[RegionLimit] = (),
    light: bool = False,
) -> InjuryLimits:
    """The limits from the profile's injuries and the pain rules in force (C-60, G-33).

    Severity 1-3 and "watch" make a region tender; 4 and more, "modify" and "block" sore. Under LIGHT every listed
    region counts as sore (C-32).
    """
    told, in_force = tuple(injuries), tuple(limits)
    sore = {i.region for i in told if light or i.severity >= MODIFY_SEVERITY}
    sore |= {limit.region for limit in in_force if limit.action in RESTRICTING}
    tender = {i.region for i in told if i.severity > 0} | {limit.region for limit in in_force}
    beyond = {Pattern(name) for limit in in_force if limit.action in RESTRICTING for name in limit.patterns}
    return InjuryLimits(frozenset(sore), frozenset(tender - sore), frozenset(beyond))


def loads_region(exercise: Exercise, region: Region) -> bool:
    """True if the exercise works the region, whether or not the table rules it out (G-33)."""
    return exercise.pattern in REGION_RULES[region].strained


def lower_limb_pain(injuries: Iterable[Injury], limits: Iterable[RegionLimit] = ()) -> bool:
    """True from severity 3 in hip, knee, ankle or foot: no flat-run HIIT and no jumps (F-10, E-50)."""
    told = any(i.region in LOWER_LIMB and i.severity >= LOWER_LIMB_SEVERITY for i in injuries)
    return told or any(x.region in LOWER_LIMB and x.action in RESTRICTING for x in limits)


def missing_coverage(patterns: Iterable[Pattern], limits: InjuryLimits) -> tuple[Note, ...]:
    """One note for each group of E-01 that the week's patterns leave out, naming the sore regions (C-60)."""
    present = frozenset(patterns)
    regions = ",".join(sorted(limits.sore))
    return tuple(
        note("warn.pattern_missing", pattern=min(group), regions=regions)
        for group in COVERAGE
        if not group & present
    )
