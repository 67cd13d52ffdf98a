"""Values a note can carry, by name: what rules/ really puts there, at both ends of its range."""

from __future__ import annotations

from collections.abc import Iterator

from rules.athlete import EventType, Mode, Region
from rules.checkin import Illness
from rules.decisions import Decision
from rules.interference import band
from rules.plan import PhaseName
from rules.red_flags import topics
from rules.sessions import Note, SessionType, Value

TYPES = tuple(kind.value for kind in SessionType)
EVENTS = tuple(event.value for event in EventType)
EXERCISES = ("back_squat", "db_bench_press", "farmer_carry")
CLOCKS = ("06:30", "18:00")
DAYS = tuple(range(7))
TERMS = ("pairing", "volume", "quality", "number", "rest")
SOFT = tuple(f"W{number}" for number in range(1, 16))

TIMES_IN_MINUTES = (15, 45, 150)
GRAMS = (30, 145)
SMALL = (1, 2, 6)

BY_NAME: dict[str, tuple[Value, ...]] = {
    "band": tuple(band(score) for score in (10, 30, 50, 90)),
    "because": ("quiet", "D-41"),
    "conflict": ("D-40", "D-42", "D-43, D-44", "D-45", "D-47"),
    "tried": ("moderate, ease, drop_primer, drop_unit",),
    "date": ("2027-04-11",),
    "day": DAYS,
    "template_day": DAYS,
    "decision": tuple(decision.value for decision in Decision),
    "deload": (False, True),
    "heavy": (False, True),
    "worse_next_morning": (False, True),
    "event": EVENTS,
    "lead": EVENTS,
    "other": EVENTS,
    "exercise": EXERCISES,
    "to": EXERCISES,
    "finish": CLOCKS,
    "planned": CLOCKS,
    "start": CLOCKS,
    "fix": ("space_sessions", "drop_easy", "slow_down", "rest_day"),
    "flag": (*topics(), *(f"pain_{region}" for region in Region), "odd feeling <b>"),
    "hold": ("medical", "pregnancy"),
    "host": TYPES,
    "session": TYPES,
    "type": TYPES,
    "types": ("S_UPPER+C_HIIT", "C_LONG"),
    "illness": (Illness.MILD.value, Illness.SYSTEMIC.value),
    "instead": SMALL,
    "last_day": ("2026-11-23",),
    "mode": tuple(mode.value for mode in Mode),
    "nap_before": ("15:00",),
    "pattern": ("lunge", "hinge", "h_push", "h_pull", "carry"),
    "phase": tuple(phase.value for phase in PhaseName),
    "quantity": ("hiit_n", "easy", "long"),
    "region": tuple(region.value for region in Region),
    "regions": ("hip,knee", "other"),
    "shorter": ("half", ""),
    "term": TERMS,
    "hours": (5.0, 5.6),
    "pace": (311, 400),
    "pace_fast": (367,),
    "pace_slow": (403,),
    "load": (20.0, 62.5),
    "load_1": (20.0,),
    "load_2": (32.5,),
    "load_3": (47.5,),
    "effort_low": (2, 8),
    "effort_high": (4, 8),
    "rpe": (0, 8),
    "rir": (0, 1, 4),
    "of": (5,),
    "total": (0, 7, 45),
    "share": (15, 80),
    "percent": (0, 5, 62.5, 100),
}
# Names that mean something else in some notes.
SPECIAL: dict[str, tuple[Value, ...]] = {
    "order.first": CLOCKS,
    "order.second": CLOCKS,
    "hard.first": TYPES,
    "hard.second": TYPES,
    "hard.gap_minutes": (-30, 45, 900),
    "because.phase_order.first": EVENTS,
    "because.phase_order.then": EVENTS,
    "because.weak_weeks.first": (45,),
    "because.weak_weeks.second": (50,),
    "because.skipped_weekday.start": (390, 1110),
    "because.fatigue.load": (0, 2),
    "because.fatigue.total": (2, 8),
    "because.hiit_done.planned": (8,),
    "because.hiit_too_easy.planned": (8,),
    "because.hiit_too_hard.planned": (8,),
    "because.stepdown.planned": (150,),
    "tip.T50.planned": (5,),
    "move.term.term": SOFT,
    "change.window.start": (390,),
    "whatif.quantity": ("S", "C", "HIIT", "strength_minutes", "cardio_minutes"),
    "warn.min_prep.event": ("marathon", "half", "10k", "5k"),
}
MINUTES = {"minutes", "later_min", "gap_min", "gap_minutes", "start_gap_minutes", "most", "current", "least"}


def values_of(code: str, name: str) -> tuple[Value, ...]:
    """The values to try for one name of a note."""
    kind = code.partition(".")[0]
    for key in (f"{code}.{name}", f"{kind}.{name}"):
        if key in SPECIAL:
            return SPECIAL[key]
    if name in BY_NAME:
        return BY_NAME[name]
    if kind == "advice" and name == "term":
        return ("P", "V", "Q", "N", "R")
    if name in MINUTES or name.endswith("_minutes"):
        return TIMES_IN_MINUTES
    return GRAMS if "_g" in name or name in ("grams", "per_meal", "max_mg") else SMALL


def examples(code: str, names: set[str]) -> Iterator[Note]:
    """Notes in which each value of each name occurs at least once, the others changing along with it."""
    choices = {name: values_of(code, name) for name in sorted(names)}
    rounds = max((len(values) for values in choices.values()), default=1)
    for turn in range(rounds):
        values = ((name, given[turn % len(given)]) for name, given in choices.items())
        yield Note(code, tuple(values))
