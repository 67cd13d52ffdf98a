"""Which tip a message carries: at most one, and possibly a safety tip beside it (H-20, H-30).

Notes (code: values): tip.<id>; tip.T27 and tip.T30: grams, per_meal, meals; tip.T22: grams, where the weight is
known; tip.T05: minutes_short of the full gap; tip.T38: fix, score, term; tip.T50: done, planned; the others none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rules.constants import P
from rules.decisions import Certainty
from rules.packaged import fill, read_table
from rules.sessions import Note
from rules.tips.conditions import CONDITIONS
from rules.tips.context import TipContext
from rules.tips.values import values_of

SAFETY = "safety"
NEVER = date.min


@dataclass(frozen=True, slots=True)
class Tip:
    """An entry of the catalogue. `when` scores, `gates` only allow; `sources` are evidence or rule ids."""

    id: str
    category: str
    priority: int
    certainties: tuple[Certainty, ...]
    sources: tuple[str, ...]
    when: tuple[str, ...]
    gates: tuple[str, ...] = ()
    gap_days: int | None = None

    @property
    def score(self) -> int:
        """10 for each specific condition and the priority on top (H-20)."""
        return 10 * len(self.when) + self.priority

    @property
    def days_between(self) -> int:
        """Days from one showing to the next at the earliest (H-20)."""
        usual = P.tips.safety_gap_days if self.category == SAFETY else P.tips.same_id_gap_days
        return self.gap_days or usual

    def applies(self, context: TipContext) -> bool:
        """Whether all its conditions hold."""
        return all(CONDITIONS[name](context) for name in (*self.when, *self.gates))


@dataclass(frozen=True, slots=True)
class ShownTip:
    """A tip that was shown on a local date."""

    date: date
    id: str
    category: str


@dataclass(frozen=True, slots=True)
class ChosenTip:
    """A tip for this message: the entry and its code with values."""

    tip: Tip
    note: Note


def select_tip(context: TipContext, history: tuple[ShownTip, ...], today: date) -> tuple[ChosenTip, ...]:
    """At most one tip and at most one safety tip for a message of today (H-20).

    Not the same id within 7 days (safety 2), not a category on three days in a row; the highest score wins, ties go
    to the least recently shown, then the smallest id. Empty if nothing is eligible.
    """
    fit = [t for t in TIPS.values() if t.applies(context) and _is_rested(t, history, today)]
    chosen = (
        _best([t for t in fit if t.category != SAFETY], history),
        _best([t for t in fit if t.category == SAFETY], history),
    )
    return tuple(ChosenTip(tip, Note(f"tip.{tip.id}", values_of(tip.id, context))) for tip in chosen if tip)


def _is_rested(tip: Tip, history: tuple[ShownTip, ...], today: date) -> bool:
    too_soon = any(s.id == tip.id and (today - s.date).days < tip.days_between for s in history)
    days_of_category = {(today - s.date).days for s in history if s.category == tip.category}
    in_a_row = all(back in days_of_category for back in range(1, P.tips.same_category_max_days + 1))
    return not too_soon and not in_a_row


def _best(tips: list[Tip], history: tuple[ShownTip, ...]) -> Tip | None:
    last_shown = {t.id: max((s.date for s in history if s.id == t.id), default=NEVER) for t in tips}
    return min(tips, key=lambda t: (-t.score, last_shown[t.id], t.id), default=None)


def _load_tips() -> Mapping[str, Tip]:
    return MappingProxyType({i: fill(Tip, {"id": i} | entry) for i, entry in read_table("tips").items()})


TIPS = _load_tips()
