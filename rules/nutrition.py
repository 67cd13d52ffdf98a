"""Numbers for eating, drinking and sleeping around training (H-60 to H-65, C-34).

Notes (code: values) that templates phrase:
nutrition.carbs.none; nutrition.carbs.before: from_g, to_g (or from_g_per_kg, to_g_per_kg), from_h, to_h;
nutrition.carbs.during: from_g_per_h, to_g_per_h; nutrition.carbs.between: g_per_h or g_per_kg_per_h, from_h, to_h;
nutrition.fluids; nutrition.sleep: from_h, to_h, nap_max_min, nap_before;
nutrition.creatine: from_g, to_g; nutrition.caffeine: max_mg, from_min, to_min, bed_gap_h; nutrition.physique: loss_pct.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rules.athlete import EventType, Priority, Profile
from rules.constants import P
from rules.levels import PRIORITIES
from rules.sessions import Note, Session, SessionType, note
from rules.state import Screening, Standing
from rules.units import round_half_up, round_to_five

NO_NUMBERS = frozenset({"kidney", "pregnant"})  # C-34
NO_SUPPLEMENTS = NO_NUMBERS | {"heart", "atrial_arrhythmia", "medication"}
CUT_WINDOW = timedelta(weeks=16)
QUALITY = frozenset({SessionType.HIIT, SessionType.TEMPO})
# H-61: grams and hours around training, as from-to.
BEFORE_G_PER_KG, BEFORE_H = (1, 2), (1, 3)
DURING_G_PER_H, FUEL_FROM_MIN = (30, 60), 75
REFUEL_G_PER_KG, REFUEL_H, REFUEL_WITHIN_H = 1, (2, 4), 8
# H-63
SLEEP_H, NAP_MAX_MIN, NAP_BEFORE = (7, 9), 30, "15:00"
# H-64
CREATINE_G = (3, 5)
CAFFEINE_MG_PER_KG, CAFFEINE_MAX_MG, CAFFEINE_MIN, BED_GAP_H = 3, 200, (45, 60), 8


@dataclass(frozen=True, slots=True)
class Protein:
    """Grams of protein a day, a meal, and the range 1.6-2.2 g/kg of the reference weight around it (H-60)."""

    grams: int
    low_grams: int
    high_grams: int
    per_meal_grams: int
    meals: int
    g_per_kg: float


def shows_numbers(profile: Profile, screening: Screening) -> bool:
    """False with kidney disease or in pregnancy: no protein numbers, no supplement tips (C-34)."""
    return not profile.conditions & NO_NUMBERS and screening.standing is not Standing.HOLD_PREGNANCY


def is_cutting(profile: Profile, today: date) -> bool:
    """A cut, or a physique event in the 16 weeks to come (C-10 `cut_phase`, H-60)."""
    return profile.cut_phase or any(
        e.type is EventType.PHYSIQUE and today <= e.date <= today + CUT_WINDOW for e in profile.events
    )


def reference_weight_kg(weight_kg: float, height_cm: int | None) -> float:
    """The weight that protein is counted for: above a BMI of 30 only a quarter of the excess over BMI 25 (H-60)."""
    if height_cm is None:
        return weight_kg
    square_m = (height_cm / 100) ** 2
    if weight_kg / square_m <= P.protein.bmi_adjust:
        return weight_kg
    weight_at_25 = P.protein.bmi_ref * square_m
    return weight_at_25 + P.protein.adj * (weight_kg - weight_at_25)


def protein_per_kg(profile: Profile, today: date) -> float:
    """Grams of protein for each kg of the reference weight, by phase and priority (H-60)."""
    if is_cutting(profile, today):
        return P.protein.cut
    if PRIORITIES[profile.goal] is Priority.ENDURANCE:
        return P.protein.endurance
    return P.protein.default


def protein(profile: Profile, screening: Screening, today: date) -> Protein | None:
    """The protein goal of a day (H-60); None without a weight and under C-34.

    60 kg gives 110 g, 95 kg at 1.85 m 170 g, 62 kg in a cut 135 g.
    """
    if profile.weight_kg is None or not shows_numbers(profile, screening):
        return None
    reference = reference_weight_kg(profile.weight_kg, profile.height_cm)
    per_kg = protein_per_kg(profile, today)
    grams = min(round_to_five(reference * per_kg), int(reference * P.protein.max))
    low, high = (round_to_five(reference * g) for g in P.protein.range)
    per_meal = round_half_up(grams / P.protein.meals)
    return Protein(grams, low, high, per_meal, P.protein.meals, per_kg)


def carbohydrate(
    session: Session, weight_kg: float | None, gap_to_next_h: float | None = None
) -> tuple[Note, ...]:
    """Carbohydrate around one session (H-61).

    `gap_to_next_h`: hours from its end to the day's next session. Grams where the weight is known, else per kg.
    """
    found: list[Note] = []
    if session.type in QUALITY or session.heavy:
        found.append(_by_weight("nutrition.carbs.before", weight_kg, BEFORE_G_PER_KG, hours=BEFORE_H))
    if session.minutes > FUEL_FROM_MIN:
        found.append(
            note("nutrition.carbs.during", from_g_per_h=DURING_G_PER_H[0], to_g_per_h=DURING_G_PER_H[1])
        )
    if gap_to_next_h is not None and gap_to_next_h < REFUEL_WITHIN_H:
        found.append(_refuel(weight_kg))
    return tuple(found) or (note("nutrition.carbs.none"),)


def fluids() -> Note:
    """To thirst, no forced litres (H-62)."""
    return note("nutrition.fluids")


def sleep() -> Note:
    """Seven to nine hours, short naps before three (H-63)."""
    low, high = SLEEP_H
    return note("nutrition.sleep", from_h=low, to_h=high, nap_max_min=NAP_MAX_MIN, nap_before=NAP_BEFORE)


def supplements(profile: Profile, screening: Screening) -> tuple[Note, ...]:
    """Creatine and caffeine for those who asked; nothing under 18, pregnant, with a kidney or heart condition, or
    where medication or the screen is unclear (H-64, C-34).
    """
    if not profile.supplements_opt_in or not may_supplement(profile, screening):
        return ()
    return (
        note("nutrition.creatine", from_g=CREATINE_G[0], to_g=CREATINE_G[1]),
        _caffeine(profile.weight_kg),
    )


def may_supplement(profile: Profile, screening: Screening) -> bool:
    """Whether nothing known speaks against the two supplements (H-64): adult, no condition, no medicine, no hold."""
    return (
        profile.age.years >= P.age.min
        and shows_numbers(profile, screening)
        and not profile.conditions & NO_SUPPLEMENTS
        and not profile.beta_blocker
        and not screening.ticked & {"Q1", "Q2", "Q5", "Q7"}
    )


def physique_note(profile: Profile, today: date) -> Note | None:
    """The note of a cut: no water or salt tricks, at most 1 % of the weight a week (H-65); None outside a cut."""
    return note("nutrition.physique", loss_pct=1) if is_cutting(profile, today) else None


def _by_weight(
    code: str, weight_kg: float | None, per_kg: tuple[int, int], *, hours: tuple[int, int]
) -> Note:
    low, high = per_kg
    if weight_kg is None:
        return note(code, from_g_per_kg=low, to_g_per_kg=high, from_h=hours[0], to_h=hours[1])
    grams = (round_to_five(low * weight_kg), round_to_five(high * weight_kg))
    return note(code, from_g=grams[0], to_g=grams[1], from_h=hours[0], to_h=hours[1])


def _refuel(weight_kg: float | None) -> Note:
    code, (low, high) = "nutrition.carbs.between", REFUEL_H
    if weight_kg is None:
        return note(code, g_per_kg_per_h=REFUEL_G_PER_KG, from_h=low, to_h=high)
    return note(code, g_per_h=round_to_five(REFUEL_G_PER_KG * weight_kg), from_h=low, to_h=high)


def _caffeine(weight_kg: float | None) -> Note:
    by_weight = CAFFEINE_MAX_MG if weight_kg is None else int(CAFFEINE_MG_PER_KG * weight_kg)
    low, high = CAFFEINE_MIN
    most = min(by_weight, CAFFEINE_MAX_MG)
    return note("nutrition.caffeine", max_mg=most, from_min=low, to_min=high, bed_gap_h=BED_GAP_H)
