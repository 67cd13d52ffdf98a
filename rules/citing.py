"""What the notes of a plan and of a week rest on: rules, statements of the article and evidence (D-80, G-90)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rules.sessions import Note

CITED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "because.phase_order": ("D-08", "A-18"),
        "warn.dual_peak": ("D-08", "A-18"),
        "warn.take_part": ("D-08", "A-18"),
        "warn.min_prep": ("D-05",),
        "warn.finish_comfortably": ("C-32",),
        "because.stepdown": ("D-70", "A-04", "B-02", "B-21"),
        "because.high_volume": ("D-71",),
        "because.hiit_ceiling": ("D-20", "B-34"),
        "because.one_day": ("D-30", "B-22"),
        "warn.needs_load": ("E-60",),
        "warn.clearance": ("C-32",),
        "warn.no_rest_day": ("D-72",),
        "warn.max_days": ("D-40",),
        "warn.score_target": ("D-60",),
        "tip.score_term": ("D-60",),
        "tip.micro": ("D-30",),
        "whatif.event_leads": ("D-02",),
        "whatif.six_days": ("D-40",),
        "whatif.days_full": ("D-30",),
        "whatif.day_spare": ("D-30",),
        "whatif.time_spare": ("D-52",),
        "whatif.same_rules": ("D-01",),
    }
)


def cited(told: Note) -> tuple[str, ...]:
    """The ids that a note of a plan or week rests on; empty where it only says what is so."""
    return CITED.get(told.code, ())
