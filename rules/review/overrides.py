"""What the athlete has overruled in a review: single changes, or all of it (G-50)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rules.decisions import Change, Decision
from rules.review.causes import key_of
from rules.review.decide import Trigger, Verdict
from rules.sessions import note

DECISION, KEEP = "decision", "keep"
EASED = frozenset({Decision.DELOAD, Decision.REDUCE, Decision.REPEAT})
RAMPS = frozenset({"D-75", "G-40"})  # what gives minutes back that it took


@dataclass(frozen=True, slots=True)
class Overrides:
    """Keys of declined changes with their rule ids; `keep`: next week like this one, as far as health allows."""

    keys: frozenset[str] = frozenset()
    rule_ids: frozenset[str] = frozenset()
    keep: bool = False

    @property
    def codes(self) -> frozenset[str]:
        """The kinds of change that were declined."""
        return frozenset(key.partition(":")[0] for key in self.keys)

    @property
    def keeps_cuts(self) -> bool:
        """Whether minutes that a rule took from a week shall stay away (D-75, G-40, G-15)."""
        return self.keep or bool(self.rule_ids & RAMPS) or "added" in self.codes

    def declines(self, key: str) -> bool:
        """Whether this change was declined, by itself or with all of its kind."""
        return self.keep or key in self.keys or key.partition(":")[0] in self.keys


NONE = Overrides()


def declining(changes: Iterable[Change], before: Overrides = NONE) -> Overrides:
    """The overrides with these changes declined as well; what can't be declined is left out (G-50)."""
    made = [c for c in changes if c.can_decline]
    return replace(
        before,
        keys=before.keys | {key_of(c) for c in made},
        rule_ids=before.rule_ids | {c.rule_id for c in made},
    )


def overruled(verdict: Verdict, overrides: Overrides, *, onramp: bool = False) -> Verdict:
    """The verdict after the athlete's word: a decrease becomes HOLD, "keep" turns PROGRESS into HOLD (G-50).

    STOP, ILLNESS, RETURN and what the calendar says stay. A step of the on-ramp is kept by repeating it (D-16).
    """
    repeats = onramp and overrides.keep
    decrease = verdict.decision in EASED and (overrides.keep or DECISION in overrides.codes)
    rises = verdict.decision is Decision.PROGRESS or (repeats and verdict.decision is Decision.HOLD)
    if not decrease and not (overrides.keep and rises):
        return verdict
    kept = Decision.REPEAT if repeats else Decision.HOLD
    asked = Trigger(kept, "G-50", note("because.your_choice"))
    return Verdict(kept, asked, (asked, *verdict.triggers))
