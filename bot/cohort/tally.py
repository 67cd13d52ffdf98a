"""What a run of the cohort counts, small enough to be sent between processes and added up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields

MOST_EXAMPLES = 5


def counter_of(pairs: Counter[tuple[str, int]], name: str) -> Counter[int]:
    """The numbers counted under one name."""
    return Counter({number: count for (one, number), count in pairs.items() if one == name})


@dataclass(slots=True)
class Tally:
    """Sums over athletes and weeks. Keys: `scores` (phase, score); `ramps` percent more cardio than a week before
    in steps of 5; `gains` (reporter, percent of strength gained in steps of 5).
    """

    athletes: Counter[str] = field(default_factory=Counter)
    weeks: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)
    phases: Counter[str] = field(default_factory=Counter)
    scores: Counter[tuple[str, int]] = field(default_factory=Counter)
    ramps: Counter[int] = field(default_factory=Counter)
    gains: Counter[tuple[str, int]] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    happened: Counter[str] = field(default_factory=Counter)
    violations: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def violate(self, rule: str, detail: str) -> None:
        """Count a broken rule and keep the first few examples."""
        self.violations[rule] += 1
        kept = self.examples.setdefault(rule, [])
        if len(kept) < MOST_EXAMPLES:
            kept.append(detail)

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        for one in fields(self):
            if one.name != "examples":
                getattr(self, one.name).update(getattr(other, one.name))
        for rule, details in other.examples.items():
            kept = self.examples.setdefault(rule, [])
            kept += details[: MOST_EXAMPLES - len(kept)]
