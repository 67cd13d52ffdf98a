"""What one athlete's week asks of food, drink and sleep, as one value (H-60 to H-65, C-34, G-27)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rules import nutrition
from rules.checkin import Wellness
from rules.constants import P
from rules.nutrition import Protein
from rules.plan import Week
from rules.review.wellbeing import low_energy
from rules.sessions import Note, Session
from rules.state import TrainingState

HOUR = 60
NORMAL_MEALS = "nutrition.carbs.none"


@dataclass(frozen=True, slots=True)
class Eating:
    """The numbers of a week.

    `protein` None: no weight is known, or `numbers` is False (C-34). `fuel`: the sessions that want more than normal
    meals, each with its notes. `caution`: a sign of too little energy, which goes before any number (G-27).
    """

    numbers: bool
    protein: Protein | None
    protein_per_kg: float
    fuel: tuple[tuple[Session, tuple[Note, ...]], ...]
    fluids: Note
    sleep: Note
    supplements: tuple[Note, ...]
    physique: Note | None
    caution: Note | None


def eating(
    state: TrainingState, week: Week, today: date, wellness: Sequence[Wellness] = (), fatigue: int = 0
) -> Eating:
    """The numbers of section H for this athlete and week; `wellness` of the last 30 days, `fatigue` F of the last week.

    With a sign of too little energy there is no word about losing weight (G-27, H-65).
    """
    profile, screening = state.profile, state.screening
    caution = low_energy(profile, tuple(wellness), fatigue, today)
    return Eating(
        numbers=nutrition.shows_numbers(profile, screening),
        protein=nutrition.protein(profile, screening, today),
        protein_per_kg=nutrition.protein_per_kg(profile, today),
        fuel=tuple(_fuel(week.sessions, profile.weight_kg)),
        fluids=nutrition.fluids(),
        sleep=nutrition.sleep(),
        supplements=nutrition.supplements(profile, screening),
        physique=None if caution else nutrition.physique_note(profile, today),
        caution=caution,
    )


def _fuel(sessions: Sequence[Session], weight_kg: float | None) -> Iterator[tuple[Session, tuple[Note, ...]]]:
    trained = [s for s in sessions if s.is_strength or s.is_cardio]
    gaps = {s.id: (after.start_minute - s.end_minute) / HOUR for s, after in pairwise(trained)}
    for session in trained:
        gap = gaps.get(session.id)
        separate = (
            gap if gap is not None and gap >= P.gap_hours.partial else None
        )  # below, the two are one session
        found = nutrition.carbohydrate(session, weight_kg, separate)
        if found[0].code != NORMAL_MEALS:
            yield session, found
